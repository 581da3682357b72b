import { Buffer } from 'node:buffer'
import { describe, expect, vi } from 'vitest'
import { cacheFolder, createCacheScene, urlOf } from './cache-scene.js'
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

/** The files of others stay, whatever the cache does. */
export function describeCacheStrangersContract(subject: DownloaderSubject): void {
  const test = createContractTest(subject)

  describe(`${subject.name} cache and files of others`, () => {
    useFakeClock()

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
