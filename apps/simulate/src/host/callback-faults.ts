import type { Timers } from '../run/clock.js'
import type { Random } from '../run/random.js'
import { findRequest } from '../run/request-state.js'
import type { RunState } from '../run/run-state.js'
import type { SimulatedHost } from './host.js'

interface Context {
  readonly state: RunState
  readonly host: SimulatedHost
  readonly random: Random
  /** Of the app: what is late when it is killed never comes. */
  readonly timers: Timers
  /** A file call will never be told about. */
  lostNews(): void
}

type Callback = (payload: object) => void
type Options = Readonly<Record<string, unknown>> & { success?: Callback; fail?: Callback }
type Method = (options: Options) => unknown

/**
 * The host with callbacks that come late, twice, in another order, one after its contrary, or not at all. It does what it was asked for all the
 * same. A file call tells one thing only: a wrong one would be a broken disk, and that is the disk's part.
 */
export function withCallbackFaults(context: Context): SimulatedHost {
  const { host } = context
  const wrapped = new Map<string, unknown>(Object.entries(host))
  const wrap = (name: string, wrapper: (method: Method, context: Context) => Method): void => {
    const method = wrapped.get(name)
    if (typeof method === 'function') wrapped.set(name, wrapper(method.bind(host), context))
  }
  wrap('downloadFile', unreliableTransfer)
  wrap('request', unreliableTransfer)
  wrap('getNetworkType', slowAnswer)
  wrap('getFileSystemManager', (method) => {
    const manager = unreliableFiles(method({}) as object, context)
    return () => manager
  })
  return Object.fromEntries(wrapped) as unknown as SimulatedHost
}

function unreliableTransfer(method: Method, { state, random, timers }: Context): Method {
  const faults = state.plan.callbacks
  const late = (most: number, tell: () => void): void => {
    if (most === 0 || state.isCalm) tell()
    else timers.setTimeout(tell, random.integer(0, most))
  }
  /** The app is told of a failure that is none; nobody will ever hear of the file. */
  const contradict = ({ url, fail, header, headers = header }: Options, payload: object): void => {
    state.allow(['network'], findRequest(state.requests, String(url), Object(headers)))
    const { tempFilePath, apFilePath, filePath } = payload as Record<string, unknown>
    for (const path of [tempFilePath, apFilePath, filePath])
      if (typeof path === 'string') state.orphans.add(path)
    fail?.({ errMsg: 'downloadFile:fail socket hang up', error: 12, errorMessage: '下载失败' })
  }
  return (options) => {
    const { success, fail } = options
    /** The host's own knobs may call more than once; what they say later stays later. */
    let isTold = false
    const tell = (first: Callback | undefined, second: Callback | undefined, payload: object): void => {
      if (isTold) {
        timers.setTimeout(() => first?.(payload), faults.outcomeNews)
        return
      }
      isTold = true
      const isContradicted = first === success && !state.isCalm && random.chance(faults.contradicts)
      late(faults.outcomeNews, () => {
        if (isContradicted) contradict(options, payload)
        first?.(payload)
      })
      if (!random.chance(faults.repeats)) return
      const again = random.chance(0.5) ? first : second
      timers.setTimeout(() => again?.(payload), faults.outcomeNews + random.integer(0, 3000))
    }
    const task = method({
      ...options,
      success: (payload) => tell(success, fail, payload),
      fail: (payload) => tell(fail, success, payload),
    })
    const { onProgressUpdate } = Object(task) as { onProgressUpdate?: (listener: Callback) => void }
    if (onProgressUpdate === undefined || faults.progressNews === 0) return task
    const delayed = (listener: Callback): void =>
      onProgressUpdate((event: object) => late(faults.progressNews, () => listener(event)))
    return Object.assign(task as object, { onProgressUpdate: delayed })
  }
}

function slowAnswer(method: Method, { state, random, timers }: Context): Method {
  const { networkAnswer } = state.plan.callbacks
  const later = (callback?: Callback): Callback => {
    return (payload) => timers.setTimeout(() => callback?.(payload), random.integer(0, 3000))
  }
  return (options) => {
    if (networkAnswer === 'prompt' || state.isCalm) return method(options)
    if (networkAnswer === 'never') return undefined
    return method({ ...options, success: later(options.success), fail: later(options.fail) })
  }
}

function unreliableFiles(manager: object, context: Context): object {
  const { state, host, random, timers, lostNews } = context
  const faults = state.plan.callbacks
  const wrap = (name: string, method: Method): Method => {
    return (options) => {
      const isLost = !state.isCalm && random.chance(faults.loses)
      if (isLost) {
        state.trace('host', () => `will never tell how ${name} ended`)
        lostNews()
      }
      const news = (callback?: Callback): Callback => {
        return (payload) => {
          if (callback === options.fail) noteFailure(context, name, options, payload)
          if (isLost) return
          if (state.isCalm || faults.fileNews === 0) callback?.(payload)
          else timers.setTimeout(() => callback?.(payload), random.integer(0, faults.fileNews))
          if (random.chance(faults.repeats))
            timers.setTimeout(() => callback?.(payload), random.integer(0, 1000))
        }
      }
      host.simulate.knobs.fileDelay = state.isCalm ? 0 : random.integer(0, faults.fileDelay)
      return method.call(manager, { ...options, success: news(options.success), fail: news(options.fail) })
    }
  }
  const methods = Object.entries(manager).filter(([name]) => !name.endsWith('Sync'))
  return Object.fromEntries(methods.map(([name, method]) => [name, wrap(name, method as Method)]))
}

/** A file call has failed: what was to be written has to be fetched again, and what cannot be moved is left to the host. */
function noteFailure({ state, host }: Context, method: string, options: Options, payload: object): void {
  if (isExpected(state, host, method, options, payload)) return
  state.trace(
    'files',
    () => `${method} ${JSON.stringify(options, shorten)} fails: ${JSON.stringify(payload)}`,
  )
  state.allowRestart()
  if (method === 'saveFile') state.orphans.add(String(options.tempFilePath))
  else if (method === 'rename') state.orphans.add(String(options.oldPath))
  if (!/^(saveFile|stat)$/.test(method)) state.couldNotClean = true
}

/** What fails only because there is something, or nothing, at a path is no trouble: the library expects it. */
function isExpected(
  { plan }: RunState,
  { simulate }: SimulatedHost,
  method: string,
  { newPath }: Options,
  payload: object,
): boolean {
  const { errCode, error = errCode, errMsg, errorMessage = errMsg } = payload as Record<string, unknown>
  const numbers = /mkdir|rename/.test(method) ? [1301005, 10025] : [1300002, 10022]
  if (numbers.includes(Number(error))) return true
  // Some hosts do not tell it from any other failure: then the disk does.
  const isUnnumbered = plan.phone.knobs.fileWords !== undefined && (error === undefined || error === 3)
  const isVague = isUnnumbered && `${errorMessage}`.startsWith(`${method}:fail`)
  if (!isVague || /saveFile|appendFile/.test(method)) return false
  return method !== 'rename' || simulate.readFile(String(newPath)) !== undefined
}

function shorten(_name: string, value: unknown): unknown {
  if (value instanceof ArrayBuffer) return `${value.byteLength} bytes`
  return typeof value === 'string' && value.length > 90 ? `${value.slice(0, 90)}…` : value
}
