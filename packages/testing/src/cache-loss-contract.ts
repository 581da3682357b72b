import { Buffer } from 'node:buffer'
import { describe, expect, vi } from 'vitest'
import { type CacheScene, cacheFolder, createCacheScene, nameIn, urlOf } from './cache-scene.js'
import { createContractTest, type DownloaderSubject } from './contract-subject.js'
import { filesBelow } from './phone.js'
import { useFakeClock } from './virtual-time.js'

/** The host, as an app uses it that saves a file without saying where. */
interface SavingHost {
  getFileSystemManager(): {
    saveFile(options: {
      tempFilePath: string
      success(result: object): void
      fail(error: object): void
    }): void
  }
}

/** Names that look like ours, or nearly so, and others. */
const foreign = [
  ...['holiday.png', 'miniferry-', 'miniferry-holiday.png', 'MINIFERRY-a-b.png', 'miniferry-a-b.png.old'],
  ...['my-miniferry-a-b.png', 'miniferry-index.jsonl.old', 'mine/miniferry-a-b.png'],
]
  .map((name) => `${cacheFolder}/${name}`)
  .concat('user/miniferry/a.bin', 'user/a.bin')

/** Files that go behind the app's back, by the host or the user, while it runs or between two runs; and those of others, which stay. */
export function describeCacheLossContract(subject: DownloaderSubject): void {
  const test = createContractTest(subject)

  describe(`${subject.name} cache and files that go`, () => {
    useFakeClock()

    const openFilled = async (): Promise<CacheScene> => {
      const scene = createCacheScene(subject)
      await scene.fetchAll('abc')
      return scene
    }
    /** The path of `b` on the disk. */
    const pathOf = async ({ cache }: CacheScene): Promise<string> =>
      `${cacheFolder}/${nameIn((await cache.get(urlOf('b')))?.filePath ?? '')}`
    const expectAll = async (scene: CacheScene, names = 'abc'): Promise<void> => {
      await scene.expectHit(...names)
      expect(scene.files()).toHaveLength(names.length)
      expect(await scene.cache.size()).toBe(1000 * names.length)
    }

    for (const isBetween of [false, true]) {
      const when = isBetween ? 'between two runs' : 'while the app runs'

      // Removed, or changed to so many bytes.
      for (const length of [undefined, 0, 999, 1001]) {
        test(`misses a file that has ${length ?? 'no'} bytes instead of 1000, changed ${when}, and keeps it again`, async () => {
          const scene = await openFilled()
          const path = await pathOf(scene)
          if (isBetween) scene.restart()
          if (length !== undefined) scene.phone.disk.write(path, new Uint8Array(length))
          else expect(scene.lose(nameIn(path))).toBe(1)
          await scene.expectHit('a')
          if (length === undefined) expect(await scene.cache.has(urlOf('b'))).toBe(false)
          await scene.expectMiss('b')
          await expectAll(scene)
        })
      }

      for (const [what, part] of [
        ['the folder', /\/miniferry\/cache$/],
        ['all that there is', /./],
        ['the index', /index\.jsonl/],
      ] as const) {
        test(`goes on where ${what} was removed ${when}`, async () => {
          const scene = await openFilled()
          if (isBetween) scene.restart()
          expect(scene.lose(part)).toBeGreaterThan(0)
          await scene.fetch('d')
          await scene.expectHit('d')
          await scene.fetchAll('abc')
          await scene.expectHit(...'abcd')
          await vi.advanceTimersByTimeAsync(2000)
          scene.restart()
          await expectAll(scene, 'abcd')
        })
      }
    }

    test('leaves the files of others, whatever happens', async () => {
      const disk = subject.createMemoryDisk()
      for (const path of foreign) disk.write(path, Buffer.from(path))
      const scene = createCacheScene(subject, { cache: { maxBytes: 4000 }, host: { disk } })
      const temporary = await scene.fetch('a', { cacheMode: 'no-store' })
      // What the app saves without saying where.
      const host = scene.phone.host as unknown as SavingHost
      await new Promise<object>((success, fail) => {
        const { tempFilePath = '' } = temporary.result
        host.getFileSystemManager().saveFile({ tempFilePath, success, fail })
      })
      const fill = async (wanted: string): Promise<void> => {
        for (const name of wanted) scene.expectFile(name, await scene.fetch(name))
        for (const path of foreign) expect(Buffer.from(disk.read(path)).toString()).toBe(path)
      }
      await fill('abcdefgh')
      await scene.cache.resize(1500)
      await scene.cache.delete(urlOf('h'))
      await fill('ab')
      scene.phone.host.simulate.fillDisk(0)
      await fill('cde')
      await scene.cache.clear()
      scene.restart()
      await fill('abc')
      scene.lose(/index\.jsonl$/)
      scene.restart()
      await fill('d')
      await scene.cache.clear()
      await vi.advanceTimersByTimeAsync(2000)
      const left = filesBelow(disk, 'user').filter((path) => !path.endsWith('index.jsonl'))
      expect(left.sort()).toEqual([...foreign].sort())
      const [saved = '', ...others] = filesBelow(disk, 'saved')
      expect(others).toEqual([])
      expect(scene.server.isFile(disk.read(saved), 'a')).toBe(true)
    })
  })
}
