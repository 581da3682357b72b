import type {
  DownloadErrorCode,
  Downloader,
  DownloadFile,
  FileCache,
  Platform,
} from '@miniferry/download-core'
import type { SharedKnobs } from '@miniferry/download-simulator'
import type { SimulatedHost } from '../host/create-host.js'
import { createUnreliableHost, type MischiefScene } from '../host/unreliable-host.js'
import { createWatchedPlatform, type RunningTransfers, type TransferWatch } from '../host/watched-platform.js'
import type { WorldPlan } from '../plan/world-plan.js'
import type { StartLibrary } from '../run/load-library.js'
import type { Random } from '../run/random.js'
import type { Timers } from '../run/virtual-clock.js'
import type { WorldState } from '../run/world-state.js'

/** One run of the app: the library in a memory of its own, over the host. */
export interface RunningApp {
  readonly host: SimulatedHost
  readonly platform: Platform
  readonly downloaders: readonly Downloader[]
  /** Of each of them; `undefined` where it has none. */
  readonly caches: readonly (FileCache | undefined)[]
  /** `downloadFile` of the package, which shares the host's places with the downloaders. */
  readonly downloadFile: DownloadFile
  readonly running: RunningTransfers
  /** Nothing of it runs any more. */
  end(): void
}

/**
 * @param life - which run of the app it is, from 0 on
 */
export function startApp(
  world: WorldState,
  startLibrary: StartLibrary,
  host: SimulatedHost,
  life: number,
  watch: TransferWatch & { lostNews(): void; contradicts: MischiefScene['contradicts']; spoils: Spoils },
): RunningApp {
  const { plan, clock, say } = world
  const timers = clock.createTimers()
  const library = startLibrary(createGlobals(timers, world.random(`app ${life}`), say))
  const unreliable = createUnreliableHost(host, {
    plan: plan.mischief,
    random: world.random(`host ${life}`),
    timers,
    isCalm: () => world.isCalm,
    setFileDelay(milliseconds) {
      host.simulate.knobs.fileDelay = milliseconds
    },
    orphaned: watch.orphaned,
    contradicts: watch.contradicts,
    fileFailed(method, options, payload) {
      if (isExpected(plan, host, method, options, payload)) return
      say('files', () => `${method} ${JSON.stringify(options, shorten)} fails: ${JSON.stringify(payload)}`)
      // What was to be written has to be fetched again.
      world.void()
      // What cannot be moved is left to the host.
      if (method === 'saveFile') watch.orphaned(String(options.tempFilePath))
      else if (method === 'rename') watch.orphaned(String(options.oldPath))
      if (!/^(saveFile|stat)$/.test(method)) world.couldNotClear = true
    },
    lost(method) {
      say('host', () => `will never tell how ${method} ended`)
      watch.lostNews()
    },
  })
  noteSpoiltCalls(host, watch.spoils)
  const running: RunningTransfers = new Set()
  const { parallelDownloads, fileBytes } = plan.phone
  const create =
    plan.phone.platform === 'wechat' ? library.createWechatPlatform : library.createAlipayPlatform
  const own = create(unreliable as never)
  const limits = { ...own.limits, parallelDownloads, fileBytes: Math.min(own.limits.fileBytes, fileBytes) }
  const platform: Platform = { ...own, limits }
  const watched = createWatchedPlatform(platform, running, watch, false)
  const caches = plan.configs.map(({ directory = 'miniferry', cache }) =>
    cache
      ? library.createFileCache({
          ...cache,
          platform: watched,
          directory: `${host.env.USER_DATA_PATH}/${directory}/cache`,
        })
      : undefined,
  )
  return {
    host,
    platform,
    downloaders: plan.configs.map(({ directory, ...config }, index) =>
      library.createDownloader({
        ...config,
        platform: watched,
        cache: caches[index] ?? false,
        ...(directory !== undefined && { directory: `${host.env.USER_DATA_PATH}/${directory}` }),
      }),
    ),
    caches,
    downloadFile: library.createDownloadFile(createWatchedPlatform(platform, running, watch, true)),
    running,
    end: timers.end,
  }
}

/** A transfer will fail, or say nothing, though network and server are well. */
type Spoils = (url: string, codes: readonly DownloadErrorCode[]) => void

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
function noteSpoiltCalls({ simulate }: SimulatedHost, spoils: Spoils): void {
  const { knobs } = simulate
  simulate.answer(({ api, url, count }) => {
    const { failEvery, failWith } = knobs
    const isOfThisApi = api === 'downloadFile' || !/^(empty|save|temporary-full)$/.test(failWith)
    if (count % failEvery === 0 && isOfThisApi) spoils(url, phoneFailures[failWith])
    return undefined
  })
}

/** What an app has of time and chance. */
function createGlobals(timers: Timers, random: Random, say: WorldState['say']): Parameters<StartLibrary>[0] {
  return {
    setTimeout: timers.setTimeout,
    clearTimeout: timers.clearTimeout,
    Date: { now: () => Math.floor(timers.now()), parse: Date.parse },
    Math: Object.create(Math, { random: { value: random.fraction } }) as Math,
    console: { warn: (message) => say('app', () => message) },
  }
}

/** What fails only because there is something, or nothing, at a path is no trouble: the library expects it. */
function isExpected(
  { phone: { knobs } }: WorldPlan,
  { simulate }: SimulatedHost,
  method: string,
  { newPath }: Readonly<Record<string, unknown>>,
  payload: object,
): boolean {
  const { errCode, error = errCode, errMsg, errorMessage = errMsg } = payload as FileFailure
  if ((/mkdir|rename/.test(method) ? [1301005, 10025] : [1300002, 10022]).includes(Number(error))) return true
  // Some hosts do not tell it from any other failure: then the disk does.
  const isUnnumbered = error === undefined || error === 3
  const isVague = isUnnumbered && knobs.fileWords !== undefined && errorMessage?.startsWith(`${method}:fail`)
  if (!isVague || /saveFile|appendFile/.test(method)) return false
  return method !== 'rename' || simulate.readFile(String(newPath)) !== undefined
}

interface FileFailure {
  readonly errCode?: number
  readonly error?: number
  readonly errMsg?: string
  readonly errorMessage?: string
}

function shorten(_name: string, value: unknown): unknown {
  if (value instanceof ArrayBuffer) return `${value.byteLength} bytes`
  return typeof value === 'string' && value.length > 90 ? `${value.slice(0, 90)}…` : value
}
