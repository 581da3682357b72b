import { Buffer } from 'node:buffer'
import { describe, expect, vi } from 'vitest'
import { useFakeClock } from './cache-clock.js'
import {
  bytesOf,
  type CacheScene,
  cacheFolder,
  createCacheScene,
  expectFile,
  expectHit,
  expectMiss,
  indexPath,
  minute,
  urlOf,
} from './cache-scene.js'
import { isSame } from './cache-server.js'
import { createContractTest } from './contract-subject.js'
import { filesBelow } from './downloader-phone.js'
import type { ContractDisk, DownloaderSubject } from './downloader-subject.js'

const sizeOf = (): number => 20
const foreign = `${cacheFolder}/holiday.png`

/** A line of an index as it tells of a file, with another name or size. */
type Changed = (line: string) => string

const changed =
  (name: string, size = '20'): Changed =>
  (line) =>
    line.replace(/^\S+ 20 /, `${name} ${size} `)

/** What an index may be instead of one. */
const rubbish: readonly [name: string, text: string | Changed][] = [
  ['nothing', ''],
  ['line breaks', '\n\n\n'],
  ['zeros', '\0'.repeat(300)],
  ['no text', '\u00ff\u00fe{"\ud800'],
  ['JSON', ['{}', '[]', 'null', '0', '""', '[null]', '[[]]', '[{}]', '["x"]'].join('\n')],
  ['one long line', '['.repeat(10_000)],
  ['a path out of the folder', changed('../../a.bin')],
  ['a path beside it', changed('miniferry-a-b/../holiday.png')],
  ['a file of somebody else', changed('holiday.png', '7')],
  ['a file that is not there', changed('miniferry-abc-def')],
  ['a file without a size', changed('miniferry-abc-def', 'x')],
  ['names of no file', '= miniferry-abc-def holiday.png __proto__'],
]

/** An index that is damaged, in any way, never makes a wrong file be handed out, nor one be left or lost that is not ours. */
export function describeCacheIndexContract(subject: DownloaderSubject): void {
  const test = createContractTest(subject)

  describe(`${subject.name} cache and a damaged index`, () => {
    useFakeClock()

    /** A run that has added, replaced, confirmed, pinned, used and removed files. */
    const livedIn = async (disk: ContractDisk): Promise<CacheScene> => {
      const scene = createCacheScene(subject, {
        host: { disk },
        server: { header: minute, sizeOf },
      })
      for (const name of 'abc') await scene.fetch(name)
      scene.server.change('a')
      await scene.fetch('a', { cacheMode: 'reload' })
      await scene.fetch('b', { cacheMode: 'no-cache' })
      await scene.cache.pin(urlOf('b'))
      await expectHit(scene, 'c')
      await scene.cache.delete(urlOf('c'))
      await vi.advanceTimersByTimeAsync(1000)
      return scene
    }
    const copyOf = (disk: ContractDisk): ContractDisk => {
      const copy = subject.createMemoryDisk()
      for (const path of filesBelow(disk, 'user')) copy.write(path, disk.read(path))
      return copy
    }
    /** The text of an index, and that of one line that tells of `a`. */
    const indexOf = (disk: ContractDisk): { index: string; line: string } => {
      const index = Buffer.from(disk.read(indexPath)).toString()
      const line = index.split('\n').find((text) => text.includes(urlOf('a'))) ?? ''
      // Else what is changed about it would be nothing.
      expect(line).toMatch(/^miniferry-\S+ 20 /)
      return { index, line }
    }
    const rubbishIn = (disk: ContractDisk, text: string | Changed): string =>
      typeof text === 'string' ? text : text(indexOf(disk).line)
    const ourFiles = (scene: CacheScene): string[] =>
      scene.files().filter((path) => path.startsWith(`${cacheFolder}/miniferry-`))
    /** What is wrong with what is there when a run begins. */
    const faultsOf = async (scene: CacheScene, words: string): Promise<string[]> => {
      const faults: string[] = []
      const check = (isRight: boolean, what: string): void => {
        if (!isRight) faults.push(`${words}: ${what}`)
      }
      const entries = await scene.cache.entries()
      check(entries.length === ourFiles(scene).length, `${entries.length} of ${ourFiles(scene)}`)
      check((await scene.cache.size()) === bytesOf(ourFiles(scene), scene), 'another size than on the disk')
      for (const { url, filePath } of entries) {
        const name = url.replace(/^.*\//, '')
        const bytes = scene.phone.host.simulate.readFile(filePath)
        const isOurs = [1, 2].some((version) => isSame(bytes, scene.server.bytesOf(name, version)))
        check(isOurs, `other bytes of ${url}`)
      }
      return faults
    }

    test('serves no wrong file and leaks none where it was cut off at any byte', async () => {
      const disk = subject.createMemoryDisk()
      const { server } = await livedIn(disk)
      const index = disk.read(indexPath)
      const faults: string[] = []
      let found = 0
      for (let length = 0; length <= index.length; length += 1) {
        const cut = copyOf(disk)
        cut.write(indexPath, index.slice(0, length))
        const scene = createCacheScene(subject, { host: { disk: cut }, server: { header: minute, sizeOf } })
        faults.push(...(await faultsOf(scene, `${length} bytes`)))
        found += (await scene.cache.entries()).length
        if (length % 25 > 0) continue
        for (const name of 'abc') await scene.fetch(name)
        for (const name of 'abc') expect((await scene.fetch(name)).asked).toEqual([])
        scene.restart()
        faults.push(...(await faultsOf(scene, `${length} bytes, then another run`)))
        expect(await scene.cache.entries()).toHaveLength(3)
      }
      expect(faults).toEqual([])
      expect(server.asked).toHaveLength(5)
      // The beginning of an index is still good for the files that it tells of.
      expect(found).toBeGreaterThan(index.length / 2)
      expect(index.length).toBeGreaterThan(600)
    }, 20_000)

    for (const [name, text] of rubbish) {
      test(`begins again where there is ${name}`, async () => {
        const disk = subject.createMemoryDisk()
        await livedIn(disk)
        disk.write(indexPath, Buffer.from(rubbishIn(disk, text)))
        disk.write(foreign, Buffer.from('holiday'))
        disk.write('user/a.bin', Buffer.from('mine'))
        for (let run = 0; run < 2; run += 1) {
          const scene = createCacheScene(subject, { host: { disk }, server: { header: minute, sizeOf } })
          expect(await scene.cache.entries()).toEqual([])
          await scene.cache.delete(urlOf('a'))
          for (const name of 'abc') expectFile(scene, name, await scene.fetch(name))
          for (const name of 'abc') await expectHit(scene, name)
          expect(await faultsOf(scene, name)).toEqual([])
          await scene.cache.clear()
          expect(scene.files()).toEqual([foreign])
          expect(Buffer.from(disk.read(foreign)).toString()).toBe('holiday')
          expect(Buffer.from(disk.read('user/a.bin')).toString()).toBe('mine')
        }
      })

      test(`keeps what it finds around ${name}`, async () => {
        const disk = subject.createMemoryDisk()
        await livedIn(disk)
        const spoiled = rubbishIn(disk, text)
        disk.write(indexPath, Buffer.from([spoiled, indexOf(disk).index, spoiled].join('\n')))
        const scene = createCacheScene(subject, { host: { disk }, server: { header: minute, sizeOf } })
        const entries = await scene.cache.entries()
        expect(entries.map(({ url, isPinned }) => [url, isPinned])).toEqual([
          [urlOf('a'), false],
          [urlOf('b'), true],
        ])
      })
    }

    for (const size of ['0', '21', '-20', '1e999', 'NaN', '0x15']) {
      test(`serves no file of which it says that it has ${size} bytes instead of 20`, async () => {
        const disk = subject.createMemoryDisk()
        const { line } = indexOf((await livedIn(subject.createMemoryDisk())).phone.disk)
        const names = ['miniferry-abc-def', line.replace(/-[a-z0-9]+ 20 .*/s, '-def')]
        for (const name of names) disk.write(`${cacheFolder}/${name}`, new Uint8Array(20))
        disk.write(indexPath, Buffer.from(names.map((name) => changed(name, size)(line)).join('\n')))
        const scene = createCacheScene(subject, { host: { disk }, server: { header: minute, sizeOf } })
        for (const wanted of 'abc') await expectMiss(scene, wanted)
        for (const wanted of 'abc') await expectHit(scene, wanted)
        expect(await scene.cache.size()).toBeLessThan(200)
        await scene.cache.clear()
        expect(scene.files()).toEqual([])
        expect(await scene.cache.size()).toBe(0)
      })
    }

    test('hands files out where the host has a folder in place of the index', async () => {
      const disk = subject.createMemoryDisk()
      disk.write(`${indexPath}/a`, Buffer.from('x'))
      const scene = createCacheScene(subject, { host: { disk }, server: { header: minute, sizeOf } })
      expectFile(scene, 'a', await scene.fetch('a'))
      expectFile(scene, 'a', await scene.fetch('a'))
    })

    test('goes on with what the first write of an index has left', async () => {
      const disk = subject.createMemoryDisk()
      const { server } = await livedIn(disk)
      disk.write(`${indexPath}~`, disk.read(indexPath))
      disk.write(indexPath, new Uint8Array(0))
      const scene = createCacheScene(subject, { host: { disk }, server: { header: minute, sizeOf } })
      expect((await scene.cache.entries()).map(({ url }) => url)).toEqual([urlOf('a'), urlOf('b')])
      expect(server.asked).toHaveLength(5)
    })
  })
}
