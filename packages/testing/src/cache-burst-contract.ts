import type { CacheMode } from '@miniferry/download-core'
import { describe, expect, vi } from 'vitest'
import { useFakeClock } from './cache-clock.js'
import { expectConsistent, expectFile } from './cache-expect.js'
import { bytesKept, type CacheScene, createCacheScene, type Fetched, minute, urlOf } from './cache-scene.js'
import { createContractTest } from './contract-subject.js'
import type { DownloaderSubject } from './downloader-subject.js'

const maxBytes = 10_000

/** Two pages of pictures: each as much again as the cache may hold. */
const page = Array.from({ length: 20 }, (_, count) => `a${count}`)
const nextPage = Array.from({ length: 20 }, (_, count) => `b${count}`)

/** Milliseconds. */
const moment = 1000
const longest = 300_000

/** More pictures at a time than the cache may hold. */
export function describeCacheBurstContract(subject: DownloaderSubject): void {
  const test = createContractTest(subject)

  describe(`${subject.name} cache and many files at a time`, () => {
    useFakeClock()

    /** The budget is never exceeded on the disk, at no step. */
    const create = (after = 10, fileDelay = 0): CacheScene => {
      const scene = createCacheScene(subject, {
        cache: { maxBytes },
        server: { header: minute, after },
        host: { knobs: { fileDelay } },
      })
      scene.onStep = () => expect(bytesKept(scene)).toBeLessThanOrEqual(maxBytes)
      return scene
    }
    /** Downloads all of them, and shows them a while later. */
    const display = async (scene: CacheScene, names: readonly string[]): Promise<readonly Fetched[]> => {
      const all = Promise.all(names.map((name) => scene.start(name)))
      await vi.advanceTimersByTimeAsync(200)
      return all
    }
    const expectThere = (scene: CacheScene, names: readonly string[], all: readonly Fetched[]): void => {
      for (const [position, name] of names.entries()) {
        const { path, ...fetched } = all[position] ?? expect.fail(`${name} was not fetched`)
        const bytes = scene.phone.host.simulate.readFile(path)
        expectFile(scene, name, { ...fetched, path, bytes })
      }
    }

    for (const fileDelay of [0, 7]) {
      test(`has all of them when the last one is there, on a disk that takes ${fileDelay} ms`, async () => {
        const scene = create(10, fileDelay)
        let shown: readonly Fetched[] = []
        const showing = Promise.all(page.map((name) => scene.start(name))).then((all) => {
          shown = all
          expectThere(scene, page, all)
        })
        await vi.advanceTimersByTimeAsync(60_000)
        await showing
        expectThere(scene, page, shown)
        expect(shown.filter(({ result }) => result.filePath !== undefined)).toHaveLength(10)
        expect(bytesKept(scene)).toBe(maxBytes)
      })
    }

    test('has those that were kept before beside the new ones', async () => {
      const scene = create()
      await display(scene, page.slice(0, 10))
      await vi.advanceTimersByTimeAsync(moment)
      const names = [...page.slice(5, 10), ...nextPage]
      const shown = await display(scene, names)
      expectThere(scene, names, shown)
      expect(shown.slice(0, 5).every(({ result }) => result.fromCache)).toBe(true)
      expect(shown.slice(5).filter(({ result }) => result.filePath !== undefined)).toHaveLength(5)
    })

    test('has what get told of while others are under way', async () => {
      const scene = create()
      await display(scene, ['kept'])
      await vi.advanceTimersByTimeAsync(moment)
      const others = display(scene, page)
      const file = await scene.cache.get(urlOf('kept'))
      await others
      expect(scene.phone.host.simulate.readFile(file?.filePath ?? '')).toBeDefined()
    })

    test('lets the app show them while the next ones come', async () => {
      const scene = create()
      const shown = await display(scene, page)
      const next = await display(scene, nextPage)
      expectThere(scene, page, shown)
      expectThere(scene, nextPage, next)
    })

    test('keeps the next ones a moment later', async () => {
      const scene = create()
      await display(scene, page)
      await vi.advanceTimersByTimeAsync(moment)
      await display(scene, nextPage)
      const kept = (await scene.cache.entries()).map(({ url }) => url)
      expect(kept).toHaveLength(10)
      expect(kept.every((url) => url.startsWith(urlOf('b')))).toBe(true)
    })

    test('keeps the latest ones of an app that always downloads something', async () => {
      const scene = create(500)
      let running = 0
      const shown: Promise<unknown>[] = []
      for (let count = 0; count < 100; count += 1) {
        running += 1
        shown.push(
          scene.start(`${count}`).then(() => {
            running -= 1
          }),
        )
        await vi.advanceTimersByTimeAsync(250)
        expect(running, 'there is always one').toBeGreaterThan(0)
      }
      await vi.advanceTimersByTimeAsync(500)
      await Promise.all(shown)
      for (let count = 95; count < 100; count += 1) {
        expect(await scene.cache.has(urlOf(`${count}`)), `${count} is kept`).toBe(true)
      }
    })

    /** A download that does not end by itself, and ten files that were shown meanwhile. */
    const besideOne = async (cacheMode: CacheMode = 'default') => {
      const scene = create()
      scene.server.manners.trouble = { never: true }
      const endless = scene.phone.downloader.download({ url: urlOf('endless'), cacheMode, timeout: 10 ** 9 })
      endless.catch(() => undefined)
      await vi.advanceTimersByTimeAsync(1)
      scene.server.manners.trouble = undefined
      const names = page.slice(0, 10)
      const shown = await display(scene, names)
      return { scene, endless, expectShown: () => expectThere(scene, names, shown) }
    }
    const isKept = async (scene: CacheScene, name: string): Promise<boolean> => {
      const [fetched] = await display(scene, [name])
      return fetched?.result.filePath !== undefined
    }

    test('waits for a download that never ends five minutes, and no longer', async () => {
      const { scene, endless, expectShown } = await besideOne()
      await vi.advanceTimersByTimeAsync(longest - 1000)
      expect(await isKept(scene, 'late')).toBe(false)
      expectShown()
      await vi.advanceTimersByTimeAsync(1000)
      expect(await isKept(scene, 'later')).toBe(true)
      endless.abort()
    })

    test('waits no longer for a download that is aborted', async () => {
      const { scene, endless, expectShown } = await besideOne()
      await vi.advanceTimersByTimeAsync(10_000)
      endless.abort()
      expect(await isKept(scene, 'late')).toBe(false)
      expectShown()
      await vi.advanceTimersByTimeAsync(moment)
      expect(await isKept(scene, 'later')).toBe(true)
    })

    test('does not wait for a download without the cache', async () => {
      const { scene, endless } = await besideOne('no-store')
      await vi.advanceTimersByTimeAsync(moment)
      expect(await isKept(scene, 'next')).toBe(true)
      endless.abort()
    })

    test('does not wait for a download that begins later', async () => {
      const scene = create()
      await display(scene, page.slice(0, 10))
      scene.server.manners.trouble = { never: true }
      const endless = scene.phone.downloader.download({ url: urlOf('endless'), timeout: 10 ** 9 })
      endless.catch(() => undefined)
      await vi.advanceTimersByTimeAsync(moment)
      scene.server.manners.trouble = undefined
      expect(await isKept(scene, 'next')).toBe(true)
      endless.abort()
    })

    test('has all of them where they were added while the downloader was paused', async () => {
      const scene = create()
      scene.phone.downloader.pause()
      const all = Promise.all(page.map((name) => scene.start(name)))
      await vi.advanceTimersByTimeAsync(1000)
      scene.phone.downloader.resume()
      await vi.advanceTimersByTimeAsync(200)
      expectThere(scene, page, await all)
    })

    test('removes at once what the app deletes or clears', async () => {
      const scene = create()
      const shown = await display(scene, page)
      expect(await scene.cache.delete(urlOf('a0'))).toBe(true)
      expect(scene.phone.host.simulate.readFile(shown[0]?.path ?? '')).toBeUndefined()
      await scene.cache.clear()
      expect(scene.files()).toEqual([])
    })

    test('is within a smaller budget at once, and holds what is shown in that', async () => {
      const scene = create()
      await display(scene, page)
      await scene.cache.resize(3000)
      expect(bytesKept(scene)).toBe(3000)
      await expectConsistent(scene, 3000)
      const shown = await display(scene, nextPage)
      expectThere(scene, nextPage, shown)
      expect(bytesKept(scene)).toBe(3000)
    })

    test('lets nothing go for another downloader that begins with a smaller budget', async () => {
      const scene = create()
      const shown = await display(scene, page)
      await scene.another('downloader', { maxBytes: 3000 }).cache.size()
      expectThere(scene, page, shown)
      await vi.advanceTimersByTimeAsync(moment)
      expectThere(scene, page.slice(0, 10), shown)
    })

    test('keeps what is pinned when the files are let go', async () => {
      const scene = create()
      await display(scene, page)
      await scene.cache.pin(urlOf('a0'))
      await vi.advanceTimersByTimeAsync(moment)
      await display(scene, nextPage)
      expect(await scene.cache.get(urlOf('a0'))).toMatchObject({ isPinned: true })
      await vi.advanceTimersByTimeAsync(moment)
      expect(await scene.cache.unpin(urlOf('a0'))).toBe(true)
      expect(bytesKept(scene)).toBe(maxBytes)
    })
  })
}
