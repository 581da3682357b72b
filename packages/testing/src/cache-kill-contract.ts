import { Buffer } from 'node:buffer'
import { describe, expect, vi } from 'vitest'
import { start, useFakeClock } from './cache-clock.js'
import { lifeBudget, live, type Promised } from './cache-life.js'
import { bytesOf, type CacheScene, cacheFolder, createCacheScene, minute, urlOf } from './cache-scene.js'
import { isSame } from './cache-server.js'
import { type ContractHost, createContractTest } from './contract-subject.js'
import type { ContractDisk, DownloaderSubject } from './downloader-subject.js'

/** Files that are not the cache's, some of them in its folder. */
const foreign = [
  'user/a.bin',
  'user/miniferry/notes.txt',
  'saved/photo.png',
  `${cacheFolder}/holiday.png`,
  `${cacheFolder}/miniferry-index.jsonl.old`,
  `${cacheFolder}/MINIFERRY-a-b.png`,
  `${cacheFolder}/mine/miniferry-a-b.png`,
]

/** A life, and where it ended. */
interface Life {
  readonly scene: CacheScene
  readonly promised: Promised
  /** The step that was not made any more; `undefined` where it was lived to the end. */
  readonly step: string | undefined
  readonly next: ContractHost | undefined
}

/** The app is killed before each step that its cache makes on the disk, and started again. */
export function describeCacheKillContract(subject: DownloaderSubject): void {
  const test = createContractTest(subject)

  const createDisk = (): ContractDisk => {
    const disk = subject.createMemoryDisk()
    for (const path of foreign) disk.write(path, Buffer.from(path))
    return disk
  }
  const isForeign = (path: string): boolean => foreign.includes(path)
  const ourFiles = (scene: CacheScene): string[] =>
    scene.files().filter((path) => !isForeign(path) && !scene.phone.disk.stat(path)?.isDirectory)

  /** Kills the app before so many more of its steps; what the host does with a download that it has not finished is none. */
  const killBefore = (scene: CacheScene, count: number): Promise<{ step: string; next: ContractHost }> => {
    let left = count
    return new Promise((resolve) => {
      scene.onStep = ({ operation, path }) => {
        if (path.startsWith('part/')) return
        left -= 1
        if (left >= 0) return
        scene.onStep = () => undefined
        const next = scene.phone.host.simulate.kill()
        resolve({ step: `${count} ${operation} ${path}`, next })
        throw new Error('killed')
      }
    })
  }

  const run = async (count: number, knobs: Record<string, unknown>): Promise<Life> => {
    vi.clearAllTimers()
    vi.setSystemTime(start)
    const scene = createCacheScene(subject, {
      cache: { maxBytes: lifeBudget },
      host: { disk: createDisk(), knobs },
      server: { header: minute },
    })
    const promised: Promised = { pinned: new Set(), removed: new Set() }
    const death = killBefore(scene, count)
    const end = await Promise.race([death, live(scene, promised)])
    scene.onStep = () => undefined
    return { scene, promised, step: end?.step, next: end?.next }
  }

  /** Kills the next run before the first of its steps, the one after that before the second, and so on until one gets through. */
  const killWhileOpening = async (scene: CacheScene): Promise<number> => {
    for (let kills = 0; ; kills += 1) {
      const death = killBefore(scene, kills)
      const end = await Promise.race([death, scene.cache.entries().then(() => undefined)])
      scene.onStep = () => undefined
      if (end === undefined) return kills
      scene.restart(end.next)
    }
  }

  /** What is wrong with the run that begins now; nothing should be. */
  const faultsOf = async (
    scene: CacheScene,
    { pinned, removed }: Promised,
    words: string,
  ): Promise<string[]> => {
    const faults: string[] = []
    const check = (isRight: boolean, what: string): void => {
      if (!isRight) faults.push(`${words}: ${what}`)
    }
    const { phone, cache, server } = scene
    check(bytesOf(ourFiles(scene), scene) <= lifeBudget, `${ourFiles(scene).length} files are left`)
    const entries = await cache.entries()
    const known = entries.map(({ filePath }) => `${cacheFolder}/${filePath.split('/').pop()}`)
    check(
      ourFiles(scene).sort().join() === known.sort().join(),
      `${ourFiles(scene)} are there, ${known} known`,
    )
    check((await cache.size()) === bytesOf(known, scene), `a size of ${await cache.size()}`)
    for (const name of pinned) {
      check((await cache.get(urlOf(name)))?.isPinned === true, `${name} is not pinned any more`)
    }
    for (const name of removed) check(!(await cache.has(urlOf(name))), `${name} is there again`)
    const wanted = entries.map(({ url }) => url.replace(/^.*\//, ''))
    for (const name of new Set(['a', 'd', ...wanted])) {
      const { result, bytes, asked } = await scene.fetch(name)
      const history = server.historyOf(name)
      // One that another took the place of a minute ago or longer is not fresh any more.
      const isRight = history.some((_, index) => {
        const end = history[index + 1] ?? Number.POSITIVE_INFINITY
        const isAllowed = asked.length > 0 ? end > Date.now() : end + 60_000 > Date.now()
        return isAllowed && isSame(bytes, server.bytesOf(name, index + 1))
      })
      check(isRight, `${name} with other bytes, asked ${asked.map(({ status }) => status)}`)
      check(
        result.fromCache === asked.every(({ status }) => status === 304),
        `${name}: ${asked.length} asked`,
      )
    }
    await phone.downloader.restore()
    check(bytesOf(ourFiles(scene), scene) <= lifeBudget, 'too much in the end')
    const others = phone
      .files()
      .filter((path) => !path.startsWith(`${cacheFolder}/miniferry-`) || isForeign(path))
    check(others.sort().join() === [...foreign].sort().join(), `others are ${others}`)
    for (const path of foreign) {
      check(Buffer.from(phone.disk.read(path)).toString() === path, `${path} was changed`)
    }
    return faults
  }

  describe(`${subject.name} cache, killed at any step`, () => {
    useFakeClock()

    for (const renameExisting of ['replace', 'refuse']) {
      test(`keeps its promises, where rename would ${renameExisting}`, async () => {
        const faults: string[] = []
        let count = 0
        for (; ; count += 1) {
          const { scene, promised, step, next } = await run(count, { renameExisting })
          if (step === undefined) break
          scene.restart(next)
          const kills = await killWhileOpening(scene)
          faults.push(...(await faultsOf(scene, promised, `${step}, then ${kills} more`)))
        }
        expect(faults).toEqual([])
        expect(count).toBeGreaterThan(50)
      }, 30_000)
    }
  })
}
