import { createHash } from 'node:crypto'
import type {
  CacheRequest,
  Download,
  DownloadError,
  DownloadFileResult,
  DownloadRequest,
  DownloadResult,
} from '@miniferry/download-core'
import { checkSecrecy } from '../invariants/check-secrecy.js'
import { createSum } from '../plan/downloads.js'
import type { CacheCall } from '../plan/events.js'
import { addressOf, createNextCycle, markOf, type RequestState } from '../run/request-state.js'
import { allowedNow, type RunState } from '../run/run-state.js'
import { bytesOf } from '../server/resource.js'
import { secretOfApp } from '../server/signatures.js'
import { createDirectDownloads, type DirectDownload } from './direct-downloads.js'
import { followDownload, type Handle, isUnfinished } from './handle.js'
import type { Launch } from './launch.js'

/** Who wants to hear how the downloads of an app end. */
export interface AppObserver {
  ended(handle: Handle): void
  /** One of its own calls of `downloadFile` has succeeded. */
  directSucceeded(download: DirectDownload, result: DownloadFileResult): void
}

type Outcome = DownloadResult | DownloadError

/** Bytes that a cache may hold after the app has made it smaller. */
const newBudget = 10_000

export type App = ReturnType<typeof createApp>

/** What the app does with its downloads in one of its launches. */
export function createApp(state: RunState, launch: Launch, observer: AppObserver) {
  const { clock, trace, check, requests } = state
  const { downloaders, host, caches } = launch
  const handles: Handle[] = []
  const resized = new Map<number, number>()
  const early = new Map<object, Outcome[]>()
  const heardOf = new Map<object, (what: string, outcome: Outcome) => void>()

  const unfinishedOf = (request: RequestState): Handle[] =>
    handles.filter((handle) => handle.state === request && isUnfinished(handle))
  const requestsOf = (index: number): RequestState[] =>
    requests.filter(({ request }) => request.downloader === index)
  const rivalsOf = ({ request: { filePath, index } }: RequestState): RequestState[] =>
    requests.filter(
      ({ request }) => request.filePath && request.filePath === filePath && request.index !== index,
    )

  /** A request that nobody waits for begins anew; a restored one may be as old as before, and expect what it expected then. */
  const begin = (request: RequestState, isRestored: boolean): void => {
    const { cycle, isWanted, isDone } = request
    if (unfinishedOf(request).length === 0 && (!isWanted || isDone || cycle.isOver)) {
      const since = isRestored ? cycle.since : clock.now
      const allowed = [...allowedNow(state), ...(isRestored ? cycle.allowed : [])]
      request.cycle = createNextCycle(request, since, allowed)
    }
    // What is kept at this path is of another file, and makes room for this one.
    for (const rival of rivalsOf(request)) rival.cycle.keepsPart = false
    Object.assign(request, { isWanted: true, isDone: false, isDeleted: false })
  }
  const add = (
    request: RequestState,
    download: Download,
    facts: Pick<Handle, 'hadRival' | 'isRestored' | 'checksum' | 'abortBySignal'>,
  ): void => {
    const nothing = { outcome: undefined, isAborted: false, idleSince: undefined, heard: [] }
    const handle: Handle = { ...facts, ...nothing, state: request, since: clock.now, download }
    handles.push(handle)
    const heard = followDownload(state, handle, observer.ended)
    heardOf.set(download, heard)
    for (const outcome of early.get(download) ?? []) heard('event', outcome)
  }
  /** What is refused is told of before the call has returned. */
  const hearEvent = (download: object, outcome: Outcome): void => {
    const heard = heardOf.get(download)
    if (heard) heard('event', outcome)
    else early.set(download, [...(early.get(download) ?? []), outcome])
  }
  for (const downloader of downloaders) {
    downloader.on('success', ({ download, result }) => hearEvent(download, result))
    downloader.on('fail', ({ download, error }) => hearEvent(download, error))
    for (const event of ['success', 'fail', 'retry', 'wait', 'state'] as const)
      downloader.on(event, (payload) => checkSecrecy(state, `event ${event}`, payload))
  }
  let addresses = 0
  /** Each time another one, where a key says what the file is. */
  const freshAddress = ({ request, url }: RequestState): string => {
    const { hasKey, signer } = request.address
    if (!hasKey) return url
    addresses += 1
    const signature = signer === 'app' ? `&sig=${state.signatures.issue(secretOfApp)}` : ''
    return addressOf(request, `&a=${launch.index}-${addresses}${signature}`)
  }

  return {
    ...launch,
    handles: handles as readonly Handle[],
    /** What the caches may hold, in bytes, where the app has changed that. */
    resized: resized as ReadonlyMap<number, number>,
    ask(request: RequestState): void {
      const { options, filePath, index, downloader, checksum, address } = request.request
      // Whether a download of the same file, or to the same place, is unfinished.
      const marks = [request, ...rivalsOf(request)].map(({ request }) => request.mark)
      const hadRival = downloaders.some(({ downloads }) =>
        downloads.some(({ url }) => marks.includes(markOf(url))),
      )
      begin(request, false)
      // With another checksum it is another transfer, which may begin anew as well.
      if (hadRival && checksum !== undefined) {
        request.cycle.restarts += 2
        request.cycle.isDouble = true
      }
      const controller = new AbortController()
      let download: Download | undefined
      const hear = (what: string) => (outcome: Outcome) => download && heardOf.get(download)?.(what, outcome)
      request.url = freshAddress(request)
      const given: DownloadRequest = {
        ...options,
        url: request.url,
        ...(filePath !== undefined && { filePath: `${host.env.USER_DATA_PATH}/${filePath}` }),
        ...(address.directory !== undefined && {
          directory: `${host.env.USER_DATA_PATH}/${address.directory}`,
        }),
        ...keyOf(request),
        ...(launch.beforeAttempt && { meta: { request: index } }),
        ...(address.signer === 'request' && { beforeAttempt: launch.beforeAttempt }),
        ...checksumOf(state, request),
        signal: controller.signal,
        success: hear('success'),
        fail: hear('fail'),
        complete: hear('complete'),
      }
      trace('app', () => `asks for ${index}: ${JSON.stringify(given)}`)
      download = downloaders[downloader]?.download(given)
      if (download === undefined) throw new Error('no such downloader')
      const abortBySignal = (): void => controller.abort('no longer needed')
      add(request, download, { hadRival, isRestored: false, checksum: given.checksum, abortBySignal })
    },
    pause(request: RequestState): void {
      request.cycle.pauses += 1
      for (const { download } of unfinishedOf(request)) download.pause()
    },
    resume(request: RequestState): void {
      for (const { download } of unfinishedOf(request)) download.resume()
    },
    /** Of those who wait for it, the first one leaves. */
    abort(request: RequestState, how: 'abort' | 'signal'): void {
      const [handle, ...others] = unfinishedOf(request)
      if (handle === undefined) return
      handle.isAborted = true
      state.unheardFiles += 1
      if (others.length === 0) request.isWanted = false
      if (how === 'abort' || handle.isRestored) handle.download.abort()
      else handle.abortBySignal()
    },
    pauseAll(index: number): void {
      for (const { cycle } of requestsOf(index)) cycle.pauses += 1
      downloaders[index]?.pause()
    },
    resumeAll: (index: number): void => downloaders[index]?.resume(),
    abortAll(index: number): void {
      for (const handle of requestsOf(index).flatMap(unfinishedOf)) {
        handle.isAborted = true
        state.unheardFiles += 1
        handle.state.isWanted = false
      }
      downloaders[index]?.abort()
    },
    async restore(index: number): Promise<void> {
      const restored = await downloaders[index]?.restore().catch((error: unknown): Download[] => {
        check(state.couldNotClean, 'no exception escapes', `restore: ${error}`)
        return []
      })
      for (const download of restored ?? []) {
        trace('app', () => `restored ${download.url}`)
        const mark = markOf(download.url)
        const request = requests.find(({ request, hasPlace }) => hasPlace && request.mark === mark)
        if (request === undefined) {
          check(false, 'no other file is touched', `${download.url} is restored, which was not asked for`)
          continue
        }
        const hasMeta = !launch.beforeAttempt || download.meta?.request === request.request.index
        check(hasMeta, 'one outcome', `${download.url} is restored with ${JSON.stringify(download.meta)}`)
        const hadRival = unfinishedOf(request).length > 0
        begin(request, true)
        add(request, download, { hadRival, isRestored: true, checksum: undefined, abortBySignal() {} })
      }
    },
    callCache(call: CacheCall, asked: RequestState): void {
      const { downloader, mark } = asked.request
      const cache = caches[downloader]
      if (cache === undefined) return
      const isRemoval = call === 'delete' || call === 'clear'
      const concerned =
        call === 'clear' ? requestsOf(downloader) : requests.filter(({ request }) => request.mark === mark)
      if (isRemoval) state.clearedAt = clock.now
      if (isRemoval || call === 'unpin')
        for (const request of concerned)
          Object.assign(request, { isPinned: false, unpins: request.unpins + 1 })
      if (call === 'shrink') resized.set(downloader, newBudget)
      const { unpins } = asked
      const made: Promise<unknown> =
        call === 'shrink' ? cache.resize(newBudget) : cache[call](cacheRequest(asked) as never)
      made.then(
        (value) => {
          trace('app', () => `cache.${call}: ${JSON.stringify(value)}`)
          if (call === 'pin') asked.isPinned = value === true && unpins === asked.unpins
          for (const request of isRemoval ? concerned : []) {
            const isAsked = unfinishedOf(request).length > 0
            request.isDeleted = (call === 'clear' || request === asked) && !isAsked
          }
        },
        (error) => {
          // An index that is lost while it is opened is told, and written anew with the next call.
          const isAllowed = state.couldNotClean || state.lostAt.size > 0
          check(isAllowed, 'cache', `${call} fails: ${error}`)
        },
      )
    },
    /** Calls of `downloadFile` by the app itself. */
    direct: createDirectDownloads(state, launch, (download, result) => {
      // It is the app that has it now.
      if (result.tempFilePath !== undefined) state.orphans.add(result.tempFilePath)
      observer.directSucceeded(download, result)
    }),
  }
}

/** What names the file of a request in a cache. */
export function cacheRequest(state: RequestState): CacheRequest {
  const { header } = state.request.options
  return { url: state.url, ...(header && { header }), ...keyOf(state) }
}

/** What the file is, whatever its address; who uses a key keeps users apart. */
function keyOf({ request, user }: RequestState): Pick<DownloadRequest, 'key'> {
  return request.address.hasKey ? { key: `file ${request.mark} ${user}` } : {}
}

/** What the file has to be, as far as the app knows: the server's version of today. */
function checksumOf(
  { server }: RunState,
  { request, resource, user }: RequestState,
): Pick<DownloadRequest, 'checksum'> {
  const { checksum: algorithm } = request
  if (algorithm === undefined) return {}
  const version = server.versionsOf(resource.index).at(-1)?.number ?? 0
  return { checksum: { algorithm, value: digestOf(algorithm, bytesOf(resource, version, user)) } }
}

/** Hexadecimal digits of a digest that the hosts compute, or of `sum`, which only the app can. */
export function digestOf(algorithm: string, bytes: Uint8Array): string {
  if (algorithm !== 'sum') return createHash(algorithm).update(bytes).digest('hex')
  const sum = createSum()
  sum.update(bytes)
  return Buffer.from(sum.digest()).toString('hex')
}

/** Whether the file that the server has now is larger than what may be at a path: nobody can help it. */
export function isTooLarge({ plan, server }: RunState, resource: number): boolean {
  const version = server.versionsOf(resource).at(-1)?.number ?? 0
  const { sizes = [] } = plan.resources[resource] ?? {}
  return (sizes[Math.min(version, sizes.length - 1)] ?? 0) > plan.phone.fileBytes
}
