import { Buffer } from 'node:buffer'
import { describe, expect, vi } from 'vitest'
import { start, useFakeClock } from './cache-clock.js'
import { lifeBudget, live, type Promised } from './cache-life.js'
import { faultsAfterLife, foreignInLife } from './cache-life-faults.js'
import { type CacheScene, createCacheScene, minute } from './cache-scene.js'
import { type ContractHost, createContractTest } from './contract-subject.js'
import type { ContractDisk, DownloaderSubject } from './downloader-subject.js'

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
    for (const path of foreignInLife) disk.write(path, Buffer.from(path))
    return disk
  }

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
          faults.push(...(await faultsAfterLife(scene, promised, `${step}, then ${kills} more`)))
        }
        expect(faults).toEqual([])
        expect(count).toBeGreaterThan(50)
      })
    }
  })
}
