import { createScriptedFetch } from '@miniferry/download-simulator'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { launch } from './open-downloads.js'
import { leaveGalleries, openGallery } from './open-gallery.js'
import { platforms } from './platforms.js'

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 0, 1) })
})
afterEach(() => {
  leaveGalleries()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** A phone on which every picture is 100 bytes, fresh for 20 seconds. */
function openPhone(name: 'wechat' | 'alipay') {
  const headers = { 'Content-Type': 'image/png', 'Content-Length': '100', 'Cache-Control': 'max-age=20' }
  const fetch = createScriptedFetch(() => ({ headers, chunks: [{ bytes: 100 }] }))
  const platform = platforms[name](['http://127.0.0.1:8787'], fetch)
  return openGallery(platform, launch(platform))
}

describe.each(['wechat', 'alipay'] as const)('time on the cache page on %s', (name) => {
  test('nothing is sent to the screen while nothing changes', async () => {
    const { page } = openPhone(name)
    await vi.advanceTimersByTimeAsync(1000)
    const before = page.patches.length
    await vi.advanceTimersByTimeAsync(60_000)
    expect(page.patches).toHaveLength(before)
  })

  test('pictures grow older, once a second, and cease to be fresh', async () => {
    const { page, find } = openPhone(name)
    page.load({ currentTarget: { dataset: { id: 'dusk' } } })
    await vi.advanceTimersByTimeAsync(1000)
    const before = page.patches.length
    await vi.advanceTimersByTimeAsync(10_000)
    expect(find('dusk')).toMatchObject({ age: expect.stringMatching(/^1\d 秒前$/), isFresh: true })
    expect(page.patches.length - before).toBeLessThanOrEqual(11)
    for (const patch of page.patches.slice(before)) expect(Object.keys(patch)).toEqual(['pictures'])
    await vi.advanceTimersByTimeAsync(10_000)
    expect(find('dusk').isFresh).toBe(false)
  })
})
