import type { MischiefPlan } from '../plan/draw-mischief.js'
import type { Random } from '../run/random.js'
import type { Timers } from '../run/virtual-clock.js'

/** What the wrapper has to know, and what it tells. */
export interface MischiefScene {
  readonly plan: MischiefPlan
  readonly random: Random
  /** Of the app's life: what is late when it is killed never comes. */
  readonly timers: Timers
  /** Whether all goes well from now on. */
  isCalm(): boolean
  setFileDelay(milliseconds: number): void
  /** The app is told of a failure that is none. */
  contradicts(url: string, header: Readonly<Record<string, string>>): void
  /** Nobody will ever hear of this file of the host's. */
  orphaned(path: string): void
  /** A file call failed. */
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
export function createUnreliableHost<Host extends object>(host: Host, scene: MischiefScene): Host {
  const members = host as Record<string, unknown>
  const wrapped: Record<string, unknown> = { ...members }
  for (const name of ['downloadFile', 'request']) {
    const method = members[name]
    if (typeof method === 'function') wrapped[name] = unreliableTransfer(method.bind(host), scene)
  }
  const { getNetworkType, getFileSystemManager } = members
  if (typeof getNetworkType === 'function') {
    wrapped.getNetworkType = slowAnswer(getNetworkType.bind(host), scene)
  }
  if (typeof getFileSystemManager === 'function') {
    const manager = unreliableFiles(getFileSystemManager.call(host), scene)
    wrapped.getFileSystemManager = () => manager
  }
  return wrapped as Host
}

function unreliableTransfer(
  method: Method,
  { plan, random, timers, isCalm, orphaned, contradicts }: MischiefScene,
): Method {
  const late = (most: number, tell: () => void): void => {
    if (most === 0 || isCalm()) tell()
    else timers.setTimeout(tell, random.integer(0, most))
  }
  return (options) => {
    const { success, fail } = options
    /** The host's own knobs may call more than once; what they say later stays later. */
    let isTold = false
    const tell = (first: Callback | undefined, second: Callback | undefined, payload: object): void => {
      if (isTold) {
        timers.setTimeout(() => first?.(payload), plan.outcomeNews)
        return
      }
      isTold = true
      const isSuccess = first === success
      const isContradicted = isSuccess && !isCalm() && random.chance(plan.contradicts)
      late(plan.outcomeNews, () => {
        if (isContradicted) {
          const { header, headers = header } = options
          contradicts(String(options.url), Object(headers))
          const { tempFilePath, apFilePath, filePath } = payload as Record<string, unknown>
          for (const path of [tempFilePath, apFilePath, filePath]) {
            if (typeof path === 'string') orphaned(path)
          }
          fail?.({ errMsg: 'downloadFile:fail socket hang up', error: 12, errorMessage: '下载失败' })
        }
        first?.(payload)
      })
      if (random.chance(plan.repeats)) {
        const again = random.chance(0.5) ? first : second
        timers.setTimeout(() => again?.(payload), plan.outcomeNews + random.integer(0, 3000))
      }
    }
    const task = method({
      ...options,
      success: (payload) => tell(success, fail, payload),
      fail: (payload) => tell(fail, success, payload),
    })
    const onProgressUpdate = (Object(task) as Record<string, unknown>).onProgressUpdate
    if (typeof onProgressUpdate !== 'function' || plan.progressNews === 0) return task
    const delayed = (listener: Callback): void =>
      onProgressUpdate((event: object) => late(plan.progressNews, () => listener(event)))
    return Object.assign(task as object, { onProgressUpdate: delayed })
  }
}

function slowAnswer(method: Method, { plan, random, timers, isCalm }: MischiefScene): Method {
  return (options) => {
    if (plan.networkAnswer === 'prompt' || isCalm()) return method(options)
    if (plan.networkAnswer === 'never') return undefined
    const later =
      (callback: Callback | undefined): Callback =>
      (payload) =>
        timers.setTimeout(() => callback?.(payload), random.integer(0, 3000))
    return method({ ...options, success: later(options.success), fail: later(options.fail) })
  }
}

function unreliableFiles(manager: object, scene: MischiefScene): object {
  const { plan, random, timers, isCalm, setFileDelay, fileFailed, lost } = scene
  const wrapped: Record<string, unknown> = {}
  for (const [name, method] of Object.entries(manager)) {
    if (name.endsWith('Sync')) continue
    wrapped[name] = (options: Options): unknown => {
      const isLost = !isCalm() && random.chance(plan.loses)
      if (isLost) lost(name)
      const news =
        (callback: Callback | undefined): Callback =>
        (payload) => {
          if (callback === options.fail) fileFailed(name, options, payload)
          if (isLost) return
          if (isCalm() || plan.fileNews === 0) callback?.(payload)
          else timers.setTimeout(() => callback?.(payload), random.integer(0, plan.fileNews))
          if (random.chance(plan.repeats))
            timers.setTimeout(() => callback?.(payload), random.integer(0, 1000))
        }
      setFileDelay(isCalm() || plan.fileDelay === 0 ? 0 : random.integer(0, plan.fileDelay))
      return method.call(manager, { ...options, success: news(options.success), fail: news(options.fail) })
    }
  }
  return wrapped
}
