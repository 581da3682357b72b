import type { FileCache } from '@miniferry/download-core'
import { vi } from 'vitest'
import { judgeFile } from './cache-judge.js'
import { bytesOf, type CacheScene, urlOf } from './cache-scene.js'
import { type CacheWorldFetch, type CacheWorldOptions, foreignFiles } from './cache-world-event.js'
import { createLives } from './cache-world-lives.js'
import { createWorldScene } from './cache-world-scene.js'
import type { ContractHost } from './contract-subject.js'
import type { CachingDownloader } from './downloader-phone.js'
import type { DownloaderSubject } from './downloader-subject.js'

/** The app of a world: two that use a cache, lives that end, and what has been promised to it. */
export interface CacheWorldApp {
  readonly scene: CacheScene
  /** Downloads that were handed out and looked at. */
  readonly outcomes: number
  /** What has begun in this life and not ended. */
  readonly unsettled: number
  /** Pins that have to hold. */
  readonly pinned: ReadonlySet<string>
  /** Then there may be more than the budget. */
  readonly hasPinned: boolean
  cacheOf(by: number): FileCache
  ourFiles(): string[]
  /** Bytes of these. */
  kept(): number
  fetch(event: Pick<CacheWorldFetch, 'mode' | 'by' | 'user'>, name: string): void
  pin(name: string, by: number): void
  /** Ends all downloads of one of the two. */
  abort(by: number): void
  /** Notes that these may go from now on, pinned or not. */
  give(names: Iterable<string>): void
  /** Notes that the server changes its manners. */
  trouble(): void
  /** Follows something that must not fail, unless the disk is full. */
  follow<Value>(what: string, work: Promise<Value>, done?: (value: Value) => void): void
  /** Kills the app before so many more of its steps. */
  killAfter(steps: number | undefined): void
  /** Begins the next life where the app was killed, or if asked to. */
  revive(isForced?: boolean): void
}

export function createCacheWorldApp(
  subject: DownloaderSubject,
  options: CacheWorldOptions,
  check: (isRight: boolean, words: string) => void,
): CacheWorldApp {
  const { second } = options
  const scene = createWorldScene(subject, options)
  const pinned = new Set<string>()
  let users: readonly CachingDownloader[] = []
  const lives = createLives(check)
  let outcomes = 0
  let hasPinned = false
  /** Counts what may take a file away from under a download. */
  let removals = 0
  let troubles = 0
  let aborts = 0
  let stepsToKill: number | undefined
  let next: ContractHost | undefined

  scene.onStep = ({ path }) => {
    // What the host itself throws away is no step of the app.
    if (stepsToKill === undefined || path.startsWith('part/')) return
    stepsToKill -= 1
    if (stepsToKill >= 0) return
    die()
    throw new Error('killed')
  }
  const die = (): void => {
    stepsToKill = undefined
    next = scene.phone.host.simulate.kill()
    lives.end()
    // Those of the dead app.
    vi.clearAllTimers()
  }
  const begin = (): void => {
    users = [scene.phone.downloader, scene.another(second)]
  }
  const app: CacheWorldApp = {
    scene,
    get outcomes() {
      return outcomes
    },
    get unsettled() {
      return lives.unsettled
    },
    pinned,
    get hasPinned() {
      return hasPinned
    },
    cacheOf: (by) => (users[by] ?? scene.phone.downloader).cache,
    ourFiles: () => scene.files().filter((path) => !foreignFiles.includes(path)),
    kept: () => bytesOf(app.ourFiles(), scene),
    fetch({ mode, by, user }, name) {
      const before = { removals, troubles, aborts }
      const variant = user === 0 ? '' : `user ${user}`
      const request = { cacheMode: mode, ...(user > 0 && { header: { Authorization: variant } }) }
      lives.settle(
        scene.start(name, request, users[by]),
        ({ result, bytes, path }) => {
          outcomes += 1
          if (bytes === undefined) {
            const mayBeGone = before.removals !== removals || (second === 'copy' && result.fromCache)
            check(mayBeGone, `${name} for ${mode}: there is nothing at ${path}`)
            return
          }
          const fault = judgeFile(scene.server, { name, variant, mode, result, bytes })
          check(fault === undefined, String(fault))
        },
        (code) => {
          const isTroubled = before.troubles !== troubles || scene.server.manners.trouble !== undefined
          const wasAborted = code === 'aborted' && before.aborts !== aborts
          const isTrouble = isTroubled && /^(network|http-status)$/.test(code)
          check(wasAborted || isTrouble, `${name} for ${mode} failed as ${code}`)
        },
      )
    },
    pin(name, by) {
      const before = removals
      hasPinned = true
      app.follow('pin', app.cacheOf(by).pin(urlOf(name)), (isPinned) => {
        // The other copy knows nothing of it, and may let the file go.
        if (isPinned && before === removals && second === 'downloader') pinned.add(name)
      })
    },
    abort(by) {
      aborts += 1
      users[by]?.abortAll()
    },
    give(names) {
      removals += 1
      for (const name of names) pinned.delete(name)
    },
    trouble() {
      troubles += 1
    },
    follow(what, work, done = () => undefined) {
      lives.settle(work, done, (code) => check(code === 'storage-full', `${what} failed as ${code}`))
    },
    killAfter(steps) {
      stepsToKill = steps
    },
    revive(isForced = false) {
      if (isForced) die()
      if (next === undefined) return
      const host = next
      next = undefined
      scene.restart(host)
      begin()
    },
  }
  begin()
  return app
}
