import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { readFile, writeLine } from '../../src/cache/stored-file.js'
import {
  callsOf,
  createFilled,
  createStoreScene,
  fileLine,
  fileOf,
  folder,
  indexPath,
  storedFile,
  urlsOf,
} from './store-scene.js'

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 0, 1) })
})
afterEach(() => {
  vi.useRealTimers()
})

describe('a folder that is opened', () => {
  it('is made, and gets an index', async () => {
    const { store, calls, files } = createStoreScene()
    const table = await store.open()
    expect(table).toMatchObject({ bytes: 0, count: 0 })
    expect(calls[0]).toBe(`mkdir ${folder}`)
    expect(files.contents.get(indexPath)).toHaveLength(0)
  })

  it('is opened once, however often and early it is asked for', async () => {
    const { store, calls } = createStoreScene()
    const [first, second] = await Promise.all([store.open(), store.open()])
    expect(second).toBe(first)
    expect(await store.open()).toBe(first)
    expect(callsOf({ calls }, 'mkdir')).toHaveLength(1)
  })

  it('has the files of the last run, in the order of their use', async () => {
    const { reopen, store, stored } = await createFilled()
    if (stored[0]) store.use(stored[0])
    await vi.advanceTimersByTimeAsync(1000)
    const { table } = await reopen()
    expect(urlsOf(table)).toEqual(['b', 'c', 'a'])
    expect(table.bytes).toBe(300)
    expect(fileOf(table, 'b')).toEqual(stored[1])
  })

  it('is not written to where all is well', async () => {
    const { reopen, calls } = await createFilled()
    await reopen()
    expect(calls).toEqual([`mkdir ${folder}`, `readdir ${folder}`, `readText ${indexPath}`])
  })

  it('loses what the index does not name, and nothing that is not ours', async () => {
    const { reopen, files, names } = await createFilled(['a'])
    const foreign = ['photo.png', 'miniferry-note.txt', 'MINIFERRY-a-b', 'miniferry-a-b.tar.gz']
    for (const name of [...foreign, 'miniferry-a-b.png'])
      files.contents.set(`${folder}/${name}`, new Uint8Array(5))
    files.contents.set('usr/miniferry-a-b', new Uint8Array(5))
    const { table } = await reopen()
    expect(table.count).toBe(1)
    expect(names()).toEqual([expect.stringMatching(/^miniferry-/), ...foreign])
    expect(files.contents.has('usr/miniferry-a-b')).toBe(true)
  })

  it('forgets files that are gone', async () => {
    const { reopen, files, stored, store } = await createFilled()
    if (stored[1]) files.contents.delete(store.pathOf(stored[1]))
    const { table } = await reopen()
    expect(urlsOf(table)).toEqual(['a', 'c'])
    expect(table.bytes).toBe(200)
  })

  it('removes older versions', async () => {
    const { put, reopen, names } = await createFilled(['a'])
    const newer = await put('a', 50)
    expect(names()).toHaveLength(2)
    const { table } = await reopen()
    expect(names()).toEqual([newer?.name])
    expect(table).toMatchObject({ bytes: 50, count: 1 })
  })

  it('keeps an older version whose newer one never came', async () => {
    const { scene, reopen, names, stored } = await createFilled(['a'])
    scene.fail('saveFile', 'file-system')
    expect(await scene.put('a', 50)).toBeUndefined()
    const { table } = await reopen()
    expect(names()).toEqual([stored[0]?.name])
    expect(fileOf(table, 'a')).toEqual(stored[0])
  })

  it.each(['mkdir', 'readdir', 'readText'] as const)(
    'rejects where the host fails at %s, and opens when asked again',
    async (method) => {
      const { scene } = await createFilled(['a'])
      scene.fail(method, 'file-system', 1)
      const again = scene.restart()
      await expect(again.open()).rejects.toMatchObject({ code: 'file-system' })
      expect(urlsOf(await again.open())).toEqual(['a'])
    },
  )

  it('opens where something cannot be removed, and does not count that', async () => {
    const { scene, names, reopen } = await createFilled(['a'])
    await scene.put('a', 50)
    scene.fail('unlink', 'file-system')
    const { table } = await reopen()
    expect(table).toMatchObject({ bytes: 50, count: 1 })
    expect(names()).toHaveLength(2)
    scene.heal()
    await reopen()
    expect(names()).toHaveLength(1)
  })
})

describe('an index that is lost', () => {
  it.each(['', 'rubbish', '\0\0\0', '{}\n[]'])(
    'costs the files, and nothing more, where %j is left of it',
    async (text) => {
      const { files, reopen, names } = await createFilled()
      files.contents.set(indexPath, new TextEncoder().encode(text))
      const { table, store } = await reopen()
      expect(table).toMatchObject({ bytes: 0, count: 0 })
      expect(names()).toEqual([])
      expect(files.contents.get(indexPath)).toHaveLength(0)
      files.contents.set('tmp/x', new Uint8Array(100))
      expect(await store.put(storedFile('x', { url: 'x' }), '', 'tmp/x', 1000)).toBeDefined()
      expect(urlsOf((await reopen()).table)).toEqual(['x'])
    },
  )

  it('costs the files where the host never lets it be read, at the second try', async () => {
    const { scene, names } = await createFilled()
    scene.fail('readText', 'file-system')
    const again = scene.restart()
    await expect(again.open()).rejects.toMatchObject({ code: 'file-system' })
    expect(names()).toHaveLength(3)
    expect((await again.open()).count).toBe(0)
    expect(names()).toEqual([])
  })

  it('costs nothing where a rewrite was cut short after the old one was removed', async () => {
    const { files, reopen } = await createFilled()
    await files.rename(indexPath, `${indexPath}~`)
    expect(urlsOf((await reopen()).table)).toEqual(['a', 'b', 'c'])
    expect(urlsOf((await reopen()).table)).toEqual(['a', 'b', 'c'])
    expect(files.contents.has(`${indexPath}~`)).toBe(false)
  })

  it('costs nothing where a rewrite was cut short after some lines of the new one', async () => {
    const { files, reopen, stored } = await createFilled()
    await files.rename(indexPath, `${indexPath}~`)
    const use = `= ${stored[0]?.name}\t`
    files.contents.set(indexPath, new TextEncoder().encode(`${fileLine('x').text}\t\n${use}`))
    expect(urlsOf((await reopen()).table)).toEqual(['b', 'c', 'a'])
    expect(files.contents.has(`${indexPath}~`)).toBe(false)
    const { table } = await reopen()
    expect(new Set(urlsOf(table))).toEqual(new Set(['a', 'b', 'c']))
  })

  it('gets no second line of a file that the new one tells of, where a rewrite was cut short after it', async () => {
    const { files, reopen, stored } = await createFilled()
    await files.rename(indexPath, `${indexPath}~`)
    const told = stored.map((file) => `${writeLine(file).text}\t`).join('\n')
    files.contents.set(indexPath, new TextEncoder().encode(told))
    await reopen()
    expect(new TextDecoder().decode(files.contents.get(indexPath))).toBe(told)
  })

  it('never makes the wrong file of what is left, wherever it was cut off', async () => {
    const { files, reopen, stored, scene } = await createFilled(['a', 'b'])
    await scene.put('a', 50)
    const folderBefore = new Map(files.contents)
    const index = files.contents.get(indexPath) ?? new Uint8Array()
    for (let length = 0; length <= index.length; length += 1) {
      files.contents.clear()
      for (const [path, content] of folderBefore) files.contents.set(path, content)
      files.contents.set(indexPath, index.slice(0, length))
      const { table, store } = await reopen()
      for (const line of table.everything()) {
        const file = readFile(line)
        expect(files.contents.get(store.pathOf(line))).toHaveLength(line.size)
        if (file) expect(file.key).toBe([...stored].find(({ name }) => name === file.name)?.key ?? 'a')
      }
      const sizes = scene.names().map((name) => files.contents.get(`${folder}/${name}`)?.length ?? 0)
      expect([length, table.bytes]).toEqual([length, sizes.reduce((sum, size) => sum + size, 0)])
    }
  })

  it('still has a file whose last change was cut off, as it was before', async () => {
    const { files, reopen, store, stored } = await createFilled(['a'])
    const before = files.contents.get(indexPath)?.length ?? 0
    if (stored[0]) await store.update(stored[0].name, { isPinned: true })
    const index = files.contents.get(indexPath) ?? new Uint8Array()
    for (let length = before; length < index.length; length += 1) {
      files.contents.set(indexPath, index.slice(0, length))
      const { table } = await reopen()
      expect([length, fileOf(table, 'a')]).toEqual([length, stored[0]])
    }
  })

  it('is no reason not to open on a full disk', async () => {
    const { files, scene, reopen } = await createFilled()
    await files.appendFile(indexPath, '\nrubbish')
    scene.fail('writeFile', 'storage-full')
    scene.fail('appendFile', 'storage-full')
    const { store, table } = await reopen()
    expect(urlsOf(table)).toEqual(['a', 'b', 'c'])
    expect(await store.shrink(0)).toBe(300)
  })
})
