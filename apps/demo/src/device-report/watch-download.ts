import { isThenable } from './call-native.js'
import type { NativeHost } from './native-host.js'

/** All that was seen of one call of `downloadFile`. */
export interface DownloadTrace {
  /** Whatever the call returned. */
  returned: unknown
  /** Set where the call itself threw. */
  thrown: { readonly error: unknown } | undefined
  readonly callbacks: CallbackTrace[]
  /** Whether anybody would be told of progress. */
  hasProgress: boolean
  readonly progress: ProgressTrace[]
  readonly headers: Readonly<Record<string, unknown>>[]
}

export interface CallbackTrace {
  readonly name: 'success' | 'fail' | 'complete'
  // Literal: every field may be missing, or of another type than documented.
  readonly payload: Readonly<Record<string, unknown>>
  /** Milliseconds after the call. */
  readonly after: number
  /** Whether it came before the call had returned. */
  readonly isSynchronous: boolean
}

interface ProgressTrace {
  readonly written: unknown
  readonly total: unknown
  /** Whether success or fail had come before. */
  readonly isLate: boolean
}

export interface WatchManners {
  /** Milliseconds without an end after which the download is aborted and no longer watched. */
  readonly limit?: number
  /** Milliseconds for which it is watched after its end. */
  readonly settle?: number
  /** Called as soon as the call has returned. */
  readonly onStart?: (task: DownloadTask, trace: DownloadTrace) => void
}

/** What may be of use on what the call returned; each member may be absent. */
export interface DownloadTask {
  readonly abort?: () => unknown
  readonly onProgressUpdate?: (listener: (event: Record<string, unknown>) => void) => void
  readonly onHeadersReceived?: (listener: (event: Record<string, unknown>) => void) => void
}

/** Calls `downloadFile` with all callbacks, and writes down what comes, in its order. Never rejects. */
export function watchDownload(
  native: NativeHost,
  options: object,
  { limit = 8000, settle = 20, onStart }: WatchManners = {},
): Promise<DownloadTrace> {
  const trace: DownloadTrace = {
    returned: undefined,
    thrown: undefined,
    callbacks: [],
    hasProgress: false,
    progress: [],
    headers: [],
  }
  return new Promise((resolve) => {
    const start = Date.now()
    let hasReturned = false
    let isEnding = false
    let isGivenUp = false
    const end = (delay: number) => {
      if (isEnding) return
      isEnding = true
      clearTimeout(lastResort)
      setTimeout(() => resolve(trace), delay)
    }
    const listen = (name: CallbackTrace['name']) => (payload: Record<string, unknown> | undefined) => {
      if (isGivenUp) return
      const after = Date.now() - start
      trace.callbacks.push({ name, payload: payload ?? {}, after, isSynchronous: !hasReturned })
      if (name !== 'complete') end(settle)
    }
    const lastResort = setTimeout(() => {
      isGivenUp = true
      abortQuietly(taskOf(trace))
      end(0)
    }, limit)
    try {
      trace.returned = native.downloadFile({
        ...options,
        success: listen('success'),
        fail: listen('fail'),
        complete: listen('complete'),
      })
    } catch (error) {
      trace.thrown = { error }
      end(0)
    }
    hasReturned = true
    if (isThenable(trace.returned)) trace.returned.then(undefined, () => {})
    const task = taskOf(trace)
    trace.hasProgress = typeof task.onProgressUpdate === 'function'
    task.onProgressUpdate?.(({ totalBytesWritten: written, totalBytesExpectedToWrite: total }) => {
      trace.progress.push({ written, total, isLate: terminal(trace) !== undefined })
    })
    task.onHeadersReceived?.((event) => {
      trace.headers.push(event)
    })
    onStart?.(task, trace)
  })
}

/** The first of success and fail: how the download ended, whatever is said later. */
export function terminal({ callbacks }: DownloadTrace): CallbackTrace | undefined {
  return callbacks.find(({ name }) => name !== 'complete')
}

/** What success got, or `undefined`. */
export function successOf(trace: DownloadTrace): CallbackTrace['payload'] | undefined {
  const ended = terminal(trace)
  return ended?.name === 'success' ? ended.payload : undefined
}

/** What fail got, or `undefined`. */
export function failureOf(trace: DownloadTrace): CallbackTrace['payload'] | undefined {
  const ended = terminal(trace)
  return ended?.name === 'fail' ? ended.payload : undefined
}

/** Where the file of a success is. */
export function pathOf(payload: CallbackTrace['payload']): string | undefined {
  const { filePath, tempFilePath, apFilePath } = payload
  const path = filePath ?? tempFilePath ?? apFilePath
  return typeof path === 'string' ? path : undefined
}

/** Without a rejection that nobody handles: on Alipay `abort` may return a promise (native-apis.md §2). */
export function abortQuietly(task: DownloadTask): void {
  const returned = task.abort?.()
  if (isThenable(returned)) returned.then(undefined, () => {})
}

function taskOf({ returned }: DownloadTrace): DownloadTask {
  return typeof returned === 'object' && returned !== null ? returned : {}
}
