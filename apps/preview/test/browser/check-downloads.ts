import assert from 'node:assert/strict'
import type { FrameLocator } from 'playwright-core'
import {
  backgroundOf,
  type PhoneChecks,
  press,
  pressAndCloseTab,
  scrollTo,
  see,
  seeNo,
  tap,
  textOf,
} from '../../src/browser/phone.js'
import { downloadsOnDisk, originalDigest } from './phone-disk.js'

/** What each file ends as, on the page of all downloads. */
const ends: Readonly<Record<string, string>> = {
  big: '已完成',
  throttled: '已完成',
  parallel: '已完成',
  checksum: 'MD5 一致',
  picture: '打开.*存到相册',
  // Each address is good for less time than the file takes.
  signed: '第 [2-9] 个地址|续传',
  flaky: '续传',
  // How many attempts fall into the run after the kill depends on how far it was.
  busy: '尝试 [23] 次|续传',
  changed: 'integrity',
}

/** The download manager, from its empty list to its empty list. */
export const downloadsChecks: PhoneChecks = {
  'add all downloads': async ({ frame }) => {
    await tap(frame, '.tab', '队列')
    await see(frame, '.empty')
    await tap(frame, '.add-all')
    await frame.locator('.entry').nth(9).waitFor()
    await frame.locator('.entry-active').nth(2).waitFor()
    assert.equal(await frame.locator('.entry-active').count(), 3)
    await see(frame, '.list-speed', '/s')
  },
  'pause and resume a download': async ({ frame }) => {
    await see(frame, '.entry-of-big .entry-percent')
    await tap(frame, '.entry-of-big .tool-pause')
    await see(frame, '.entry-of-big.entry-paused')
    const paused = await textOf(frame, '.entry-of-big .entry-percent')
    await scrollTo(frame, '.list')
    await new Promise((resolve) => setTimeout(resolve, 600))
    assert.equal(await textOf(frame, '.entry-of-big .entry-percent'), paused)
    await tap(frame, '.entry-of-big .tool-resume')
    await seeNo(frame, '.entry-of-big.entry-paused')
  },
  'downloads without a network': async ({ frame }) => {
    await addSlowOne(frame)
    await tap(frame, '.segment-none')
    await see(frame, '.entry-waiting', '等待网络')
    assert.equal(await frame.locator('.entry-active').count(), 0)
    await scrollTo(frame, '.list')
  },
  'downloads in the background': async ({ frame, shell }) => {
    await tap(frame, '.segment-wifi')
    await see(frame, '.entry-active')
    await addSlowOne(frame)
    await tap(frame, '.phone-leave')
    await shell.locator('.home-return').waitFor()
    // WeChat interrupts after five seconds.
    await new Promise((resolve) => setTimeout(resolve, 5500))
  },
  'kill and restart with downloads': async ({ frame, shell }) => {
    await press(shell.locator('.home-return'))
    await see(frame, '.entry-active')
    await addSlowOne(frame)
    const before = await frame.locator('.entry').count()
    await tap(frame, '.phone-restart')
    await see(frame, '.badge-restored')
    assert.equal(await frame.locator('.entry').count(), before)
    await scrollTo(frame, '.list')
  },
  'downloads end': async (phone) => {
    const { platform, frame } = phone
    const last = platform === 'wechat' ? { missing: 'http-status' } : { oversized: 'too-large' }
    await seeNo(frame, '.tool-abort', 90_000)
    for (const [sample, end] of Object.entries({ ...ends, ...last })) {
      assert.match(await textOf(frame, `.entry-of-${sample}`), new RegExp(end), `${sample} ended otherwise`)
    }
    await scrollTo(frame, '.entry-of-flaky')
    for (const { sample, digest } of await downloadsOnDisk(phone)) {
      assert.equal(digest, originalDigest(sample, platform), `${sample} has other bytes than the server`)
    }
  },
  'a picture opens in a tab and goes to the album': async ({ platform, frame }) => {
    await pressAndCloseTab(frame.locator('.entry-of-picture .action-open'))
    await tap(frame, '.entry-of-picture .action-save')
    await see(frame, '.entry-of-picture .badge-good', '已存到相册')
    assert.equal(await frame.locator('.entry-of-checksum .action-open').count(), 0, 'it has random bytes')
    if (platform === 'wechat') {
      await tap(frame, '.entry-of-picture .action-share')
      await see(frame, '.entry-of-picture .badge-good', '已转发')
    }
    await scrollTo(frame, '.entry-of-picture')
  },
  'nine pictures with one bar': async ({ frame }) => {
    await tap(frame, '.poster-start')
    await see(frame, '.poster-done', '9 / 9', 30_000)
    const pictures = await frame.locator('.poster-picture').all()
    assert.equal(pictures.length, 9)
    for (const picture of pictures) assert.match(await backgroundOf(picture), /^url\("blob:/)
    await scrollTo(frame, '.poster')
  },
  'remove the downloads': async (phone) => {
    const { frame } = phone
    await tap(frame, '.entry-of-changed .tool-remove')
    await seeNo(frame, '.entry-of-changed')
    // The slowest one, so that it is not there before the next tap.
    await tap(frame, '.entry-of-throttled .tool-again')
    await tap(frame, '.all-abort:not(.button-off)')
    await see(frame, '.entry-of-throttled.entry-aborted')
    await tap(frame, '.all-clear')
    await see(frame, '.empty')
    assert.deepEqual(await downloadsOnDisk(phone), [])
  },
}

/** What is there may be done by now, on a fast computer. */
async function addSlowOne(frame: FrameLocator): Promise<void> {
  const count = await frame.locator('.entry').count()
  await press(frame.locator('.tile').nth(1))
  await frame.locator('.entry').nth(count).waitFor()
}
