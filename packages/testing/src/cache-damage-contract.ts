import { Buffer } from 'node:buffer'
import type { FileCache } from '@miniferry/download-core'
import { describe, expect, vi } from 'vitest'
import { type CacheScene, cacheFolder, createCacheScene, indexPath, nameIn, urlOf } from './cache-scene.js'
import { type ContractDisk, createContractTest, type DownloaderSubject } from './contract-subject.js'
import { filesBelow } from './phone.js'
import { useFakeClock } from './virtual-time.js'

const foreign = `${cacheFolder}/holiday.png`

/** The line of an index that tells of `a`, with another name and size. */
function lineLike(disk: ContractDisk, name: string | undefined, size = '20'): string {
  const lines = Buffer.from(disk.read(indexPath)).toString().split('\n')
  const line = lines.find((text) => /^miniferry-\S+ 20 /.test(text) && text.includes(urlOf('a')))
  // Else what is changed about it would be nothing.
  if (line === undefined) throw new Error('the lines of an index look different now')
  return line.replace(
    /^miniferry-(\w+)\S+ 20 /,
    (_, digest) => `${name ?? `miniferry-${digest}-def`} ${size} `,
  )
}

/** What an index may be instead of one, given the disk of a real one. */
const corrupted: readonly [name: string, textOf: (disk: ContractDisk) => string][] = [
  ['nothing', () => ''],
  ['zeros', () => '\0'.repeat(300)],
  ['no text', () => '\u00ff\u00fe{"\ud800'],
  ['JSON', () => ['{}', '[]', 'null', '0', '""', '[null]', '[[]]', '[{}]', '["x"]'].join('\n')],
  ['one long line', () => '['.repeat(10_000)],
  ['a path out of the folder', (disk) => lineLike(disk, '../../a.bin')],
  ['a path beside it', (disk) => lineLike(disk, 'miniferry-a-b/../holiday.png')],
  ['a file of somebody else', (disk) => lineLike(disk, 'holiday.png', '7')],
  ['a file that is not there', (disk) => lineLike(disk, 'miniferry-abc-def')],
  ['a file without a size', (disk) => lineLike(disk, 'miniferry-abc-def', 'x')],
  ['names of no file', () => '= miniferry-abc-def holiday.png __proto__'],
]

/** An index that was cut off, changed or replaced never makes a wrong file be served, nor one be left that nobody knows. */
export function describeCacheDamageContract(subject: DownloaderSubject): void {
  const test = createContractTest(subject)

  describe(`${subject.name} cache and a damaged index`, () => {
    useFakeClock()

    /** The app over a disk that is there; its files have 20 bytes. */
    const openOn = (disk: ContractDisk): CacheScene =>
      createCacheScene(subject, { host: { disk }, server: { sizeOf: () => 20 } })
    /** A disk on which a cache has added, replaced, confirmed, pinned, used and removed files. */
    const createUsedDisk = async (): Promise<ContractDisk> => {
      const disk = subject.createMemoryDisk()
      const scene = openOn(disk)
      await scene.fetchAll('abc')
      scene.server.change('a')
      await scene.fetch('a', { cacheMode: 'reload' })
      await scene.fetch('b', { cacheMode: 'no-cache' })
      await scene.cache.pin(urlOf('b'))
      await scene.fetch('c')
      await scene.cache.delete(urlOf('c'))
      await vi.advanceTimersByTimeAsync(1000)
      return disk
    }
    /** What is wrong with what is there when a run begins. */
    const faultsAtBegin = async (scene: CacheScene, words: string, cache: FileCache = scene.cache) => {
      const faults: string[] = []
      const entries = await cache.entries()
      const ours = scene.files().filter((path) => path.startsWith(`${cacheFolder}/miniferry-`))
      if (entries.length !== ours.length) faults.push(`${words}: ${entries.length} of ${ours}`)
      if ((await cache.size()) !== scene.bytesKept(ours))
        faults.push(`${words}: another size than on the disk`)
      for (const { url, filePath } of entries) {
        const bytes = scene.phone.at(filePath)
        const isOurs = [1, 2].some((version) => scene.server.isFile(bytes, nameIn(url), version))
        if (!isOurs) faults.push(`${words}: other bytes of ${url}`)
      }
      return faults
    }
    test('serves no wrong file and leaks none wherever it was cut off', async () => {
      const faults: string[] = []
      let found = 0
      const disk = await createUsedDisk()
      const files = filesBelow(disk, 'user').map((path) => [path, disk.read(path)] as const)
      const index = disk.read(indexPath)
      const scene = openOn(disk)
      for (let length = 0; length <= index.length; length += 3) {
        for (const [path, data] of files) disk.write(path, data)
        disk.write(indexPath, index.slice(0, length))
        // Each run knows nothing of the others.
        const downloader = scene.another('copy')
        faults.push(...(await faultsAtBegin(scene, `${length}`, downloader.cache)))
        found += (await downloader.cache.entries()).length
        if (length % 24 > 0) continue
        await scene.fetchAll('abc', downloader)
        for (const name of 'abc') expect((await scene.fetch(name, {}, downloader)).asked).toEqual([])
        const next = scene.another('copy').cache
        faults.push(...(await faultsAtBegin(scene, `${length}, then another run`, next)))
        expect(await next.entries()).toHaveLength(3)
      }
      expect(faults).toEqual([])
      // The beginning of an index is still good for the files that it tells of.
      expect(found).toBeGreaterThan(index.length / 6)
      expect(index.length).toBeGreaterThan(600)
    })

    for (const [name, textOf] of corrupted) {
      test(`begins again where there is ${name} for an index, and keeps what it finds around that`, async () => {
        const disk = await createUsedDisk()
        const lines = Buffer.from(disk.read(indexPath)).toString()
        const text = textOf(disk)
        disk.write(indexPath, Buffer.from([text, lines, text].join('\n')))
        const entries = await openOn(disk).cache.entries()
        expect(entries.map(({ url, isPinned }) => [nameIn(url), isPinned])).toEqual([
          ['a', false],
          ['b', true],
        ])
        disk.write(indexPath, Buffer.from(text))
        disk.write(foreign, Buffer.from('holiday'))
        disk.write('user/a.bin', Buffer.from('mine'))
        for (let run = 0; run < 2; run += 1) {
          const scene = openOn(disk)
          expect(await scene.cache.entries()).toEqual([])
          await scene.cache.delete(urlOf('a'))
          for (const wanted of 'abc') scene.expectFile(wanted, await scene.fetch(wanted))
          await scene.expectHit(...'abc')
          expect(await faultsAtBegin(scene, name)).toEqual([])
          await scene.cache.clear()
          expect(scene.files()).toEqual([foreign])
          expect(Buffer.from(disk.read(foreign)).toString()).toBe('holiday')
          expect(Buffer.from(disk.read('user/a.bin')).toString()).toBe('mine')
        }
      })
    }
  })
}
