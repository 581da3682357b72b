import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createFilled, createStoreScene, fileOf, folder, indexPath, urlsOf } from './store-scene.js'

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 0, 1) })
})
afterEach(() => {
  vi.useRealTimers()
})

describe('a file that is kept', () => {
  it('is moved from where it was, and is there', async () => {
    const { files, put, store, names } = await createFilled([])
    const file = await put('a', 50)
    expect(file).toMatchObject({ url: 'a', key: 'a', size: 50, name: expect.stringMatching(/\.png$/) })
    expect(names()).toEqual([file?.name])
    expect(files.contents.has('tmp/1')).toBe(false)
    expect(file && (await store.isThere(file))).toBe(true)
  })

  it('is in the index before it exists', async () => {
    const { put, calls } = await createFilled([])
    const file = await put('a')
    expect(calls).toEqual([`appendFile ${indexPath}`, `saveFile ${folder}/${file?.name}`])
  })

  it('takes the place of its older version, and has its pin', async () => {
    const { put, store, stored, table } = await createFilled(['a', 'b'])
    if (stored[0]) await store.update(stored[0].name, { isPinned: true })
    const newer = await put('a', 50)
    expect(newer?.isPinned).toBe(true)
    expect(fileOf(table, 'a')).toEqual(newer)
    expect((await put('b', 50))?.isPinned).toBeUndefined()
  })

  it('has no pin of another variant', async () => {
    const { put, store, stored } = await createFilled(['a'])
    if (stored[0]) await store.update(stored[0].name, { isPinned: true })
    expect((await put('a', 50, { details: { vary: ['accept', 'x'] } }))?.isPinned).toBeUndefined()
  })

  it('is not kept where it is larger than the budget, or than a file may be', async () => {
    const { put, files, names } = await createFilled([])
    expect(await put('a', 1001)).toBeUndefined()
    expect(files.contents.get('tmp/1')).toHaveLength(1001)
    expect(names()).toEqual([])
    const limited = createStoreScene({ fileBytes: 50 })
    await limited.store.open()
    expect(await limited.put('a', 51)).toBeUndefined()
    expect(await limited.put('a', 50)).toBeDefined()
  })

  it('may fill the budget to the last byte', async () => {
    const { put, table } = await createFilled([])
    expect(await put('a', 1000)).toBeDefined()
    expect(await put('b', 0)).toBeDefined()
    expect(table).toMatchObject({ bytes: 1000, count: 2 })
  })
})

describe('what is known of a file', () => {
  it('can change, in later runs as well', async () => {
    const { store, stored, table, reopen } = await createFilled(['a', 'b'])
    expect(await store.update(stored[0]?.name ?? '', { stored: 5, header: { etag: '"b"' } })).toBe(true)
    const changed = { ...stored[0], stored: 5, header: { etag: '"b"' } }
    expect(fileOf(table, 'a')).toEqual(changed)
    expect(urlsOf(table)).toEqual(['b', 'a'])
    const { table: again } = await reopen()
    expect(fileOf(again, 'a')).toEqual(changed)
    expect(urlsOf(again)).toEqual(['b', 'a'])
  })

  it('changes by what is new, and not by what it was before another change', async () => {
    const { store, stored, table } = await createFilled(['a'])
    const name = stored[0]?.name ?? ''
    await Promise.all([store.update(name, { isPinned: true }), store.update(name, { stored: 5 })])
    expect(fileOf(table, 'a')).toEqual({ ...stored[0], isPinned: true, stored: 5 })
  })

  it('does not change where it is gone, or a newer version is there', async () => {
    const { store, stored, put, table, calls, forgetCalls } = await createFilled(['a', 'b'])
    if (stored[0]) await store.remove([stored[0]])
    const newer = await put('b', 50)
    forgetCalls()
    for (const { name } of stored) expect(await store.update(name, { isPinned: true })).toBe(false)
    expect(await store.update('miniferry-a-b', { isPinned: true })).toBe(false)
    expect(fileOf(table, 'a')).toBeUndefined()
    expect(fileOf(table, 'b')).toEqual(newer)
    expect(calls).toEqual([])
  })
})

describe('files that are removed', () => {
  it('are gone at once, and in later runs', async () => {
    const { store, stored, table, names, reopen } = await createFilled()
    await store.remove(stored.slice(0, 2))
    expect(urlsOf(table)).toEqual(['c'])
    expect(names()).toEqual([stored[2]?.name])
    expect(urlsOf((await reopen()).table)).toEqual(['c'])
  })

  it('are pinned ones too, and older versions', async () => {
    const { store, stored, table, names, put } = await createFilled()
    await store.update(stored[0]?.name ?? '', { isPinned: true })
    await put('b', 50)
    await store.remove(table.everything())
    expect(table).toMatchObject({ bytes: 0, count: 0 })
    expect(names()).toEqual([])
  })

  it('say so where one cannot be removed, and the others are gone', async () => {
    const { scene, store, stored, names } = await createFilled()
    scene.fail('unlink', 'file-system', 1)
    await expect(store.remove(stored)).rejects.toMatchObject({ code: 'file-system' })
    expect(names()).toEqual([stored[0]?.name])
  })

  it('say so where an older version cannot be removed, which the next run knows again', async () => {
    const { scene, store, table, put } = await createFilled(['a'])
    await put('a', 50)
    scene.fail('unlink', 'file-system', 1)
    await expect(store.remove(table.everything())).rejects.toMatchObject({ code: 'file-system' })
    expect(table).toMatchObject({ bytes: 0, count: 0 })
    expect((await scene.reopen()).table).toMatchObject({ bytes: 100, count: 1 })
  })

  it('can be removed again where that has failed', async () => {
    const { scene, store, table, names } = await createFilled(['a'])
    scene.fail('unlink', 'file-system', 1)
    await expect(store.remove(table.everything())).rejects.toThrow()
    await store.remove(table.everything())
    expect(names()).toEqual([])
  })
})
