import { createHash } from 'node:crypto'
import { describe, expect, vi } from 'vitest'
import { useFakeClock } from './cache-clock.js'
import { expectFile, expectHit, expectMiss } from './cache-expect.js'
import { type CacheScene, cacheFolder, createCacheScene, minute, namesIn, urlOf } from './cache-scene.js'
import { createContractTest } from './contract-subject.js'
import type { DownloaderSubject } from './downloader-subject.js'

/** Files that go behind the app's back, by the host or the user, while it runs or between two runs. */
export function describeCacheLossContract(subject: DownloaderSubject): void {
  const test = createContractTest(subject)

  describe(`${subject.name} cache and files that go`, () => {
    useFakeClock()

    const filled = async (): Promise<CacheScene> => {
      const scene = createCacheScene(subject, { server: { header: minute } })
      for (const name of 'abc') await scene.fetch(name)
      return scene
    }
    /** Something happens while the app runs, or between two runs. */
    const happen = (scene: CacheScene, isBetween: boolean, what: (scene: CacheScene) => void): void => {
      if (isBetween) scene.restart()
      what(scene)
    }
    const pathOf = (scene: CacheScene, name: string): Promise<string> =>
      scene.cache.get(urlOf(name)).then((file) => `${cacheFolder}/${file?.filePath.split('/').pop()}`)

    for (const isBetween of [false, true]) {
      const when = isBetween ? 'between two runs' : 'while the app runs'

      test(`misses a file that was removed ${when}, and keeps it again`, async () => {
        const scene = await filled()
        const path = await pathOf(scene, 'b')
        happen(scene, isBetween, ({ phone }) => {
          const removed = phone.host.simulate.removeFiles((file) => file.endsWith(path.slice('user'.length)))
          expect(removed).toHaveLength(1)
        })
        expect(await scene.cache.has(urlOf('b'))).toBe(false)
        await expectHit(scene, 'a')
        await expectMiss(scene, 'b')
        for (const name of 'abc') await expectHit(scene, name)
        expect(scene.files()).toHaveLength(3)
        expect(await scene.cache.size()).toBe(3000)
      })

      for (const length of [0, 999, 1001]) {
        test(`misses a file that has ${length} bytes instead of 1000, changed ${when}`, async () => {
          const scene = await filled()
          const path = await pathOf(scene, 'b')
          happen(scene, isBetween, ({ phone }) => phone.disk.write(path, new Uint8Array(length)))
          await expectMiss(scene, 'b')
          for (const name of 'abc') await expectHit(scene, name)
          expect(scene.files()).toHaveLength(3)
          expect(await scene.cache.size()).toBe(3000)
        })
      }

      for (const [what, isRemoved] of [
        ['the folder', (path: string) => path.endsWith('/miniferry/cache')],
        ['all that there is', () => true],
        ['the index', (path: string) => path.includes('index.jsonl')],
      ] as const) {
        test(`goes on where ${what} was removed ${when}`, async () => {
          const scene = await filled()
          happen(scene, isBetween, ({ phone }) => {
            expect(phone.host.simulate.removeFiles(isRemoved).length).toBeGreaterThan(0)
          })
          await scene.fetch('d')
          await expectHit(scene, 'd')
          for (const name of 'abc') await scene.fetch(name)
          for (const name of 'abcd') await expectHit(scene, name)
          await vi.advanceTimersByTimeAsync(2000)
          scene.restart()
          for (const name of 'abcd') await expectHit(scene, name)
          expect(scene.files()).toHaveLength(4)
          expect(await scene.cache.size()).toBe(4000)
        })
      }
    }

    test('remembers after the loss of its index what it still knows, and leaks nothing', async () => {
      const scene = await filled()
      scene.phone.host.simulate.removeFiles((path) => path.includes('index.jsonl'))
      await scene.cache.pin(urlOf('b'))
      scene.restart()
      expect((await scene.cache.entries()).filter(({ isPinned }) => isPinned).map(({ url }) => url)).toEqual([
        urlOf('b'),
      ])
      for (const name of 'abc') await expectHit(scene, name)
      const next = scene.phone.host.simulate.kill()
      next.simulate.removeFiles((path) => path.includes('index.jsonl'))
      scene.restart(next)
      expect(await namesIn(scene)).toEqual([])
      expect(scene.files()).toEqual([])
    })

    test('deletes and clears what is not there any more', async () => {
      const scene = await filled()
      scene.phone.host.simulate.removeFiles((path) => path.includes('/miniferry-'))
      expect(await scene.cache.delete(urlOf('a'))).toBe(true)
      await scene.cache.clear()
      expect(await scene.cache.size()).toBe(0)
      await scene.fetch('a')
      await expectHit(scene, 'a')
    })

    test('misses a file whose bytes are others, where the app knows their checksum', async () => {
      const scene = await filled()
      const path = await pathOf(scene, 'b')
      const value = createHash('md5').update(scene.server.bytesOf('b')).digest('hex')
      const request = { checksum: { algorithm: 'md5', value } }
      expect((await scene.fetch('b', request)).result.fromCache).toBe(true)
      scene.phone.disk.write(path, new Uint8Array(1000))
      const fetched = await scene.fetch('b', request)
      expect(fetched.asked.map(({ status }) => status)).toEqual([200])
      expectFile(scene, 'b', fetched)
      expect(scene.files()).toHaveLength(3)
      await expectHit(scene, 'b')
    })

    test('pins nothing that is gone', async () => {
      const scene = await filled()
      scene.phone.host.simulate.removeFiles((path) => path.includes('/miniferry-'))
      expect(await scene.cache.pin(urlOf('a'))).toBe(false)
      expect(await scene.cache.get(urlOf('a'))).toBeUndefined()
    })
  })
}
