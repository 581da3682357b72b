import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { callsOf, createFilled, fileOf, indexPath, urlsOf } from './store-scene.js'

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 0, 1) })
})
afterEach(() => {
  vi.useRealTimers()
})

describe('a full disk', () => {
  it.each(['appendFile', 'saveFile'] as const)(
    'makes files go, and lets %s try once more',
    async (method) => {
      const { scene, put, table, names, stored } = await createFilled()
      scene.fail(method, 'storage-full', 1)
      const file = await put('d', 50)
      expect(file).toBeDefined()
      expect(callsOf(scene, method)).toHaveLength(2)
      expect(urlsOf(table)).toEqual(['c', 'd'])
      expect(names()).toEqual([stored[2]?.name, file?.name])
      expect(urlsOf((await scene.reopen()).table)).toEqual(['c', 'd'])
    },
  )

  it('makes go as much as the new file and the margin need', async () => {
    const { scene, put, table } = await createFilled()
    scene.fail('saveFile', 'storage-full', 1)
    await put('d', 20, { maxBytes: 500 })
    expect(urlsOf(table)).toEqual(['b', 'c', 'd'])
  })

  it.each(['appendFile', 'saveFile'] as const)(
    'leaves the temporary file where it was, and nothing in the folder, where %s fails twice',
    async (method) => {
      const { scene, put, table, names, files, reopen, stored } = await createFilled()
      scene.fail(method, 'storage-full', 2)
      expect(await put('d', 50)).toBeUndefined()
      expect(files.contents.get('tmp/4')).toHaveLength(50)
      expect(callsOf(scene, method)).toHaveLength(2)
      expect(fileOf(table, 'd')).toBeUndefined()
      expect(names()).toEqual([stored[2]?.name])
      expect(urlsOf((await reopen()).table)).toEqual(['c'])
      expect(await put('d', 50)).toBeDefined()
    },
  )

  it('does not try again where nothing can go', async () => {
    const { scene, put, store, stored, table } = await createFilled(['a'])
    if (stored[0]) await store.update(stored[0].name, { isPinned: true })
    scene.fail('saveFile', 'storage-full')
    expect(await put('d', 50)).toBeUndefined()
    expect(callsOf(scene, 'saveFile')).toHaveLength(1)
    expect(urlsOf(table)).toEqual(['a'])
  })

  it('does not try again where what should go cannot be removed', async () => {
    const { scene, put } = await createFilled()
    scene.fail('saveFile', 'storage-full')
    scene.fail('unlink', 'file-system')
    expect(await put('d', 50)).toBeUndefined()
    expect(callsOf(scene, 'saveFile')).toHaveLength(1)
  })

  it('keeps the pin of a file where it cannot be written, until the app ends', async () => {
    const { scene, store, stored, table } = await createFilled(['a'])
    scene.fail('appendFile', 'storage-full', 1)
    const name = stored[0]?.name ?? ''
    await expect(store.update(name, { isPinned: true })).rejects.toMatchObject({ code: 'storage-full' })
    expect(fileOf(table, 'a')?.isPinned).toBe(true)
  })
})

describe('any other failure of the host', () => {
  it('keeps no file that cannot be moved, makes nothing go for it, and leaves nothing behind', async () => {
    const { scene, put, table, files } = await createFilled()
    scene.fail('saveFile', 'file-system', 1)
    expect(await put('d')).toBeUndefined()
    expect(files.contents.has('tmp/4')).toBe(true)
    expect(urlsOf(table)).toEqual(['a', 'b', 'c'])
    expect(await put('d')).toBeDefined()
  })

  it('leaves no part of a file behind, where the host has begun to write it', async () => {
    const { put, files, names, stored } = await createFilled(['a'])
    vi.spyOn(files, 'saveFile').mockImplementationOnce((_from, to) => {
      files.contents.set(to, new Uint8Array(10))
      return Promise.reject(new Error('the disk broke'))
    })
    expect(await put('d')).toBeUndefined()
    expect(names()).toEqual([stored[0]?.name])
  })

  it('says the same where the clearing up fails too', async () => {
    const { scene, put } = await createFilled()
    scene.fail('saveFile', 'file-system')
    scene.fail('unlink', 'file-system')
    expect(await put('d')).toBeUndefined()
  })

  it('is a miss where a file cannot be looked at, and the next run has it again', async () => {
    const { scene, store, stored, table, reopen, names } = await createFilled(['a'])
    scene.fail('stat', 'file-system', 1)
    expect(stored[0] && (await store.isThere(stored[0]))).toBe(false)
    expect(table.count).toBe(0)
    expect(names()).toHaveLength(1)
    expect(urlsOf((await reopen()).table)).toEqual(['a'])
  })

  it('does not stop the work that comes after it', async () => {
    const { scene, store, stored, table } = await createFilled(['a', 'b'])
    scene.fail('appendFile', 'storage-full', 1)
    const [first, second] = stored.map(({ name }) => name)
    const failed = store.update(first ?? '', { stored: 5 })
    const done = store.update(second ?? '', { stored: 5 })
    await expect(failed).rejects.toThrow()
    await done
    expect(fileOf(table, 'b')?.stored).toBe(5)
  })
})

describe('what the host or the user removes', () => {
  it('is a miss where it is a file', async () => {
    const { files, store, stored, table } = await createFilled()
    const [file] = stored
    if (file) files.contents.delete(store.pathOf(file))
    expect(file && (await store.isThere(file))).toBe(false)
    expect(urlsOf(table)).toEqual(['b', 'c'])
    expect(table.bytes).toBe(200)
  })

  it('is a miss, and removed, where a file has become another', async () => {
    const { files, store, stored, table, names } = await createFilled()
    const [file] = stored
    if (file) files.contents.set(store.pathOf(file), new Uint8Array(99))
    expect(file && (await store.isThere(file))).toBe(false)
    expect(table.count).toBe(2)
    expect(names()).toHaveLength(2)
  })

  it('is a miss where such a file cannot even be removed', async () => {
    const { scene, files, store, stored } = await createFilled()
    const [file] = stored
    if (file) files.contents.set(store.pathOf(file), new Uint8Array(99))
    scene.fail('unlink', 'file-system')
    expect(file && (await store.isThere(file))).toBe(false)
  })

  it('is written anew where it is the index, with all files', async () => {
    const { files, put, reopen } = await createFilled()
    files.contents.delete(indexPath)
    await put('d')
    expect(urlsOf((await reopen()).table)).toEqual(['a', 'b', 'c', 'd'])
  })

  it('is made again where it is the whole folder', async () => {
    const { scene, put, store, stored, reopen, names } = await createFilled()
    scene.removeFolder()
    const file = await put('d')
    expect(names()).toEqual([file?.name])
    for (const one of stored) expect(await store.isThere(one)).toBe(false)
    expect(urlsOf((await reopen()).table)).toEqual(['d'])
  })

  it('is made again where only a use is written', async () => {
    const { scene, store, stored, files } = await createFilled(['a'])
    scene.removeFolder()
    if (stored[0]) store.use(stored[0])
    await vi.advanceTimersByTimeAsync(1000)
    expect(files.contents.has(indexPath)).toBe(true)
  })
})
