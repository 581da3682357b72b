import type { DownloadErrorCode, Platform } from '@miniferry/download-core'
import type { SharedKnobs } from '@miniferry/download-simulator'
import { type CallbackContext, withCallbackFaults } from '../host/callback-faults.js'
import type { SimulatedHost } from '../host/host.js'
import { createObservedPlatform, type Transfer, type TransferObserver } from '../host/observed-platform.js'
import type { RunPlan } from '../plan/plan.js'
import type { StartLibrary } from '../run/library.js'
import type { RunState } from '../run/run-state.js'

export interface LaunchObserver extends TransferObserver, Pick<CallbackContext, 'contradicts'> {
  /** The app has lost a callback, and cannot go on from there. */
  lostNews(): void
  /** A transfer will fail, or say nothing, though network and server are well. */
  spoils(url: string, codes: readonly DownloadErrorCode[]): void
}

export type Launch = ReturnType<typeof launchApp>

/**
 * One launch of the app: the library in a memory of its own, over the host.
 *
 * @param index - which launch it is, from 0 on
 */
export function launchApp(
  state: RunState,
  startLibrary: StartLibrary,
  host: SimulatedHost,
  index: number,
  observer: LaunchObserver,
) {
  const { plan, clock, trace } = state
  const timers = clock.createTimers()
  const { fraction } = state.random(`app ${index}`)
  // What an app has of time and chance.
  const library = startLibrary({
    setTimeout: timers.setTimeout,
    clearTimeout: timers.clearTimeout,
    Date: { now: timers.now, parse: Date.parse },
    Math: Object.create(Math, { random: { value: fraction } }) as Math,
    console: { warn: (message) => trace('app', () => message) },
  })
  const unreliable = withCallbackFaults(host, {
    faults: plan.callbacks,
    random: state.random(`host ${index}`),
    timers,
    isCalm: () => state.isCalm,
    setFileDelay(milliseconds) {
      host.simulate.knobs.fileDelay = milliseconds
    },
    orphaned: observer.orphaned,
    contradicts: observer.contradicts,
    fileFailed(method, options, payload) {
      if (isExpected(plan, host, method, options, payload)) return
      trace('files', () => `${method} ${JSON.stringify(options, shorten)} fails: ${JSON.stringify(payload)}`)
      // What was to be written has to be fetched again.
      state.allowRestart()
      // What cannot be moved is left to the host.
      if (method === 'saveFile') observer.orphaned(String(options.tempFilePath))
      else if (method === 'rename') observer.orphaned(String(options.oldPath))
      if (!/^(saveFile|stat)$/.test(method)) state.couldNotClean = true
    },
    lost(method) {
      trace('host', () => `will never tell how ${method} ended`)
      observer.lostNews()
    },
  })
  noteSpoiltCalls(host, observer)
  const running = new Set<Transfer>()
  const { parallelDownloads, fileBytes, platform: name } = plan.phone
  const create = name === 'wechat' ? library.createWechatPlatform : library.createAlipayPlatform
  const own = create(unreliable as never)
  const limits = { ...own.limits, parallelDownloads, fileBytes: Math.min(own.limits.fileBytes, fileBytes) }
  const platform: Platform = { ...own, limits }
  const observed = createObservedPlatform(platform, running, observer, false)
  const folderOf = (directory: string): string => `${host.env.USER_DATA_PATH}/${directory}`
  const caches = plan.configs.map(({ directory = 'miniferry', cache }) => {
    const options = { ...cache, platform: observed, directory: `${folderOf(directory)}/cache` }
    return cache ? library.createFileCache({ ...options, maxBytes: cache.maxBytes }) : undefined
  })
  return {
    host,
    platform,
    downloaders: plan.configs.map(({ directory, ...config }, place) =>
      library.createDownloader({
        ...config,
        platform: observed,
        cache: caches[place] ?? false,
        ...(directory !== undefined && { directory: folderOf(directory) }),
      }),
    ),
    /** Of each downloader; `undefined` where it has none. */
    caches,
    /** `downloadFile` of the package, which shares the host's places with the downloaders. */
    downloadFile: library.createDownloadFile(createObservedPlatform(platform, running, observer, true)),
    running,
    /** Nothing of it runs any more. */
    end: timers.end,
  }
}

/** How a download may end because the phone itself fails so. */
const phoneFailures: Readonly<Record<SharedKnobs['failWith'], readonly DownloadErrorCode[]>> = {
  unknown: ['unknown'],
  'connection-abort': ['network'],
  empty: ['network'],
  save: ['file-system'],
  'temporary-full': ['storage-full'],
  silence: ['timeout'],
}

/** Tells each call that the host is going to spoil: its rules are asked before it does. */
function noteSpoiltCalls({ simulate }: SimulatedHost, { spoils }: LaunchObserver): void {
  simulate.answer(({ api, url, count }) => {
    const { failEvery, failWith } = simulate.knobs
    const isOfThisApi = api === 'downloadFile' || !/^(empty|save|temporary-full)$/.test(failWith)
    if (count % failEvery === 0 && isOfThisApi) spoils(url, phoneFailures[failWith])
    return undefined
  })
}

/** What fails only because there is something, or nothing, at a path is no trouble: the library expects it. */
function isExpected(
  { phone: { knobs } }: RunPlan,
  { simulate }: SimulatedHost,
  method: string,
  { newPath }: Readonly<Record<string, unknown>>,
  payload: object,
): boolean {
  const { errCode, error = errCode, errMsg, errorMessage = errMsg } = payload as Record<string, unknown>
  if ((/mkdir|rename/.test(method) ? [1301005, 10025] : [1300002, 10022]).includes(Number(error))) return true
  // Some hosts do not tell it from any other failure: then the disk does.
  const isUnnumbered = error === undefined || error === 3
  const isVague =
    isUnnumbered && knobs.fileWords !== undefined && `${errorMessage}`.startsWith(`${method}:fail`)
  if (!isVague || /saveFile|appendFile/.test(method)) return false
  return method !== 'rename' || simulate.readFile(String(newPath)) !== undefined
}

function shorten(_name: string, value: unknown): unknown {
  if (value instanceof ArrayBuffer) return `${value.byteLength} bytes`
  return typeof value === 'string' && value.length > 90 ? `${value.slice(0, 90)}…` : value
}
