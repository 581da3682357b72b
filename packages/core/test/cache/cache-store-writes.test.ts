import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createIndexFile } from '../../src/cache/journal.js'
import {
  callsOf,
  createFilled,
  createStoreScene,
  type FilledScene,
  fileLine,
  fileOf,
  folder,
  indexPath,
  urlsOf,
} from './store-scene.js'

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 0, 1) })
})
afterEach(() => {
  vi.useRealTimers()
})

const linesIn = async ({ files }: Pick<FilledScene, 'files'>): Promise<number> =>
  (await createIndexFile(files, folder).read(new Set(), true)).lines.length

/** Uses files by their position. */
const use = ({ store, stored }: FilledScene, ...positions: number[]): void => {
  for (const position of positions) {
    const file = stored[position]
    if (file) store.use(file)
  }
}

describe('uses of files', () => {
  it('are written together, a second after the first one', async () => {
    const scene = await createFilled()
    for (let count = 0; count < 100; count += 1) {
      use(scene, count % 3)
      await vi.advanceTimersByTimeAsync(9)
    }
    expect(scene.calls).toEqual([])
    await vi.advanceTimersByTimeAsync(100)
    expect(scene.calls).toEqual([`appendFile ${indexPath}`])
    await vi.advanceTimersByTimeAsync(60_000)
    expect(scene.calls).toHaveLength(1)
    expect(await linesIn(scene)).toBe(4)
  })

  it('are written again after the next one', async () => {
    const scene = await createFilled()
    use(scene, 0)
    await vi.advanceTimersByTimeAsync(1000)
    use(scene, 1)
    await vi.advanceTimersByTimeAsync(999)
    expect(callsOf(scene, 'appendFile')).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(1)
    expect(callsOf(scene, 'appendFile')).toHaveLength(2)
  })

  it('survive a restart in their order, the last use of each', async () => {
    const scene = await createFilled(['a', 'b', 'c', 'd'])
    use(scene, 2, 0, 2, 1, 2)
    await vi.advanceTimersByTimeAsync(1000)
    use(scene, 0)
    await vi.advanceTimersByTimeAsync(1000)
    expect(urlsOf(scene.table)).toEqual(['d', 'b', 'c', 'a'])
    expect(urlsOf((await scene.reopen()).table)).toEqual(['d', 'b', 'c', 'a'])
  })

  it('are written with the next file, before it, and not again', async () => {
    const scene = await createFilled(['a', 'b'])
    use(scene, 0)
    await scene.put('c')
    expect(callsOf(scene, 'appendFile')).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(callsOf(scene, 'appendFile')).toHaveLength(1)
    expect(urlsOf((await scene.reopen()).table)).toEqual(['b', 'a', 'c'])
  })

  it('wait a second of their own after something else was written', async () => {
    const scene = await createFilled(['a', 'b'])
    use(scene, 0)
    await vi.advanceTimersByTimeAsync(500)
    await scene.put('c')
    use(scene, 1)
    await vi.advanceTimersByTimeAsync(999)
    expect(callsOf(scene, 'appendFile')).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(1)
    expect(callsOf(scene, 'appendFile')).toHaveLength(2)
  })

  it('are not written twice where the disk was slow', async () => {
    const scene = await createFilled(['a', 'b'])
    let goOn = (): void => undefined
    vi.spyOn(scene.files, 'unlink').mockImplementationOnce(() => new Promise((resolve) => (goOn = resolve)))
    use(scene, 1)
    const removed = scene.store.remove(scene.stored.slice(0, 1))
    const put = scene.put('c')
    await vi.advanceTimersByTimeAsync(5000)
    expect(callsOf(scene, 'appendFile')).toEqual([])
    goOn()
    await Promise.all([removed, put])
    await vi.advanceTimersByTimeAsync(60_000)
    expect(callsOf(scene, 'appendFile')).toHaveLength(1)
  })

  it('of a file that is gone, or has a newer version, are none', async () => {
    const scene = await createFilled(['a', 'b'])
    await scene.store.remove(scene.stored.slice(0, 1))
    await scene.put('b')
    scene.forgetCalls()
    use(scene, 0, 1)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(scene.calls).toEqual([])
  })

  it('that cannot be written are forgotten, and later ones are not', async () => {
    const scene = await createFilled()
    scene.fail('appendFile', 'storage-full', 1)
    use(scene, 0)
    await vi.advanceTimersByTimeAsync(1000)
    use(scene, 1)
    await vi.advanceTimersByTimeAsync(1000)
    expect(urlsOf(scene.table)).toEqual(['c', 'a', 'b'])
    expect(urlsOf((await scene.reopen()).table)).toEqual(['a', 'c', 'b'])
  })

  it('that are lost by a kill cost nothing but their order', async () => {
    const scene = await createFilled()
    use(scene, 0)
    expect(urlsOf((await scene.reopen()).table)).toEqual(['a', 'b', 'c'])
  })
})

describe('an index that has grown long', () => {
  /** With 506 lines for three files, the most that it may have, or more. */
  const createLong = async (lines = 506): Promise<FilledScene> => {
    const scene = await createFilled()
    const [{ name = '' } = {}] = scene.stored
    await scene.files.appendFile(indexPath, `\n= ${name}`.repeat(lines - 3))
    const { store, table } = await scene.reopen()
    scene.forgetCalls()
    return { ...scene, store, table, put: (url, size) => scene.put(url, size, { store }) }
  }

  it('is written anew, with a line for each file', async () => {
    const scene = await createFilled()
    for (let count = 0; count < 600; count += 1) {
      use(scene, count % 3)
      await vi.advanceTimersByTimeAsync(1000)
    }
    expect(callsOf(scene, 'writeFile')).toEqual([`writeFile ${indexPath}`])
    expect(callsOf(scene, 'appendFile')).toHaveLength(599)
    expect(await linesIn(scene)).toBeLessThan(120)
    expect(urlsOf((await scene.reopen()).table)).toEqual(['a', 'b', 'c'])
  })

  it('is written anew after one more use, in the next run as well', async () => {
    const scene = await createLong()
    use(scene, 0)
    await vi.advanceTimersByTimeAsync(1000)
    expect(callsOf(scene, 'writeFile')).toEqual([])
    use(scene, 1)
    await vi.advanceTimersByTimeAsync(1000)
    expect(callsOf(scene, 'writeFile')).toHaveLength(1)
    expect(await linesIn(scene)).toBe(3)
    expect(urlsOf((await scene.reopen()).table)).toEqual(['c', 'a', 'b'])
  })

  it('has the file that comes at that moment', async () => {
    const scene = await createLong(507)
    await scene.put('d')
    expect(callsOf(scene, 'writeFile')).toHaveLength(1)
    expect(await linesIn(scene)).toBe(4)
    expect(urlsOf((await scene.reopen()).table)).toEqual(['b', 'c', 'a', 'd'])
  })

  it('has the change that comes at that moment', async () => {
    const scene = await createLong()
    const name = scene.stored[1]?.name ?? ''
    await scene.store.update(name, { stored: 5 })
    await scene.store.update(name, { isPinned: true })
    expect(callsOf(scene, 'writeFile')).toHaveLength(1)
    const { table } = await scene.reopen()
    expect(urlsOf(table)).toEqual(['c', 'a', 'b'])
    expect(fileOf(table, 'b')).toEqual({ ...scene.stored[1], stored: 5, isPinned: true })
    expect(table.bytes).toBe(300)
  })

  it('is not written anew where another copy of the library has done so', async () => {
    const scene = await createLong(507)
    const { store: other } = await scene.reopen()
    await scene.scene.put('d', 50, { store: other })
    expect(callsOf(scene, 'writeFile')).toHaveLength(1)
    await scene.put('e', 50)
    await scene.put('f', 50)
    expect(callsOf(scene, 'writeFile')).toHaveLength(1)
    expect(await linesIn(scene)).toBe(6)
    expect(urlsOf((await scene.reopen()).table)).toEqual(['b', 'c', 'a', 'd', 'e', 'f'])
  })

  it('stays as it was on a full disk, until files have gone for a new one', async () => {
    const scene = await createLong(507)
    scene.fail('writeFile', 'storage-full', 1)
    expect(await scene.put('d', 50)).toBeDefined()
    expect(callsOf(scene, 'writeFile')).toHaveLength(2)
    expect(urlsOf((await scene.reopen()).table)).toEqual(['a', 'd'])
  })
})

describe('a cache of 10,000 files', () => {
  it('costs one look at the file for a hit, and a line for the uses of a second', async () => {
    const { files, calls, forgetCalls, restart } = createStoreScene()
    const lines = Array.from({ length: 10_000 }, (_, count) => fileLine(count.toString(36), { size: 1 }))
    await files.mkdir(folder)
    await files.writeFile(indexPath, lines.map(({ text }) => text).join('\n'))
    for (const { name } of lines) files.contents.set(`${folder}/${name}`, new Uint8Array(1))
    forgetCalls()
    const store = restart()
    const table = await store.open()
    expect(table).toMatchObject({ bytes: 10_000, count: 10_000 })
    expect(calls).toEqual([`mkdir ${folder}`, `readdir ${folder}`, `readText ${indexPath}`])

    forgetCalls()
    const hits = lines.filter((_, count) => count % 1000 === 0)
    for (const { digest } of hits) {
      const [line] = table.of(digest)
      expect(line && (await store.isThere(line))).toBe(true)
      if (line) store.use(line)
    }
    await vi.advanceTimersByTimeAsync(60_000)
    const stats = hits.map((line) => `stat ${store.pathOf(line)}`)
    expect(calls).toEqual([...stats, `appendFile ${indexPath}`])
    expect(table.all().slice(-10)).toEqual(hits)
  })
})
