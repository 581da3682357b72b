import { createInProcessServer, type InProcessServer } from '@miniferry/testing/in-process-server'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { launch, startPhone } from './open-downloads.js'
import { leaveGalleries, openGallery } from './open-gallery.js'
import type { TestPlatform } from './platforms.js'

const fresh = ['dusk', 'lagoon', 'aurora', 'ember']
const freshForSeconds = ['marble', 'fjord']
const asked = ['bubbles', 'mist', 'lava', 'wine', 'polar']

/** Of all that are kept; how well a picture is compressed differs a little from one version of Node to the next. */
const megabyte = expect.stringMatching(/^1\.[12]\d? MB$/)

let server: InProcessServer

beforeEach(() => {
  vi.useFakeTimers()
  server = createInProcessServer()
})
afterEach(() => {
  leaveGalleries()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe.each(['wechat', 'alipay'] as const)('the cache page on %s', (name) => {
  let platform: TestPlatform

  beforeEach(() => {
    platform = startPhone(name, server)
    server.requests.length = 0
  })

  test('loads all pictures, and keeps those that the server lets it keep', async () => {
    const { page, loadAll, those, find, hasFiles } = openGallery(platform, launch(platform))
    await page.until(({ pictures }) => pictures.every(({ state }) => state === 'empty'))
    await loadAll()
    expect(those('downloaded')).toHaveLength(11)
    expect(those('passed')).toEqual(['violet'])
    expect(find('dusk')).toMatchObject({ policy: 'max-age=3600', isCached: true, isFresh: true })
    expect(find('bubbles')).toMatchObject({ policy: 'ETag', isCached: true, isFresh: false })
    expect(find('violet')).toMatchObject({ policy: 'no-store', isCached: false, age: '' })
    expect(page.data.summary).toMatchObject({ hits: '0', misses: '12', used: megabyte, isOver: false })
    expect(hasFiles()).toBe(true)
  })

  test('asks no server for what is fresh, and gets nothing twice that has not changed', async () => {
    const { page, loadAll, those, find } = openGallery(platform, launch(platform))
    await loadAll()
    server.requests.length = 0
    await loadAll()
    expect(those('cached')).toEqual([...fresh, ...freshForSeconds])
    expect(those('confirmed')).toEqual(asked)
    expect(find('polar').stamp).toBe('304 未变')
    const statuses = server.requests.map(({ status }) => status)
    expect(statuses.filter((status) => status === 200)).toHaveLength(1)
    expect(statuses.filter((status) => status === 304)).toHaveLength(asked.length)
    expect(page.data.summary).toMatchObject({ hits: '11', misses: '13', saved: megabyte })
  })

  test('asks about what is fresh for ten seconds, when they are over', async () => {
    const { loadAll, those } = openGallery(platform, launch(platform))
    await loadAll()
    vi.advanceTimersByTime(10_000)
    await loadAll()
    expect(those('cached')).toEqual(fresh)
    expect(those('confirmed')).toEqual([...freshForSeconds, ...asked])
  })

  test('loads one alone', async () => {
    const { page, load, find } = openGallery(platform, launch(platform))
    await load('lava')
    expect(find('lava').state).toBe('downloaded')
    expect(page.data.pictures.filter(({ isCached }) => isCached)).toHaveLength(1)
  })

  test('lets pictures fall out where the budget shrinks, but never a pinned one', async () => {
    const { page, loadAll, load, togglePin, choose, those, find } = openGallery(platform, launch(platform))
    await loadAll()
    await togglePin('dusk')
    // Used last, so the last to go.
    await load('ember')
    await choose(300_000)
    await page.until(() => those('evicted').length > 0)
    expect(those('evicted')).toEqual(expect.arrayContaining(['lagoon', 'aurora']))
    expect(find('lagoon')).toMatchObject({ src: '', size: '', isCached: false, stamp: '已淘汰' })
    expect(find('dusk')).toMatchObject({ isCached: true, isPinned: true })
    expect(find('ember').isCached).toBe(true)
    // About 190 kB.
    expect(page.data.summary.isOver).toBe(false)
    expect(Math.round(page.data.summary.pinnedPercent / 10)).toBe(6)

    await choose(100_000)
    await page.until(({ summary }) => summary.isOver)
    expect(page.data.pictures.filter(({ isCached }) => isCached).map(({ id }) => id)).toEqual(['dusk'])
    await load('fjord')
    expect(find('fjord')).toMatchObject({ state: 'passed', isCached: false })
  })

  test('says what the slider is at while it is dragged, and changes nothing before it is let go', async () => {
    const app = launch(platform)
    const { page, drag, choose } = openGallery(platform, app)
    drag(700_000)
    await page.until(({ budgetText }) => budgetText === '700 kB')
    expect(page.data.budget).toBe(1_500_000)
    expect(app.gallery.budget).toBe(1_500_000)
    await choose(800_000)
    expect(page.data.budgetText).toBe('800 kB')
  })

  test('still has pictures, pins and budget after the app was killed', async () => {
    const before = openGallery(platform, launch(platform))
    await before.loadAll()
    await before.togglePin('mist')
    await before.choose(2_000_000)

    leaveGalleries()
    const next = platform.kill()
    const { page, loadAll, those, find, hasFiles } = openGallery(next, launch(next))
    await page.until(() => those('kept').length === 11)
    expect(find('mist')).toMatchObject({ isPinned: true, stamp: '在缓存里', took: '' })
    expect(find('violet')).toMatchObject({ state: 'empty', src: '' })
    expect(hasFiles()).toBe(true)
    expect(page.data).toMatchObject({ budget: 2_000_000, summary: { hits: '0', isLoaded: true } })
    await loadAll()
    expect(page.data.summary).toMatchObject({ hits: '11', misses: '1' })
  })

  test('shows what is old where there is no network, and waits for the rest', async () => {
    const { page, loadAll, those, idle, find } = openGallery(platform, launch(platform))
    await loadAll()
    platform.phone.network('none')
    page.loadAll()
    await page.until(() => those('stale').length >= 4 && those('waiting').length === 2)
    expect(those('cached')).toEqual([...fresh, ...freshForSeconds])
    expect(those('stale')).toEqual(['bubbles', 'mist', 'lava', 'wine'])
    // The one may not be kept, and the other not be shown unasked.
    expect(those('waiting')).toEqual(['polar', 'violet'])
    platform.phone.network('wifi')
    await idle()
    expect(find('polar').state).toBe('confirmed')
  })

  test('says why a picture does not come', async () => {
    const app = launch(platform)
    const { page, load, find } = openGallery(platform, app)
    platform.host.writeStorage('server', 'https://not-listed.example')
    await load('dusk')
    await page.until(() => find('dusk').state === 'failed')
    expect(find('dusk')).toMatchObject({ state: 'failed', stamp: 'url-not-allowed', src: '' })
  })

  test('forgets one, and all, pinned ones too', async () => {
    const { page, loadAll, togglePin, remove, those, find } = openGallery(platform, launch(platform))
    await loadAll()
    await remove('aurora')
    expect(find('aurora')).toMatchObject({ state: 'empty', src: '' })
    await togglePin('dusk')
    page.clear()
    await page.until(() => those('empty').length === 12)
    expect(page.data.summary).toMatchObject({ used: '0 B', canClear: false, pinnedPercent: 0 })
  })

  test('paints a few times a second at most, whatever happens', async () => {
    const { page, loadAll } = openGallery(platform, launch(platform))
    const start = Date.now()
    const before = page.patches.length
    await loadAll()
    expect(page.patches.length - before).toBeLessThanOrEqual((Date.now() - start) / 150 + 2)
  })

  test('has nothing to do with a page that was left', async () => {
    const app = launch(platform)
    const { page, loadAll } = openGallery(platform, app)
    await loadAll()
    page.onUnload()
    const painted = page.patches.length
    const second = openGallery(platform, app)
    await second.remove('dusk')
    expect(page.patches).toHaveLength(painted)
    second.page.onUnload()
  })

  test('speaks the other language at once', async () => {
    const { page, load, find } = openGallery(platform, launch(platform))
    await load('ember')
    page.toggleLanguage()
    expect(find('ember')).toMatchObject({
      stamp: 'downloaded',
      age: expect.stringMatching(/^just now|s ago$/),
    })
    expect(platform.shown.at(-1)).toBe('Cache')
  })

  test('says where a client reports too little for a cache', () => {
    const app = launch(platform)
    expect(openGallery(platform, app).page.data.canKeep).toBe(true)
    const library = { ...platform.library, supports: () => false }
    expect(openGallery({ ...platform, library }, app).page.data.canKeep).toBe(false)
  })
})
