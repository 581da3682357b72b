import type { DownloadErrorCode, Platform } from '@miniferry/download-core'
import type { SharedKnobs } from '@miniferry/download-simulator'
import { withCallbackFaults } from '../host/callback-faults.js'
import type { SimulatedHost } from '../host/host.js'
import {
  createObservedPlatform,
  type PlatformObserver,
  type Told,
  type Transfer,
} from '../host/observed-platform.js'
import { checkSecrecy } from '../invariants/check-secrecy.js'
import type { StartLibrary } from '../run/library.js'
import { markOf } from '../run/request-state.js'
import type { RunState } from '../run/run-state.js'
import { createBeforeAttempt } from './before-attempt.js'

export interface LaunchObserver extends Pick<PlatformObserver, 'begins' | 'succeeds'> {
  /** The app has lost a callback, and cannot go on from there. */
  lostNews(): void
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
  const { plan, clock, trace, orphans } = state
  const timers = clock.createTimers()
  const { fraction } = state.random(`app ${index}`)
  // What an app has of time and chance.
  const library = startLibrary({
    setTimeout: timers.setTimeout,
    clearTimeout: timers.clearTimeout,
    Date: { now: timers.now, parse: Date.parse },
    Math: Object.create(Math, { random: { value: fraction } }) as Math,
    console: {
      warn(message) {
        trace('app', () => message)
        checkSecrecy(state, 'a warning', message)
      },
    },
  })
  const random = state.random(`host ${index}`)
  const unreliable = withCallbackFaults({ state, host, random, timers, lostNews: observer.lostNews })
  noteSpoiltCalls(state, host)
  const { parallelDownloads, fileBytes, platform: name } = plan.phone
  const create = name === 'wechat' ? library.createWechatPlatform : library.createAlipayPlatform
  const own = create(unreliable as never)
  const limits = { ...own.limits, parallelDownloads, fileBytes: Math.min(own.limits.fileBytes, fileBytes) }
  const platform: Platform = { ...own, limits }
  const observed = { ...observer, running: new Set<Transfer>(), orphans, now: timers.now }
  const all: { readonly told: Told }[] = []
  const isSigned = plan.requests.some(({ address }) => address.signer !== undefined)
  const hook = createBeforeAttempt(state, index, timers, (downloader) => all[downloader]?.told)
  const isSigning = (downloader: number): boolean =>
    plan.requests.some(
      ({ address, downloader: own }) => own === downloader && address.signer === 'downloader',
    )
  const downloaders = plan.configs.map(({ directory, cache, ...config }, place) => {
    const told: Told = { isBackground: false, network: undefined, at: clock.now }
    const ours = createObservedPlatform(platform, observed, told)
    const folder = `${host.env.USER_DATA_PATH}/${directory ?? 'miniferry'}`
    const files = cache && library.createFileCache({ ...cache, platform: ours, directory: `${folder}/cache` })
    const own = {
      ...(directory !== undefined && { directory: folder }),
      ...(isSigning(place) && { beforeAttempt: hook }),
    }
    const downloader = library.createDownloader({ ...config, ...own, platform: ours, cache: files })
    all.push({ told })
    return { told, files, downloader }
  })
  return {
    host,
    index,
    /** Of the app; nothing where no address is signed. */
    ...(isSigned && { beforeAttempt: hook }),
    platform,
    downloaders: downloaders.map(({ downloader }) => downloader),
    /** Of each downloader; `undefined` where it has none. */
    caches: downloaders.map(({ files }) => files || undefined),
    told: downloaders.map(({ told }) => told),
    /** `downloadFile` of the package, which shares the host's places with the downloaders. */
    downloadFile: library.createDownloadFile(createObservedPlatform(platform, observed)),
    running: observed.running,
    /** Nothing of it runs any more. */
    end: timers.end,
  }
}

/** How a download may end because the phone itself fails so. */
const phoneFailures: Readonly<Record<SharedKnobs['failWith'], DownloadErrorCode>> = {
  unknown: 'unknown',
  'connection-abort': 'network',
  empty: 'network',
  save: 'file-system',
  'temporary-full': 'storage-full',
  silence: 'timeout',
}

/** Notes each call that the host is going to spoil, though network and server are well: its rules are asked before it does. */
function noteSpoiltCalls(state: RunState, { simulate }: SimulatedHost): void {
  simulate.answer(({ api, url, count }) => {
    const { failEvery, failWith } = simulate.knobs
    const isOfThisApi = api === 'downloadFile' || !/^(empty|save|temporary-full)$/.test(failWith)
    if (count % failEvery !== 0 || !isOfThisApi) return undefined
    // The host does not tell which user it is.
    const concerned = state.requests.filter(({ request }) => request.mark === markOf(url))
    for (const request of concerned) state.allow([phoneFailures[failWith]], request)
    return undefined
  })
}
