import assert from 'node:assert/strict'
import type { FrameLocator } from 'playwright-core'
import { cacheOnDisk } from './cache-on-disk.js'
import { type DemoCheck, press, scrollTo, tap, textOf } from './phone.js'

/** The file cache, from its empty grid to its empty grid. */
export const cacheChecks: readonly DemoCheck[] = [
  {
    name: 'load all pictures',
    async run(phone) {
      const { frame } = phone
      await tap(frame, '.tab', '缓存')
      await frame.locator('.picture-empty').nth(11).waitFor()
      assert.deepEqual(await cacheOnDisk(phone), [])
      await loadAll(frame, '加载全部')
      assert.equal(await frame.locator('.picture-downloaded').count(), 11)
      assert.equal(await textOf(frame, '.picture-passed .policy'), 'no-store')
      for (const picture of await frame.locator('.image').all()) {
        assert.match(await picture.evaluate(backgroundOf), /^url\("blob:/)
      }
      assert.deepEqual(await figures(frame), ['0', '12', '0 B'])
      assert.equal((await cacheOnDisk(phone)).length, 11)
    },
  },
  {
    name: 'load the pictures again',
    async run({ frame }) {
      await loadAll(frame, '再加载一次')
      // Those that are fresh for ten seconds are the one or the other, on a slow computer.
      const cached = await frame.locator('.picture-cached').count()
      const confirmed = await frame.locator('.picture-confirmed').count()
      assert.ok(cached >= 4 && confirmed >= 5, `${cached} from the cache, ${confirmed} confirmed`)
      assert.equal(cached + confirmed, 11)
      const [hits, misses, saved] = await figures(frame)
      assert.deepEqual([hits, misses], ['11', '13'])
      assert.match(saved ?? '', /^1\.\d+ MB$/)
    },
  },
  {
    name: 'pin a picture and lower the budget',
    async run({ frame }) {
      await press(frame.locator('.picture-of-dusk .knob-pin'))
      await frame.locator('.picture-of-dusk .knob-pinned').waitFor()
      await chooseBudget(frame, 400_000)
      await frame.locator('.picture-evicted').first().waitFor()
      assert.equal(await textOf(frame, '.budget-bytes'), '400 kB')
      assert.equal(await frame.locator('.picture-evicted .image').count(), 0)
      // The least recently used one, but for the pin.
      await frame.locator('.picture-of-dusk .image').waitFor()
      const used = Number.parseFloat(await textOf(frame, '.usage-bytes'))
      assert.ok(used > 190 && used <= 400, `${used} kB of 400 are used`)
    },
    async end({ frame }) {
      await chooseBudget(frame, 1_500_000)
      await loadAll(frame, '再加载一次')
    },
  },
  {
    name: 'pictures without a network',
    async run({ frame }) {
      await press(frame.locator('.segment-none'))
      await press(frame.locator('.order-load'))
      await frame.locator('.picture-of-bubbles.picture-stale').waitFor()
      await frame.locator('.picture-of-dusk.picture-cached').waitFor()
      // The one may not be kept, and the other not be shown unasked.
      await frame.locator('.picture-waiting', { hasText: '等网络' }).nth(1).waitFor()
      assert.deepEqual(await frame.locator('.picture-waiting .policy').allTextContents(), [
        'no-cache',
        'no-store',
      ])
      await frame.locator('.pictures').evaluate(scrollTo)
    },
    async end({ frame }) {
      await press(frame.locator('.segment-wifi'))
      await frame.locator('.order-busy').waitFor({ state: 'detached' })
    },
  },
  {
    name: 'kill and restart with pictures',
    async run(phone) {
      const { frame } = phone
      const before = await cacheOnDisk(phone)
      assert.equal(before.length, 11)
      await press(frame.locator('.phone-restart'))
      await frame.locator('.picture-kept').nth(10).waitFor()
      assert.deepEqual(await cacheOnDisk(phone), before)
      assert.equal(await frame.locator('.knob-pinned').count(), 1)
      assert.equal(await frame.locator('.image').count(), 11)
      await loadAll(frame, '再加载一次')
      assert.deepEqual((await figures(frame)).slice(0, 2), ['11', '1'])
    },
  },
  {
    name: 'the cache in English',
    async run({ frame }) {
      await tap(frame, '.language', 'EN')
      await frame.locator('.picture-of-dusk .stamp', { hasText: 'from cache' }).waitFor()
      await frame.locator('.pictures').evaluate(scrollTo)
    },
    async end({ frame }) {
      await tap(frame, '.language', '中文')
    },
  },
  {
    name: 'empty the cache',
    async run(phone) {
      const { frame } = phone
      await press(frame.locator('.picture-of-aurora .knob-remove'))
      await frame.locator('.picture-of-aurora.picture-empty').waitFor()
      assert.equal((await cacheOnDisk(phone)).length, 10)
      await press(frame.locator('.order-clear'))
      await frame.locator('.picture-empty').nth(11).waitFor()
      assert.equal(await textOf(frame, '.usage-bytes'), '0 B')
      assert.deepEqual(await cacheOnDisk(phone), [])
    },
    async end({ frame }) {
      await tap(frame, '.tab', '下载')
    },
  },
]

/** Presses the button, which says this, and waits for the last picture; drawing them takes a busy server its time. */
async function loadAll(frame: FrameLocator, words: string): Promise<void> {
  const [hits, misses] = await figures(frame)
  await tap(frame, '.order-load', words)
  const loaded = Number(hits) + Number(misses) + 12
  const deadline = Date.now() + 60_000
  for (;;) {
    const [more, others] = await figures(frame)
    if (Number(more) + Number(others) === loaded) break
    assert.ok(Date.now() < deadline, `${more} hits and ${others} misses, of ${loaded}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  await frame.locator('.order-busy').waitFor({ state: 'detached' })
}

/** Hits, misses, and the bytes that were saved. */
function figures(frame: FrameLocator): Promise<string[]> {
  return frame.locator('.figure-number').allTextContents()
}

async function chooseBudget(frame: FrameLocator, bytes: number): Promise<void> {
  await frame.locator('.budget-slider input').fill(String(bytes))
}

function backgroundOf(element: Element): string {
  return getComputedStyle(element).backgroundImage
}
