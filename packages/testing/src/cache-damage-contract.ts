import { Buffer } from 'node:buffer'
import { describe, expect } from 'vitest'
import { useFakeClock } from './cache-clock.js'
import { expectFile, expectHit, expectMiss } from './cache-expect.js'
import { createLivedInDisk, faultsAtBegin, lineLike, openOn } from './cache-lived-in.js'
import { bytesKept, cacheFolder, indexPath, urlOf } from './cache-scene.js'
import { createContractTest } from './contract-subject.js'
import { filesBelow } from './downloader-phone.js'
import type { ContractDisk, DownloaderSubject } from './downloader-subject.js'

/** An index that was cut off or changed never makes a wrong file be handed out, nor one be left that nobody knows. */
export function describeCacheDamageContract(subject: DownloaderSubject): void {
  const test = createContractTest(subject)

  describe(`${subject.name} cache and a damaged index`, () => {
    useFakeClock()

    const copyOf = (disk: ContractDisk): ContractDisk => {
      const copy = subject.createMemoryDisk()
      for (const path of filesBelow(disk, 'user')) copy.write(path, disk.read(path))
      return copy
    }

    test('serves no wrong file and leaks none where it was cut off at any byte', async () => {
      const disk = await createLivedInDisk(subject)
      const index = disk.read(indexPath)
      const faults: string[] = []
      let found = 0
      for (let length = 0; length <= index.length; length += 1) {
        const cut = copyOf(disk)
        cut.write(indexPath, index.slice(0, length))
        const scene = openOn(subject, cut)
        faults.push(...(await faultsAtBegin(scene, `${length} bytes`)))
        found += (await scene.cache.entries()).length
        if (length % 25 > 0) continue
        for (const name of 'abc') await scene.fetch(name)
        for (const name of 'abc') expect((await scene.fetch(name)).asked).toEqual([])
        scene.restart()
        faults.push(...(await faultsAtBegin(scene, `${length} bytes, then another run`)))
        expect(await scene.cache.entries()).toHaveLength(3)
      }
      expect(faults).toEqual([])
      // The beginning of an index is still good for the files that it tells of.
      expect(found).toBeGreaterThan(index.length / 2)
      expect(index.length).toBeGreaterThan(600)
    }, 20_000)

    test('serves no wrong file where any of its bytes is another one', async () => {
      const disk = await createLivedInDisk(subject)
      const index = disk.read(indexPath)
      for (let at = 0; at < index.length; at += 11) {
        const damaged = copyOf(disk)
        damaged.write(
          indexPath,
          index.map((byte, position) => (position === at ? byte ^ 1 : byte)),
        )
        const scene = openOn(subject, damaged)
        const versions = await scene.cache.entries()
        expect(versions.length).toBeLessThanOrEqual(3)
        for (const name of 'abc') await scene.fetch(name)
        expect(bytesKept(scene)).toBe(await scene.cache.size())
        for (const name of 'bc')
          expectFile(scene, name, await scene.fetch(name, { cacheMode: 'force-cache' }))
        await scene.cache.clear()
        expect(scene.files()).toEqual([])
      }
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
