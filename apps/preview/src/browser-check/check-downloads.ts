import assert from 'node:assert/strict'
import type { FrameLocator, Locator } from 'playwright-core'
import { downloadsOnDisk, originalDigest } from './downloads-on-disk.js'
import { type DemoCheck, press, scrollTo, tap } from './phone.js'

/** What each file ends as, on the page of all downloads. */
const ends: Readonly<Record<string, string>> = {
  big: '已完成',
  throttled: '已完成',
  parallel: '已完成',
  checksum: 'MD5 一致',
  flaky: '续传',
  // How many attempts fall into the run after the kill depends on how far it was.
  busy: '尝试 [23] 次|续传',
  changed: 'integrity',
}

/** The download manager, from its empty list to its empty list. */
export const downloadsChecks: readonly DemoCheck[] = [
  {
    name: 'add all downloads',
    async run({ frame }) {
      await tap(frame, '.tab', '队列')
      await frame.locator('.empty').waitFor()
      await press(frame.locator('.add-all'))
      await frame.locator('.entry').nth(7).waitFor()
      await frame.locator('.entry-active').nth(2).waitFor()
      assert.equal(await frame.locator('.entry-active').count(), 3)
      await frame.locator('.list-speed', { hasText: '/s' }).waitFor()
    },
  },
  {
    name: 'pause and resume a download',
    async run({ frame }) {
      const big = frame.locator('.entry-of-big')
      await big.locator('.entry-percent').waitFor()
      await press(big.locator('.tool-pause'))
      await frame.locator('.entry-of-big.entry-paused').waitFor()
      const paused = await percentOf(big)
      await frame.locator('.list').evaluate(scrollTo)
      await new Promise((resolve) => setTimeout(resolve, 600))
      assert.equal(await percentOf(big), paused)
    },
    async end({ frame }) {
      await press(frame.locator('.entry-of-big .tool-resume'))
      await frame.locator('.entry-of-big.entry-paused').waitFor({ state: 'detached' })
    },
  },
  {
    name: 'downloads without a network',
    async run({ frame }) {
      await addSlowOne(frame)
      await press(frame.locator('.segment-none'))
      await frame.locator('.entry-waiting', { hasText: '等待网络' }).first().waitFor()
      assert.equal(await frame.locator('.entry-active').count(), 0)
      await frame.locator('.list').evaluate(scrollTo)
    },
    async end({ frame }) {
      await press(frame.locator('.segment-wifi'))
      await frame.locator('.entry-active').first().waitFor()
    },
  },
  {
    name: 'downloads in the background',
    async run({ frame, shell }) {
      await addSlowOne(frame)
      await press(frame.locator('.phone-leave'))
      await shell.locator('.home-return').waitFor()
      // WeChat interrupts after five seconds.
      await new Promise((resolve) => setTimeout(resolve, 5500))
    },
    async end({ frame, shell }) {
      await press(shell.locator('.home-return'))
      await frame.locator('.entry-active').first().waitFor()
    },
  },
  {
    name: 'kill and restart with downloads',
    async run({ frame }) {
      await addSlowOne(frame)
      const before = await frame.locator('.entry').count()
      await press(frame.locator('.phone-restart'))
      await frame.locator('.badge-restored').first().waitFor()
      assert.equal(await frame.locator('.entry').count(), before)
      await frame.locator('.list').evaluate(scrollTo)
    },
  },
  {
    name: 'downloads end',
    async run(phone) {
      const { platform, frame } = phone
      const last: [string, string] =
        platform === 'wechat' ? ['missing', 'http-status'] : ['oversized', 'too-large']
      await frame.locator('.tool-abort').first().waitFor({ state: 'detached', timeout: 90_000 })
      for (const [sample, end] of [...Object.entries(ends), last]) {
        const entry = frame.locator(`.entry-of-${sample}`).first()
        assert.match((await entry.textContent()) ?? '', new RegExp(end), `${sample} ended otherwise`)
      }
      await frame.locator('.entry-of-flaky').evaluate(scrollTo)
      for (const { sample, digest } of await downloadsOnDisk(phone)) {
        assert.equal(digest, originalDigest(sample, platform), `${sample} has other bytes than the server`)
      }
    },
  },
  {
    name: 'downloads in English',
    async run({ frame }) {
      await tap(frame, '.language', 'EN')
      await frame.locator('.entry-failed .reason', { hasText: 'Not the size or checksum promised' }).waitFor()
      await frame.locator('.list').evaluate(scrollTo)
    },
    async end({ frame }) {
      await tap(frame, '.language', '中文')
    },
  },
  {
    name: 'remove the downloads',
    async run(phone) {
      const { frame } = phone
      await press(frame.locator('.entry-of-changed .tool-remove'))
      await frame.locator('.entry-of-changed').waitFor({ state: 'detached' })
      await press(frame.locator('.entry-of-checksum .tool-again'))
      await press(frame.locator('.all-abort:not(.button-off)'))
      await frame.locator('.entry-of-checksum.entry-aborted').waitFor()
      await press(frame.locator('.all-clear'))
      await frame.locator('.empty').waitFor()
      assert.deepEqual(await downloadsOnDisk(phone), [])
    },
    async end({ frame }) {
      await tap(frame, '.tab', '下载')
    },
  },
]

/** What is there may be done by now, on a fast computer. */
async function addSlowOne(frame: FrameLocator): Promise<void> {
  const count = await frame.locator('.entry').count()
  await press(frame.locator('.tile').nth(1))
  await frame.locator('.entry').nth(count).waitFor()
}

async function percentOf(entry: Locator): Promise<string> {
  return (await entry.locator('.entry-percent').textContent()) ?? ''
}
