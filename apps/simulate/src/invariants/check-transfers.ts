import type { NativeResult } from '@miniferry/download-core'
import type { App } from '../app/app.js'
import { isUnfinished } from '../app/handle.js'
import { nameOf } from '../host/observed-disk.js'
import type { Told, Transfer } from '../host/observed-platform.js'
import { findRequest, markOf, type RequestState } from '../run/request-state.js'
import type { RunState } from '../run/run-state.js'
import { askedRange } from '../server/web-server.js'

type Network = 'any' | 'wifi' | undefined

/** Compares a native transfer that is about to begin with all that forbids it. */
export function checkBegin(state: RunState, app: App, { told, request, api }: Transfer): void {
  const { check, plan, requests } = state
  if (told === undefined) return
  const { parallelDownloads, knobs } = plan.phone
  const { size } = app.running
  const words = (): string => `a transfer begins beside ${size}, where ${parallelDownloads} are allowed`
  check(size < parallelDownloads, 'limits', words)
  const asked = findRequest(requests, request.url, request.header)
  if (asked === undefined) return
  // What was aborted goes on where the host cannot abort, and takes a place.
  if (app.host.simulate.tasks.length > size) state.allow(['too-many', 'timeout', 'stalled'], asked)
  // Where the host lets it wait in a queue of its own, of which the library does not know, it takes as long as what is before it.
  const { parallelLimit = Number.POSITIVE_INFINITY, parallelOverflow, parallelSameUrl } = knobs
  const isOfUrl = [...app.running].some((other) => other.request.url === request.url)
  const waitsInHost =
    (parallelOverflow === 'queue' && size >= parallelLimit) ||
    (parallelSameUrl === 'queue' && api === 'downloadFile' && isOfUrl)
  if (waitsInHost) state.allow(['timeout', 'stalled'], asked)
  const { downloader, index, options } = asked.request
  const { network = plan.configs[downloader]?.network } = options
  const isForbidden = told.isBackground || isWrong(told, network)
  const where = told.isBackground ? 'in the background' : `on ${told.network}, wants ${network}`
  check(!isForbidden, 'nothing runs unneeded', `download ${index} begins ${where}`)
}

function isWrong({ network }: Told, wanted: Network): boolean {
  return network === 'none' || (wanted === 'wifi' && network !== undefined && network !== 'wifi')
}

/** Longer than a downloader waits until it asks the host again, and than any callback is late: milliseconds. */
const longestIdle = 20_000

/** After each step: who runs is wanted, there are not too many, and who could go on does. */
export function checkRunning({ check, plan, clock }: RunState, app: App): void {
  const unfinished = app.handles.filter(isUnfinished)
  const active = unfinished.filter(({ download }) => download.state === 'active')
  for (const { told, request } of app.running) {
    const isWanted =
      told === undefined || active.some(({ download }) => markOf(download.url) === markOf(request.url))
    check(isWanted, 'nothing runs unneeded', () => `a transfer of ${request.url}`)
  }
  const free = plan.configs.map(({ concurrency = 6 }, index) => {
    const own = active.filter(({ state }) => state.request.downloader === index)
    const { size } = new Set(own.map(({ download }) => download.id))
    check(size <= concurrency, 'limits', () => `${size} downloads at a time, of ${concurrency}`)
    return Math.min(concurrency, plan.phone.parallelDownloads) - size
  })
  const { parallelDownloads, knobs } = plan.phone
  const isFull = app.running.size >= Math.min(parallelDownloads, knobs.parallelLimit ?? parallelDownloads)
  for (const handle of unfinished) {
    const { state, waitingFor } = handle.download
    const { downloader, options, index } = handle.state.request
    const told = app.told[downloader] as Told
    const { network = plan.configs[downloader]?.network } = options
    // Who wants Wi-Fi has to be told of it.
    const isOpen =
      !told.isBackground && !isWrong(told, network) && (network !== 'wifi' || told.network === 'wifi')
    const isTurn = state === 'queued' && !isFull && (free[downloader] ?? 0) > 0
    if (!isOpen || !(isTurn || waitingFor === 'network' || waitingFor === 'foreground')) {
      handle.idleSince = undefined
      continue
    }
    handle.idleSince ??= clock.now
    const idle = clock.now - Math.max(handle.idleSince, told.at)
    check(
      idle <= longestIdle,
      'all that can finish finishes',
      () => `download ${index} is ${state} for ${waitingFor ?? 'its turn'}, though nothing is in its way`,
    )
  }
}

/** Notes what the library has got: what has come well may be of no use because of the host. */
export function noteSuccess(
  state: RunState,
  owners: Map<string, RequestState>,
  transfer: Transfer,
  result: NativeResult,
): void {
  const { request, api, hasHeader } = transfer
  const { tempFilePath, statusCode, header } = result
  const asked = findRequest(state.requests, request.url, request.header)
  const isGood = statusCode === undefined || (Number(statusCode) >= 200 && Number(statusCode) < 300)
  const { knobs } = state.plan.phone
  if (api === 'downloadFile' && isGood && !tempFilePath) {
    // Clients that never name a file have nothing to succeed with; those that name one for 200 only, nothing of a part that nobody has asked for.
    const isHopeless = knobs.resultPaths === 'none' || request.header?.Range === undefined
    if (isHopeless) state.allow(['unknown'], asked)
    return
  }
  if (asked === undefined) return
  // After a queue of the host some tell no headers: nobody can say which part a part is, or of which version a whole file.
  const isUnlabelled = knobs.queuedTask === 'detached' && !hasHeader && header === undefined
  if (isUnlabelled && statusCode === 206) state.allowRestart(asked)
  else if (isUnlabelled) state.allow(['integrity'], asked)
  if (knobs.temporaryNames === 'url' && typeof tempFilePath === 'string') {
    // A second file in the place of the first: both are nobody's.
    const other = owners.get(nameOf(tempFilePath))
    for (const one of other === undefined ? [] : [asked, other]) {
      state.allowRestart(one)
      state.allow(['integrity'], one)
    }
    owners.set(nameOf(tempFilePath), asked)
  }
  const range = askedRange({ range: request.header?.Range ?? '' })
  const last = asked.cycle.exchanges.findLast(
    (exchange) => exchange.asked?.start === range?.start && exchange.asked?.end === range?.end,
  )
  if (last !== undefined) last.isHeard = true
}
