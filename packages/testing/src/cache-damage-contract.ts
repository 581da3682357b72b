import { Buffer } from 'node:buffer'
import { describe, expect } from 'vitest'
import { useFakeClock } from './cache-clock.js'
import { expectFile, expectHit, expectMiss } from './cache-expect.js'
import { createLivedInDisk, faultsAtBegin, lineLike, openOn } from './cache-lived-in.js'
import { bytesKept, type CacheScene, cacheFolder, indexPath, urlOf } from './cache-scene.js'
import { createContractTest } from './contract-subject.js'
import type { CachingDownloader } from './downloader-phone.js'
import { filesBelow } from './downloader-phone.js'
import type { DownloaderSubject } from './downloader-subject.js'

/** An index that was cut off or changed never makes a wrong file be handed out, nor one be left that nobody knows. */
export function describeCacheDamageContract(subject: DownloaderSubject): void {
  const test = createContractTest(subject)

  describe(`${subject.name} cache and a damaged index`, () => {
    useFakeClock()

    /** Tries indexes one after the other over the same files, each in a run that knows nothing of the others. */
    const tryIndexes = async (
      indexes: (index: Uint8Array) => Iterable<Uint8Array>,
      look: (scene: CacheScene, downloader: CachingDownloader, words: string) => Promise<void>,
    ): Promise<void> => {
      const disk = await createLivedInDisk(subject)
      const files = filesBelow(disk, 'user').map((path) => [path, disk.read(path)] as const)
      const scene = openOn(subject, disk)
      for (const index of indexes(disk.read(indexPath))) {
        for (const [path, data] of files) disk.write(path, data)
        disk.write(indexPath, index)
        await look(scene, scene.another('copy'), Buffer.from(index).toString())
      }
    }

    test('serves no wrong file and leaks none where it was cut off at any byte', async () => {
      const faults: string[] = []
      let lengths = 0
      let found = 0
      await tryIndexes(
        function* (index) {
          for (let length = 0; length <= index.length; length += 1) yield index.slice(0, length)
        },
        async (scene, downloader, words) => {
          faults.push(...(await faultsAtBegin(scene, words, downloader.cache)))
          found += (await downloader.cache.entries()).length
          lengths += 1
          if (lengths % 25 > 0) return
          for (const name of 'abc') await scene.fetch(name, {}, downloader)
          for (const name of 'abc') expect((await scene.fetch(name, {}, downloader)).asked).toEqual([])
          const next = scene.another('copy').cache
          faults.push(...(await faultsAtBegin(scene, `${words}, then another run`, next)))
          expect(await next.entries()).toHaveLength(3)
        },
      )
      expect(faults).toEqual([])
      // The beginning of an index is still good for the files that it tells of.
      expect(found).toBeGreaterThan(lengths / 2)
      expect(lengths).toBeGreaterThan(600)
    })

    test('serves no wrong file where any of its bytes is another one', async () => {
      await tryIndexes(
        function* (index) {
          for (let at = 0; at < index.length; at += 11) {
            yield index.map((byte, position) => (position === at ? byte ^ 1 : byte))
          }
        },
        async (scene, downloader) => {
          const { cache } = downloader
          expect((await cache.entries()).length).toBeLessThanOrEqual(3)
          for (const name of 'abc') await scene.fetch(name, {}, downloader)
          expect(await cache.size()).toBe(bytesKept(scene))
          for (const name of 'bc') {
            expectFile(scene, name, await scene.fetch(name, { cacheMode: 'force-cache' }, downloader))
          }
          await cache.clear()
          expect(scene.files()).toEqual([])
        },
      )
    })

    for (const size of ['0', '21', '-20', '1e999', 'NaN', '0x15']) {
      test(`serves no file of which it says that it has ${size} bytes instead of 20`, async () => {
        const disk = subject.createMemoryDisk()
        const other = await createLivedInDisk(subject)
        // One of them would be found for `a`.
        const lines = ['miniferry-abc-def', undefined].map((name) => lineLike(other, name, size))
        for (const line of lines) disk.write(`${cacheFolder}/${line.split(' ')[0]}`, new Uint8Array(20))
        disk.write(indexPath, Buffer.from(lines.join('\n')))
        const scene = openOn(subject, disk)
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
      const scene = openOn(subject, disk)
      expectFile(scene, 'a', await scene.fetch('a'))
      expectFile(scene, 'a', await scene.fetch('a'))
    })

    test('goes on with what the first write of an index has left', async () => {
      const disk = await createLivedInDisk(subject)
      disk.write(`${indexPath}~`, disk.read(indexPath))
      disk.write(indexPath, new Uint8Array(0))
      const scene = openOn(subject, disk)
      expect((await scene.cache.entries()).map(({ url }) => url)).toEqual([urlOf('a'), urlOf('b')])
    })
  })
}
