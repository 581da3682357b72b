import type {
  Download,
  DownloadError,
  Downloader,
  DownloadFileResult,
  DownloadRequest,
  DownloadResult,
} from '@miniferry/download-core'
import type { CacheCall } from '../plan/world-event.js'
import type { WorldState } from '../run/world-state.js'
import { bytesOf } from '../server/resource.js'
import { digestOf } from './digest-of.js'
import { followDownload, isUnfinished } from './follow-download.js'
import { createSignal, type Handle } from './handle.js'
import { createPlainDownloads, type PlainDownload, type PlainDownloads } from './plain-downloads.js'
import type { RunningApp } from './start-app.js'
import { createNextCycle, type WishState } from './wish-state.js'

/** What the app does with its downloads in one of its lives. */
export interface App extends RunningApp {
  readonly handles: readonly Handle[]
  /** What the caches may hold, in bytes, where the app has changed that. */
  readonly resized: ReadonlyMap<number, number>
  /** The downloaders that have had a download, and listen to the phone. */
  readonly listening: ReadonlySet<number>
  ask(state: WishState): void
  pause(state: WishState): void
  resume(state: WishState): void
  /** Of those who wait for it, the first one leaves. */
  abort(state: WishState, how: 'abort' | 'signal'): void
  pauseAll(downloader: number): void
  resumeAll(downloader: number): void
  abortAll(downloader: number): void
  restore(downloader: number): Promise<void>
  callCache(call: CacheCall, state: WishState): void
  /** Calls of `downloadFile` by the app itself. */
  readonly plain: PlainDownloads
}

/** Who wants to hear how the downloads of an app end. */
export interface AppListener {
  ended(handle: Handle): void
  /** One of its own calls of `downloadFile` has succeeded. */
  plainSucceeded(download: PlainDownload, result: DownloadFileResult): void
}

/** Bytes that a cache may hold after the app has changed its mind. */
const newBudget = 10_000

export function createApp(world: WorldState, running: RunningApp, listener: AppListener): App {
  const { clock, server, say, violations } = world
  const { downloaders, host } = running
  const handles: Handle[] = []
  const resized = new Map<number, number>()
  const listening = new Set<number>()
  const pausedDownloaders = new Set<number>()
  const early = new Map<object, (DownloadResult | DownloadError)[]>()
  const byDownload = new Map<object, (what: string, outcome: never) => void>()

  const of = (state: WishState): Handle[] =>
    handles.filter((handle) => handle.state === state && isUnfinished(handle))
  const downloaderOf = (state: WishState): Downloader => {
    const downloader = downloaders[state.wish.downloader]
    if (downloader === undefined) throw new Error('no such downloader')
    return downloader
  }
  /** Whether a download of the same file, or to the same place, is unfinished. */
  const isBusy = ({ url, wish }: WishState): boolean => {
    const others = world.wishes.filter(
      (other) => wish.filePath !== undefined && other.wish.filePath === wish.filePath,
    )
    const urls = [url, ...others.map((other) => other.url)]
    return downloaders.some(({ downloads }) => downloads.some((download) => urls.includes(download.url)))
  }
  /** A wish that nobody waits for begins anew; a restored one may be as old as before, and expect what it expected then. */
  const begin = (state: WishState, isRestored: boolean): void => {
    const { cycle, isWanted, isDone } = state
    if (of(state).length === 0 && (!isWanted || isDone || cycle.isOver)) {
      const since = isRestored ? cycle.since : clock.now
      const earlier = isRestored ? cycle.excuses : []
      state.cycle = createNextCycle(state, since, [...world.excuses, ...earlier])
    }
    state.isWanted = true
    state.isDone = false
  }
  const add = (handle: Handle): void => {
    handles.push(handle)
    listening.add(handle.state.wish.downloader)
    const { heard } = followDownload(world, handle, listener.ended)
    byDownload.set(handle.download, heard)
    for (const outcome of early.get(handle.download) ?? []) heard('event', outcome)
  }
  /** What is refused is told of before the call has returned. */
  const hearEvent = (download: object, outcome: DownloadResult | DownloadError): void => {
    const heard = byDownload.get(download)
    if (heard) heard('event', outcome as never)
    else early.set(download, [...(early.get(download) ?? []), outcome])
  }
  for (const downloader of downloaders) {
    downloader.on('success', ({ download, result }) => hearEvent(download, result))
    downloader.on('fail', ({ download, error }) => hearEvent(download, error))
  }

  return {
    ...running,
    handles,
    listening,
    resized,
    ask(state) {
      const { wish, url } = state
      const hadRival = isBusy(state)
      begin(state, false)
      // With another checksum it is another transfer, which may begin anew as well.
      if (hadRival && wish.checksum !== undefined) {
        state.cycle.voids += 2
        state.cycle.isDouble = true
      }
      const signal = createSignal()
      let handle: Handle | undefined
      const hear =
        (what: string) =>
        (outcome: unknown): void => {
          if (handle !== undefined) byDownload.get(handle.download)?.(what, outcome as never)
        }
      const request: DownloadRequest = {
        ...wish.request,
        url,
        ...(wish.filePath !== undefined && { filePath: `${host.env.USER_DATA_PATH}/${wish.filePath}` }),
        ...checksumOf(world, state),
        signal,
        success: hear('success'),
        fail: hear('fail'),
        complete: hear('complete'),
      }
      say('app', () => `asks for ${wish.index}: ${JSON.stringify(request)}`)
      handle = {
        ...createHandle(state, clock.now, hadRival, false),
        checksum: request.checksum,
        download: downloaderOf(state).download(request),
        isPaused: pausedDownloaders.has(wish.downloader),
        abortBySignal: () => signal.fire('no longer needed'),
      }
      add(handle)
    },
    pause(state) {
      state.cycle.pauses += 1
      for (const handle of of(state)) {
        handle.isPaused = true
        handle.download.pause()
      }
    },
    resume(state) {
      for (const handle of of(state)) {
        handle.isPaused = false
        handle.download.resume()
      }
    },
    abort(state, how) {
      const [handle] = of(state)
      if (handle === undefined) return
      handle.isAborted = true
      if (of(state).length === 1) state.isWanted = false
      if (how === 'abort' || handle.isRestored) handle.download.abort()
      else handle.abortBySignal()
    },
    pauseAll(index) {
      pausedDownloaders.add(index)
      for (const handle of handles) {
        if (handle.state.wish.downloader !== index) continue
        handle.isPaused = true
        handle.state.cycle.pauses += 1
      }
      downloaders[index]?.pause()
    },
    resumeAll(index) {
      pausedDownloaders.delete(index)
      for (const handle of handles) if (handle.state.wish.downloader === index) handle.isPaused = false
      downloaders[index]?.resume()
    },
    abortAll(index) {
      for (const handle of handles) {
        if (handle.state.wish.downloader !== index || !isUnfinished(handle)) continue
        handle.isAborted = true
        handle.state.isWanted = false
      }
      downloaders[index]?.abortAll()
    },
    async restore(index) {
      const restored = await downloaders[index]?.restore().catch((error: unknown): Download[] => {
        say('app', () => `restore fails: ${error}`)
        violations.check(world.couldNotClear, 'no exception escapes', `restore: ${error}`)
        return []
      })
      for (const download of restored ?? []) {
        const state = world.wishes.find(
          ({ wish, url }) => wish.filePath !== undefined && url === download.url,
        )
        say('app', () => `restored ${download.url}`)
        if (state === undefined) {
          violations.add(
            'no other file is touched',
            `${download.url} was restored, which nobody had asked for`,
          )
          continue
        }
        const hadRival = of(state).length > 0
        begin(state, true)
        add({
          ...createHandle(state, clock.now, hadRival, true),
          checksum: undefined,
          download,
          isPaused: pausedDownloaders.has(index),
          abortBySignal: () => undefined,
        })
      }
    },
    callCache(call, state) {
      const { cache } = downloaderOf(state)
      const { header } = state.wish.request
      const request = { url: state.url, ...(header && { header }) }
      const calls: Record<CacheCall, () => Promise<unknown>> = {
        get: () => cache.get(request),
        has: () => cache.has(request),
        pin: () => cache.pin(request),
        unpin: () => cache.unpin(request),
        delete: () => cache.delete(request),
        clear: () => cache.clear(),
        size: () => cache.size(),
        entries: () => cache.entries(),
        shrink() {
          resized.set(state.wish.downloader, newBudget)
          return cache.resize(newBudget)
        },
      }
      if (call === 'delete' || call === 'clear') world.clearedAt = clock.now
      calls[call]().then(
        (value) => say('app', () => `cache.${call}: ${JSON.stringify(value)}`),
        (error) => {
          say('app', () => `cache.${call}: ${error}`)
          // An index that goes while it is opened is told, and written anew with the next call.
          const isExcused = world.couldNotClear || world.lostAt.size > 0
          violations.check(isExcused, 'cache', `${call} fails: ${error}`)
        },
      )
    },
    plain: createPlainDownloads(world, running, (download, result) => {
      // It is the app that has it now.
      if (result.tempFilePath !== undefined) world.orphans.add(result.tempFilePath)
      listener.plainSucceeded(download, result)
    }),
  }

  function createHandle(state: WishState, since: number, hadRival: boolean, isRestored: boolean) {
    const facts = {
      state,
      since,
      hadRival,
      isRestored,
      outcome: undefined,
      isAborted: false,
      written: 0,
      percent: 0,
    }
    return { ...facts, heard: [] as string[] }
  }

  /** What the file has to be, as far as the app knows: the server's version of today. */
  function checksumOf(_: WorldState, { wish, resource, user }: WishState): Pick<DownloadRequest, 'checksum'> {
    const { checksum: algorithm } = wish
    if (algorithm === undefined) return {}
    const version = server.versionsOf(resource.index).at(-1)?.number ?? 0
    return { checksum: { algorithm, value: digestOf(algorithm, bytesOf(resource, version, user)) } }
  }
}
