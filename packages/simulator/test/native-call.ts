/** How one native call went. */
export interface NativeCallRecord {
  /** Which callbacks ran, in order. */
  order: string[]
  /** What `success` or `fail` was given. */
  payload: Record<string, unknown>
  progress: Record<string, unknown>[]
  headers: Record<string, unknown>[]
  /** What the host returned. */
  returned: unknown
  /** Settles when `complete` ran. */
  done: Promise<Record<string, unknown>>
}

interface Download {
  downloadFile(options: never): unknown
}

interface Task {
  onProgressUpdate?(listener: (event: Record<string, unknown>) => void): void
  onHeadersReceived?(listener: (event: Record<string, unknown>) => void): void
  abort?(): unknown
}

/** Calls `downloadFile` and writes down everything that the host does. */
export function startDownload(
  host: Download,
  options: Record<string, unknown>,
): NativeCallRecord & { task: Task } {
  let finish: ((payload: Record<string, unknown>) => void) | undefined
  const record: NativeCallRecord = {
    order: [],
    payload: {},
    progress: [],
    headers: [],
    returned: undefined,
    done: new Promise((resolve) => {
      finish = resolve
    }),
  }
  const note = (name: string) => (payload: Record<string, unknown>) => {
    record.order.push(name)
    if (name === 'complete') finish?.(payload)
    else if (record.order.filter((entry) => entry === 'success' || entry === 'fail').length === 1)
      record.payload = payload
  }
  const callbacks = { success: note('success'), fail: note('fail'), complete: note('complete') }
  record.returned = host.downloadFile({ ...callbacks, ...options } as never)
  record.order.push('returned')
  const task = (record.returned ?? {}) as Task
  task.onProgressUpdate?.((event) => record.progress.push(event))
  task.onHeadersReceived?.((event) => record.headers.push(event))
  return Object.assign(record, { task })
}

/** The outcome of one download: what `success` or `fail` got. */
export async function download(
  host: Download,
  options: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  return await startDownload(host, options).done
}

/** Calls an API with callbacks; gives what `complete` got. */
export function call(
  api: (options: never) => unknown,
  options: Record<string, unknown> = {},
): Promise<Record<string, unknown>> {
  return new Promise((resolve) => {
    const returned = api({ ...options, complete: resolve } as never)
    if (returned instanceof Promise) returned.catch(() => undefined)
  })
}
