import type { Outcome } from './callbacks.js'
import { type Callbacks, createListenerSet, settleCallbacks } from './callbacks.js'
import { type HostContext, logCall } from './host-context.js'
import { createNetworkTask, type NetworkTask } from './network-task.js'
import { asProblem, type Problem } from './problem.js'
import { startTransfer, type TransferResponse } from './transfer.js'

/** What the app passes to `request` of any host. */
export interface RequestOptions extends Callbacks {
  url: string
  data?: unknown
  header?: object
  timeout?: number
  method?: string
}

/** How one host carries out one call of `request`, and says what happened. */
export interface RequestCall {
  options: RequestOptions
  /** Milliseconds. */
  defaultTimeout: number
  /** What stands against the call before anything is fetched; throws a problem. */
  check(): void
  header(): Record<string, string>
  checkRedirect?(url: string): Problem | undefined
  /** May throw a problem, as for a body that is no JSON. */
  success(response: TransferResponse, body: Uint8Array): object
  fail(problem: Problem): object
  headersEvent(response: TransferResponse): object
  /** Told beside the callbacks. */
  onEnd?(outcome: Outcome): void
}

export interface SimulatedRequestTask {
  abort(): void
  onHeadersReceived(listener: (event: never) => void): void
  offHeadersReceived(listener?: (event: never) => void): void
}

/** Starts one `request`, under the same rules of network and app as a download. */
export function simulateRequest(context: HostContext, call: RequestCall): SimulatedRequestTask {
  const { url, data, timeout = call.defaultTimeout } = call.options
  const method = (call.options.method ?? 'GET').toUpperCase()
  const hasBody = method !== 'GET' && method !== 'HEAD'
  const headersListeners = createListenerSet()
  logCall(context, 'request', call.options)
  const task: NetworkTask = createNetworkTask<Record<string, string>>(context, {
    api: 'request',
    url,
    prepare: () => {
      call.check()
      return call.header()
    },
    failure: call.fail,
    tell: (outcome) => {
      settleCallbacks(call.options, outcome.terminal, outcome.payload)
      call.onEnd?.(outcome)
    },
    start: (header, failure) => {
      const pieces: Uint8Array[] = []
      let response: TransferResponse | undefined
      const { checkRedirect } = call
      const address = hasBody ? url : withQuery(url, data)
      const body = hasBody ? requestBody(data) : undefined
      return startTransfer(
        context,
        { url: address, method, header, body, timeout, checkRedirect },
        {
          headers: (answer) => {
            response = answer
            headersListeners.emit(call.headersEvent(answer))
          },
          bytes: (bytes) => {
            pieces.push(bytes)
          },
          done: () => {
            if (response === undefined) return
            try {
              if (failure !== undefined) throw failure
              task.succeed(call.success(response, concatenated(pieces)))
            } catch (thrown) {
              task.fail(asProblem(thrown))
            }
          },
          failed: task.fail,
        },
      )
    },
  })
  task.begin()
  return {
    abort: () => {
      logCall(context, 'RequestTask.abort', {})
      task.abort()
    },
    onHeadersReceived: headersListeners.add,
    offHeadersReceived: headersListeners.remove,
  }
}

function concatenated(pieces: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let offset = 0
  for (const piece of pieces) {
    all.set(piece, offset)
    offset += piece.length
  }
  return all
}

/** The body that `data` stands for: JSON for an object, as both hosts send it. */
function requestBody(data: unknown): ArrayBuffer | string | undefined {
  if (data === undefined || data === null) return undefined
  if (typeof data === 'string' || data instanceof ArrayBuffer) return data
  return JSON.stringify(data)
}

/** A url with `data` as its query, as both hosts make it for GET. */
function withQuery(url: string, data: unknown): string {
  if (typeof data !== 'object' || data === null || data instanceof ArrayBuffer) return url
  const pairs = Object.entries(data).map(
    ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`,
  )
  if (pairs.length === 0) return url
  return url + (url.includes('?') ? '&' : '?') + pairs.join('&')
}
