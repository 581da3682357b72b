import { Buffer } from 'node:buffer'
import { describe, expect, vi } from 'vitest'
import { useFakeClock } from './cache-clock.js'
import { expectFile } from './cache-expect.js'
import { type CacheScene, cacheFolder, createCacheScene, minute, urlOf } from './cache-scene.js'
import { createContractTest } from './contract-subject.js'
import { filesBelow } from './downloader-phone.js'
import type { DownloaderSubject } from './downloader-subject.js'

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

/** Names that look like ours, or nearly so. */
const names = [
  'holiday.png',
  'miniferry-',
  'miniferry-holiday.png',
  'MINIFERRY-a-b.png',
  'miniferry-a-b.png.old',
  'my-miniferry-a-b.png',
  'miniferry-index.jsonl.old',
  'mine/miniferry-a-b.png',
]

/** Only files that the cache made are ever deleted. */
export function describeCacheForeignContract(subject: DownloaderSubject): void {
  const test = createContractTest(subject)

  describe(`${subject.name} cache and the files of others`, () => {
    useFakeClock()

    const foreign = [...names.map((name) => `${cacheFolder}/${name}`), 'user/miniferry/a.bin', 'user/a.bin']
    const createScene = (): CacheScene => {
      const disk = subject.createMemoryDisk()
      for (const path of foreign) disk.write(path, Buffer.from(path))
      return createCacheScene(subject, {
        cache: { maxBytes: 4000 },
        host: { disk },
        server: { header: minute },
      })
    }
    const expectForeign = ({ phone }: CacheScene): void => {
      for (const path of foreign) expect(Buffer.from(phone.disk.read(path)).toString()).toBe(path)
    }
    const fill = async (scene: CacheScene, wanted: string): Promise<void> => {
      for (const name of wanted) expectFile(scene, name, await scene.fetch(name))
    }

    test('leaves them, whatever happens', async () => {
      const scene = createScene()
      await fill(scene, 'abcdefgh')
      expectForeign(scene)
      await scene.cache.resize(1500)
      await scene.cache.delete(urlOf('h'))
      await fill(scene, 'ab')
      scene.phone.host.simulate.fillDisk(0)
      await fill(scene, 'cde')
      await scene.cache.clear()
      expectForeign(scene)
      scene.restart()
      await fill(scene, 'abc')
      scene.phone.host.simulate.removeFiles((path) => path.endsWith('index.jsonl'))
      scene.restart()
      await fill(scene, 'd')
      expectForeign(scene)
      await scene.cache.clear()
      await vi.advanceTimersByTimeAsync(2000)
      expect(
        filesBelow(scene.phone.disk, 'user')
          .filter((path) => !path.endsWith('index.jsonl'))
          .sort(),
      ).toEqual([...foreign].sort())
    })

    test('leaves what the app saved without saying where', async () => {
      const scene = createScene()
      const { result } = await scene.fetch('a', { cacheMode: 'no-store' })
      const host = scene.phone.host as unknown as SavingHost
      const saved = await new Promise<object>((success, fail) => {
        host.getFileSystemManager().saveFile({ tempFilePath: result.tempFilePath ?? '', success, fail })
      })
      expect(JSON.stringify(saved)).toContain('save')
      await fill(scene, 'abcdefgh')
      scene.phone.host.simulate.fillDisk(0)
      await fill(scene, 'i')
      await scene.cache.clear()
      scene.restart()
      await scene.cache.clear()
      const paths = filesBelow(scene.phone.disk, 'saved')
      expect(paths).toHaveLength(1)
      expect(Buffer.compare(scene.phone.disk.read(paths[0] ?? ''), scene.server.bytesOf('a'))).toBe(0)
    })
  })
}
