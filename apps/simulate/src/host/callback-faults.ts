import type { Timers } from '../run/clock.js'
import type { Random } from '../run/random.js'
import type { Headers } from '../server/web-server.js'

/** How unreliably the host calls back, besides what its knobs make of it. Milliseconds are the most that a single callback takes. */
export interface CallbackFaults {
  /** Of a file call until it is done. Each takes its own time, so calls overtake each other. */
  readonly fileDelay: number
  /** Of a file call, from when it is done until that is told. */
  readonly fileNews: number
  /** Of the end of a download or request until it is told. */
  readonly outcomeNews: number
  /** Of a progress event: later ones overtake it. */
  readonly progressNews: number
  /** How often something is told twice, or its contrary after it. */
  readonly repeats: number
  /** How often a failure is told first, where the file has come. */
  readonly contradicts: number
  /** How often a file call is never told about. Nobody can go on from there, until the app is killed. */
  readonly loses: number
  /** How the host says on which network it is. */
  readonly networkAnswer: 'prompt' | 'late' | 'never'
}

/** What the wrapper has to know, and what it tells. */
export interface CallbackContext {
  readonly faults: CallbackFaults
  readonly random: Random
  /** Of the app: what is late when it is killed never comes. */
  readonly timers: Timers
  /** Whether faults have stopped. */
  isCalm(): boolean
  setFileDelay(milliseconds: number): void
  /** The app is told of a failure that is none. */
  contradicts(url: string, header: Headers): void
  /** Nobody will ever hear of this file of the host's. */
  orphaned(path: string): void
  fileFailed(method: string, options: Readonly<Record<string, unknown>>, payload: object): void
  /** A file call will never be told about. */
  lost(method: string): void
}

type Callback = (payload: object) => void
type Options = Readonly<Record<string, unknown>> & { success?: Callback; fail?: Callback }
type Method = (options: Options) => unknown

/**
 * The host with callbacks that come late, twice, in another order, one after its contrary, or not at all. It does what it was asked for all the
 * same. A file call tells one thing only: a wrong one would be a broken disk, and that is the disk's part.
 */
export function withCallbackFaults<Host extends object>(host: Host, context: CallbackContext): Host {
  const members = host as Record<string, unknown>
  const wrapped: Record<string, unknown> = { ...members }
  const wrap = (name: string, wrapper: (method: Method, context: CallbackContext) => Method): void => {
    const method = members[name]
    if (typeof method === 'function') wrapped[name] = wrapper(method.bind(host), context)
  }
  wrap('downloadFile', unreliableTransfer)
  wrap('request', unreliableTransfer)
  wrap('getNetworkType', slowAnswer)
  wrap('getFileSystemManager', (method) => {
    const manager = unreliableFiles(method({}) as object, context)
    return () => manager
  })
  return wrapped as Host
}

function unreliableTransfer(method: Method, context: CallbackContext): Method {
  const { faults, random, timers, isCalm, orphaned, contradicts } = context
  const late = (most: number, tell: () => void): void => {
    if (most === 0 || isCalm()) tell()
    else timers.setTimeout(tell, random.integer(0, most))
  }
  return (options) => {
    const { success, fail, header, headers = header } = options
    /** The host's own knobs may call more than once; what they say later stays later. */
    let isTold = false
    const tell = (first: Callback | undefined, second: Callback | undefined, payload: object): void => {
      if (isTold) {
        timers.setTimeout(() => first?.(payload), faults.outcomeNews)
        return
      }
      isTold = true
      const isContradicted = first === success && !isCalm() && random.chance(faults.contradicts)
      late(faults.outcomeNews, () => {
        if (isContradicted) {
          contradicts(String(options.url), Object(headers))
          const { tempFilePath, apFilePath, filePath } = payload as Record<string, unknown>
          for (const path of [tempFilePath, apFilePath, filePath])
            if (typeof path === 'string') orphaned(path)
          fail?.({ errMsg: 'downloadFile:fail socket hang up', error: 12, errorMessage: '下载失败' })
        }
        first?.(payload)
      })
      if (random.chance(faults.repeats)) {
        const again = random.chance(0.5) ? first : second
        timers.setTimeout(() => again?.(payload), faults.outcomeNews + random.integer(0, 3000))
      }
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

function slowAnswer(method: Method, { faults, random, timers, isCalm }: CallbackContext): Method {
  const later = (callback: Callback | undefined): Callback => {
    return (payload) => timers.setTimeout(() => callback?.(payload), random.integer(0, 3000))
  }
  return (options) => {
    if (faults.networkAnswer === 'prompt' || isCalm()) return method(options)
    if (faults.networkAnswer === 'never') return undefined
    return method({ ...options, success: later(options.success), fail: later(options.fail) })
  }
}

function unreliableFiles(manager: object, context: CallbackContext): object {
  const { faults, random, timers, isCalm, setFileDelay, fileFailed, lost } = context
  const wrap = (name: string, method: Method): Method => {
    return (options) => {
      const isLost = !isCalm() && random.chance(faults.loses)
      if (isLost) lost(name)
      const news = (callback: Callback | undefined): Callback => {
        return (payload) => {
          if (callback === options.fail) fileFailed(name, options, payload)
          if (isLost) return
          if (isCalm() || faults.fileNews === 0) callback?.(payload)
          else timers.setTimeout(() => callback?.(payload), random.integer(0, faults.fileNews))
          if (random.chance(faults.repeats))
            timers.setTimeout(() => callback?.(payload), random.integer(0, 1000))
        }
      }
      setFileDelay(isCalm() || faults.fileDelay === 0 ? 0 : random.integer(0, faults.fileDelay))
      return method.call(manager, { ...options, success: news(options.success), fail: news(options.fail) })
    }
  }
  const methods = Object.entries(manager).filter(([name]) => !name.endsWith('Sync'))
  return Object.fromEntries(methods.map(([name, method]) => [name, wrap(name, method as Method)]))
}
