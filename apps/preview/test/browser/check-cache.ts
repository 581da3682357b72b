import assert from 'node:assert/strict'
import type { FrameLocator } from 'playwright-core'
import { backgroundOf, type PhoneChecks, scrollTo, see, seeNo, tap, textOf } from '../../src/browser/phone.js'
import { cacheOnDisk } from './phone-disk.js'

/** The file cache, from its empty grid to its empty grid. */
export const cacheChecks: PhoneChecks = {
  'load all pictures': async (phone) => {
    const { frame } = phone
    await tap(frame, '.tab', '缓存')
    await frame.locator('.picture-empty').nth(11).waitFor()
    assert.deepEqual(await cacheOnDisk(phone), [])
    await loadAll(frame, '加载全部')
    assert.equal(await frame.locator('.picture-downloaded').count(), 11)
    assert.equal(await textOf(frame, '.picture-passed .policy'), 'no-store')
    for (const picture of await frame.locator('.image').all()) {
      assert.match(await backgroundOf(picture), /^url\("blob:/)
    }
    assert.deepEqual(await figures(frame), ['0', '12', '0 B'])
    assert.equal((await cacheOnDisk(phone)).length, 11)
  },
  'load the pictures again': async ({ frame }) => {
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
  'pin a picture and lower the budget': async ({ frame }) => {
    await tap(frame, '.picture-of-dusk .knob-pin')
    await see(frame, '.picture-of-dusk .knob-pinned')
    await chooseBudget(frame, 400_000)
    await see(frame, '.picture-evicted')
    assert.equal(await textOf(frame, '.budget-bytes'), '400 kB')
    assert.equal(await frame.locator('.picture-evicted .image').count(), 0)
    // The least recently used one, but for the pin.
    await see(frame, '.picture-of-dusk .image')
    const used = Number.parseFloat(await textOf(frame, '.usage-bytes'))
    assert.ok(used > 190 && used <= 400, `${used} kB of 400 are used`)
  },
  'pictures without a network': async ({ frame }) => {
    await chooseBudget(frame, 1_500_000)
    await loadAll(frame, '再加载一次')
    await tap(frame, '.segment-none')
    await tap(frame, '.order-load')
    await see(frame, '.picture-of-bubbles.picture-stale')
    await see(frame, '.picture-of-dusk.picture-cached')
    // The one may not be kept, and the other not be shown unasked.
    await frame.locator('.picture-waiting', { hasText: '等网络' }).nth(1).waitFor()
    const policies = await frame.locator('.picture-waiting .policy').allTextContents()
    assert.deepEqual(policies, ['no-cache', 'no-store'])
    await scrollTo(frame, '.pictures')
  },
  'kill and restart with pictures': async (phone) => {
    const { frame } = phone
    await tap(frame, '.segment-wifi')
    await seeNo(frame, '.order-busy')
    const before = await cacheOnDisk(phone)
    assert.equal(before.length, 11)
    await tap(frame, '.phone-restart')
    await frame.locator('.picture-kept').nth(10).waitFor()
    assert.deepEqual(await cacheOnDisk(phone), before)
    assert.equal(await frame.locator('.knob-pinned').count(), 1)
    assert.equal(await frame.locator('.image').count(), 11)
    await loadAll(frame, '再加载一次')
    assert.deepEqual((await figures(frame)).slice(0, 2), ['11', '1'])
  },
  'empty the cache': async (phone) => {
    const { frame } = phone
    await tap(frame, '.picture-of-aurora .knob-remove')
    await see(frame, '.picture-of-aurora.picture-empty')
    assert.equal((await cacheOnDisk(phone)).length, 10)
    await tap(frame, '.order-clear')
    await frame.locator('.picture-empty').nth(11).waitFor()
    assert.equal(await textOf(frame, '.usage-bytes'), '0 B')
    assert.deepEqual(await cacheOnDisk(phone), [])
  },
}

/** Presses the button, which says this, and waits for the last picture; drawing them takes a busy server its time. */
async function loadAll(frame: FrameLocator, words: string): Promise<void> {
  const count = async () => {
    const [hits, misses] = await figures(frame)
    return Number(hits) + Number(misses)
  }
  const loaded = (await count()) + 12
  await tap(frame, '.order-load', words)
  const deadline = Date.now() + 60_000
  while ((await count()) !== loaded) {
    assert.ok(Date.now() < deadline, `${await count()} hits and misses of ${loaded}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  await seeNo(frame, '.order-busy')
}

/** Hits, misses, and the bytes that were saved. */
function figures(frame: FrameLocator): Promise<string[]> {
  return frame.locator('.figure-number').allTextContents()
}

async function chooseBudget(frame: FrameLocator, bytes: number): Promise<void> {
  await frame.locator('.budget-slider input').fill(String(bytes))
}
