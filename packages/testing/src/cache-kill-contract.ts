import { Buffer } from 'node:buffer'
import type { DownloadRequest } from '@miniferry/download-core'
import { describe, test, vi } from 'vitest'
import { type CacheScene, cacheFolder, createCacheScene, indexPath, nameIn, urlOf } from './cache-scene.js'
import type { ContractDisk, DownloaderSubject } from './contract-subject.js'
import { createKill, type Killed, killAtEachStep } from './phone.js'
import { start, useFakeClock } from './virtual-time.js'

const names = [...'abcdefgh']
/** Bytes: five files of the eight. */
const maxBytes = 5500

/** Files that are not the cache's, some of them in its folder. Each contains its path. */
const foreign: readonly string[] = [
  ...['user/a.bin', 'user/miniferry/notes.txt', 'saved/photo.png'],
  ...[
    ...['holiday.png', 'miniferry-index.jsonl.old', 'MINIFERRY-a-b.png', 'mine/miniferry-a-b.png'],
    ...['miniferry-', 'miniferry-holiday.png', 'miniferry-a-b.png.old', 'my-miniferry-a-b.png'],
  ].map((name) => `${cacheFolder}/${name}`),
]

/** What names a file: its url, or a key, where each address is another one. */
type Asked = (name: string) => Pick<DownloadRequest, 'url' | 'key'>

const byUrl: Asked = (name) => ({ url: urlOf(name) })
const byKey = (): Asked => {
  let count = 0
  return (name) => {
    count += 1
    return { url: `${urlOf(name)}?signature=${count}`, key: name }
  }
}

/** What the cache has promised so far in a run of the app, and what has to hold after a kill. */
interface Promised {
  /** Pins that have resolved. */
  readonly pinned: Set<string>
  /** Removals that have resolved, of what has not been asked for again. */
  readonly removed: Set<string>
}

/**
 * Uses of a cache, always the same: files come, are used, confirmed, replaced, pinned, evicted, removed; the disk is full, and the
 * index is lost. What holds from then on is noted.
 */
async function useCache(scene: CacheScene, asked: Asked, { pinned, removed }: Promised): Promise<void> {
  const { server } = scene
  let { phone } = scene
  const pass = async (milliseconds: number): Promise<void> => {
    await vi.advanceTimersByTimeAsync(milliseconds)
    // Killed meanwhile: what comes now is another run.
    if (scene.phone !== phone) await new Promise(() => undefined)
  }
  const fetchAll = async (wanted: string): Promise<void> => {
    for (const name of wanted) {
      removed.delete(name)
      await scene.fetch(name, asked(name))
    }
  }
  const pin = async (name: string): Promise<void> => {
    if (await scene.cache.pin(asked(name))) pinned.add(name)
  }
  await fetchAll('abcd')
  // Used, which is written a second later.
  await fetchAll('a')
  await pass(1500)
  await pin('b')
  await pass(60_000)
  // Confirmed by a 304, both of them.
  await fetchAll('ab')
  // Replaced by new versions, a pinned one too.
  for (const name of 'bc') server.change(name)
  await pass(60_000)
  // Others have to go for the last ones.
  await fetchAll('cbefgh')
  await pin('h')
  // From the call on nothing is promised of these.
  for (const name of 'bg') pinned.delete(name)
  await scene.cache.unpin(asked('b'))
  await scene.cache.delete(asked('g'))
  removed.add('g')
  // The app begins again, over an index that was damaged, and has to be compacted.
  const { disk } = scene.phone
  disk.write(indexPath, Buffer.concat([disk.read(indexPath), Buffer.from('\nrubbish')]))
  scene.restart()
  phone = scene.phone
  await fetchAll('e')
  // The user clears away what is small: nothing is known then until the index is written again.
  pinned.clear()
  phone.host.simulate.removeFiles((path) => /index\.jsonl~?$/.test(path))
  await fetchAll('a')
  pinned.add('h')
  await pin('a')
  scene.phone.host.simulate.fillDisk(0)
  await fetchAll('d')
  scene.phone.host.simulate.fillDisk(Number.POSITIVE_INFINITY)
  await scene.cache.resize(3500)
  await fetchAll('e')
  pinned.clear()
  await scene.cache.clear()
  for (const name of names) removed.add(name)
  await fetchAll('f')
  await pin('f')
}

/** What is wrong with the run that begins now; nothing should be. */
async function faultsOf(
  scene: CacheScene,
  asked: Asked,
  { pinned, removed }: Promised,
  words: string,
): Promise<string[]> {
  const { phone, cache, server } = scene
  const faults: string[] = []
  const check = (isRight: boolean, what: string): void => {
    if (!isRight) faults.push(`${words}: ${what}`)
  }
  const isOurs = (path: string): boolean =>
    path.startsWith(`${cacheFolder}/miniferry-`) && !foreign.includes(path)
  const ours = (): string[] => scene.files().filter(isOurs)
  const checkBudget = (when: string): void => {
    check(scene.bytesKept(ours()) <= maxBytes, `${scene.bytesKept(ours())} bytes ${when}`)
  }
  checkBudget('at the beginning')
  const entries = await cache.entries()
  const known = entries.map(({ filePath }) => `${cacheFolder}/${nameIn(filePath)}`)
  check(ours().sort().join() === known.sort().join(), `${ours()} are there, ${known} known`)
  check((await cache.size()) === scene.bytesKept(known), `a size of ${await cache.size()}`)
  for (const name of pinned) {
    check((await cache.get(asked(name)))?.isPinned === true, `${name} is not pinned any more`)
  }
  for (const name of removed) check(!(await cache.has(asked(name))), `${name} is there again`)
  for (const name of new Set(['a', 'd', ...entries.map(({ url }) => nameIn(url))])) {
    const { result, statuses, bytes } = await scene.fetch(name, asked(name))
    const history = server.historyOf(name)
    // The version of now, or without a question one that was the newest while it was fresh.
    const since = result.attempts === 0 ? Date.now() - 60_000 : Date.now()
    const isRight = history.some(
      (_, index) =>
        (history[index + 1] ?? Number.POSITIVE_INFINITY) > since && server.isFile(bytes, name, index + 1),
    )
    check(isRight, `${name}: not the bytes of a version that may be served`)
    const isConfirmed = statuses.every((status) => status === 304)
    check(result.fromCache === isConfirmed, `${name}: asked ${statuses}`)
  }
  await phone.downloader.restore()
  checkBudget('in the end')
  const others = phone.files().filter((path) => !isOurs(path))
  check(others.sort().join() === [...foreign].sort().join(), `others are ${others}`)
  for (const path of foreign) {
    check(Buffer.from(phone.disk.read(path)).toString() === path, `${path} was changed`)
  }
  return faults
}

/** The app is killed before each step that its cache makes on the disk, and started again. */
export function describeCacheKillContract(subject: DownloaderSubject): void {
  const createDisk = (): ContractDisk => {
    const disk = subject.createMemoryDisk()
    for (const path of foreign) disk.write(path, Buffer.from(path))
    return disk
  }

  describe(`${subject.name} cache, killed at any step`, () => {
    useFakeClock()

    /** Does the work, and kills the app before so many more of its steps; `undefined` where the work was done. */
    const killDuring = async (scene: CacheScene, count: number, work: () => Promise<unknown>) => {
      const { killed, onStep } = createKill(count, () => scene.phone.host)
      scene.onStep = onStep
      const end: Killed | undefined = await Promise.race([killed, work().then(() => undefined)])
      scene.onStep = () => undefined
      if (end !== undefined) scene.restart(end.next)
      return end?.step
    }

    const ways = [
      ['replace', 'its url', () => byUrl],
      ['refuse', 'its url', () => byUrl],
      ['refuse', 'a key, with fresh addresses', byKey],
    ] as const
    for (const [renameExisting, words, createAsked] of ways) {
      test(`keeps what it has promised of a file by ${words}, where rename would ${renameExisting}`, async () => {
        const asked = createAsked()
        await killAtEachStep(50, async (count) => {
          vi.clearAllTimers()
          vi.setSystemTime(start)
          const host = { disk: createDisk(), knobs: { renameExisting } }
          const scene = createCacheScene(subject, { cache: { maxBytes }, host })
          const promised: Promised = { pinned: new Set(), removed: new Set() }
          const step = await killDuring(scene, count, () => useCache(scene, asked, promised))
          if (step === undefined) return undefined
          // The next run is killed before the first of its steps, the one after that before the second, until one gets through.
          let kills = 0
          while ((await killDuring(scene, kills, () => scene.cache.entries())) !== undefined) kills += 1
          return faultsOf(scene, asked, promised, `${step}, then ${kills} more`)
        })
      })
    }
  })
}
