import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { writeLine } from '../../src/cache/stored-file.js'
import { callsOf, createFilled, indexPath, urlsOf } from './store-scene.js'

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 0, 1) })
})
afterEach(() => {
  vi.useRealTimers()
})

describe('a full budget', () => {
  const urls = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j']

  it('makes room for the new file and a tenth more, the least recently used first', async () => {
    const { put, table, names, calls } = await createFilled(urls)
    await put('k')
    expect(urlsOf(table)).toEqual([...urls.slice(2), 'k'])
    expect(names()).toHaveLength(9)
    expect(callsOf({ calls }, 'unlink')).toHaveLength(2)
    await put('l')
    expect(table.bytes).toBe(1000)
  })

  it('gives up an older version first', async () => {
    const { put, table } = await createFilled([...urls.slice(1), 'j'])
    await put('k')
    expect(urlsOf(table)).toEqual([...urls.slice(2), 'k'])
  })

  it('gives up everything for a file as large as that', async () => {
    const { put, table } = await createFilled(urls)
    await put('k', 950)
    expect(urlsOf(table)).toEqual(['k'])
  })

  it('never gives up what is pinned or held', async () => {
    const { put, table, store, stored } = await createFilled(urls)
    const [pinned, held] = stored
    if (pinned) await store.update(pinned.name, { isPinned: true })
    const release = table.hold(held?.name ?? '')
    await put('k', 700)
    expect(new Set(urlsOf(table))).toEqual(new Set(['a', 'b', 'k']))
    release()
    await put('l', 900)
    expect(urlsOf(table)).toEqual(['a', 'l'])
  })

  it('gives up nothing for a file that finds no room all the same', async () => {
    const { put, table, store, stored, files } = await createFilled(urls)
    for (const { name } of stored.slice(0, 8)) await store.update(name, { isPinned: true })
    expect(await put('k', 300)).toBeUndefined()
    expect(files.contents.get('tmp/11')).toHaveLength(300)
    expect(table.count).toBe(10)
  })

  it('keeps a file out for which another copy of the library has pinned what was to go', async () => {
    const { put, table, stored, files } = await createFilled(urls)
    for (const file of stored.slice(0, 2)) {
      await files.appendFile(indexPath, `\n${writeLine({ ...file, isPinned: true }).text}\t`)
    }
    for (const { name } of stored.slice(2)) table.hold(name)
    expect(await put('k')).toBeUndefined()
    expect(urlsOf(table).sort()).toEqual(urls)
  })

  it('is kept to, whatever it takes, when it gets smaller', async () => {
    const { table, store, names } = await createFilled(urls)
    expect(await store.shrink(350)).toBe(700)
    expect(table.bytes).toBe(300)
    expect(names()).toHaveLength(3)
    expect(await store.shrink(350)).toBe(0)
  })

  it('counts as kept to where a file cannot be removed, which the next run tries again', async () => {
    const { scene, table, store, names, reopen } = await createFilled(urls)
    scene.fail('unlink', 'file-system', 1)
    expect(await store.shrink(500)).toBe(400)
    expect(table.bytes).toBe(500)
    expect(names()).toHaveLength(6)
    expect((await reopen()).table).toMatchObject({ bytes: 600, count: 6 })
  })

  it('has no file any more that is just about to go', async () => {
    const { table, store, stored, files } = await createFilled(urls)
    const [file] = stored
    let found: Promise<boolean> | undefined
    const { unlink } = files
    vi.spyOn(files, 'unlink').mockImplementation((path) => {
      found ??= file && store.isThere(file)
      return unlink(path)
    })
    expect(await store.shrink(500)).toBe(500)
    expect(await found).toBe(false)
    expect(table.count).toBe(5)
  })

  it('holds again for a file that is let go', async () => {
    const { put, table, store, stored } = await createFilled(urls)
    const budget = { maxBytes: 1000 }
    const releases = stored
      .slice(0, 1)
      .flatMap((file) => [store.hold(file, budget), store.hold(file, budget)])
    await put('k')
    expect(urlsOf(table)).toEqual(['a', ...urls.slice(3), 'k'])
    budget.maxBytes = 800
    releases[0]?.()
    await vi.advanceTimersByTimeAsync(0)
    expect(urlsOf(table)).toEqual(['a', ...urls.slice(4), 'k'])
    budget.maxBytes = 700
    releases[1]?.()
    await vi.advanceTimersByTimeAsync(0)
    expect(urlsOf(table)).toEqual([...urls.slice(4), 'k'])
  })

  it('is not looked up in the index where nothing has to go', async () => {
    const { calls, store } = await createFilled(urls)
    await store.shrink(1000)
    expect(calls).toEqual([])
  })

  it('lets nothing go that another copy of the library has pinned', async () => {
    const { put, table, scene, stored } = await createFilled(urls)
    const { store: other } = await scene.reopen()
    await other.update(stored[0]?.name ?? '', { isPinned: true })
    await put('k')
    expect(new Set(urlsOf(table))).toEqual(new Set(['a', ...urls.slice(3), 'k']))
  })

  it.each(['readdir', 'readText'] as const)(
    'is kept to where the host fails at %s, and nobody knows of the pins of another copy',
    async (method) => {
      const { put, table, scene } = await createFilled(urls)
      scene.fail(method, 'file-system')
      await put('k')
      expect(urlsOf(table)).toEqual([...urls.slice(2), 'k'])
    },
  )

  it('keeps the order of the last uses, also of those that are not written yet', async () => {
    const { put, table, store, stored } = await createFilled(urls)
    for (const file of stored.slice(0, 2)) store.use(file)
    await put('k')
    expect(urlsOf(table)).toEqual([...urls.slice(4), 'a', 'b', 'k'])
  })
})
