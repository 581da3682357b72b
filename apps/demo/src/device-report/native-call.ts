import { formatJson } from '../format.js'

/**
 * `wx` or `my` as it is. The device report uses no library: what a library makes the same on both platforms is what it wants
 * to see.
 */
export interface NativeHost {
  readonly env: { readonly USER_DATA_PATH: string }
  downloadFile(options: object): unknown
  request(options: object): unknown
  getFileSystemManager(): { unlink(options: object): void }
  redirectTo(options: { url: string }): unknown
}

/** How a call of the host ended. Literal: every field may be missing, or of another type than documented. */
export interface NativeAnswer {
  /** The first of both that was called back; `nothing` where none was in time. */
  readonly end: 'success' | 'fail' | 'nothing'
  readonly payload: Readonly<Record<string, unknown>>
  /** Milliseconds from the call to its end. */
  readonly after: number
  readonly isCompleted: boolean
  /** What progress events said of the total. */
  readonly totals: readonly unknown[]
}

export interface CallTimes {
  /** Milliseconds after which nothing is waited for. */
  readonly limit?: number
  /** Milliseconds after which the task is aborted. */
  readonly abortAfter?: number
  /** Milliseconds for what comes after the end. */
  readonly settle?: number
}

interface Task {
  abort?(): unknown
  onProgressUpdate?(listener: (event: Record<string, unknown>) => void): unknown
}

/** Calls an asynchronous method of the host. Never rejects: what the call throws is a failure. */
export function callNative(
  method: (options: object) => unknown,
  options: object,
  { limit = 8000, abortAfter, settle = 20 }: CallTimes = {},
): Promise<NativeAnswer> {
  return new Promise((resolve) => {
    const begin = Date.now()
    const answer = { end: 'nothing' as NativeAnswer['end'], payload: {}, after: 0, isCompleted: false }
    const totals: unknown[] = []
    let task: Task = {}
    const tell = () => resolve({ ...answer, totals })
    const end = (name: 'success' | 'fail') => (payload?: object) => {
      if (answer.end !== 'nothing') return
      Object.assign(answer, { end: name, payload: payload ?? {}, after: Date.now() - begin })
      clearTimeout(timer)
      setTimeout(tell, settle)
    }
    const complete = () => {
      answer.isCompleted = true
    }
    const abort = () => quietly(task.abort?.())
    const timer = setTimeout(() => {
      abort()
      tell()
    }, limit)
    try {
      const returned = method({ ...options, success: end('success'), fail: end('fail'), complete })
      quietly(returned)
      if (typeof returned === 'object' && returned !== null) task = returned
      task.onProgressUpdate?.((event) => totals.push(event.totalBytesExpectedToWrite))
      if (abortAfter !== undefined) setTimeout(abort, abortAfter)
    } catch (error) {
      end('fail')({ errMsg: String(error) })
    }
  })
}

/** Alipay returns promises as well (native-apis.md §1.4, §2); the callbacks tell. */
function quietly(returned: unknown): void {
  const { then } = (returned ?? {}) as Partial<PromiseLike<unknown>>
  if (typeof then === 'function') then.call(returned, undefined, () => {})
}

/** What the host says, in one line, without what would fill it. */
export function wordsOf({ end, payload, after }: NativeAnswer): string {
  const { data: _data, profile: _profile, header: _header, headers: _headers, ...said } = payload
  return `${end} after ${after} ms ${formatJson(said, 0).slice(0, 240)}`
}
