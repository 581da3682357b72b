import { type Callbacks, settleCallbacks, type Terminal } from './callbacks.js'
import type { HostContext } from './host-context.js'
import { createNetworkTask, type NetworkTask } from './network-task.js'
import { asProblem, type Problem } from './problem.js'
import { startTransfer, type TransferResponse } from './transfer.js'

export interface RequestPlan {
  url: string
  method: string
  header: Record<string, string>
  body: ArrayBuffer | string | undefined
  /** Milliseconds. */
  timeout: number
  checkRedirect(url: string): Problem | undefined
}

export interface RequestCall {
  url: string
  callbacks: Callbacks
  /** Throws a problem. */
  prepare(): RequestPlan
  /** May throw a problem, as for a body that is no JSON. */
  success(response: TransferResponse, body: Uint8Array): object
  fail(problem: Problem): object
  headers(response: TransferResponse): void
  onEnd?(terminal: Terminal, payload: object): void
}

export interface SimulatedRequest {
  abort(): void
}

/** Starts one `request`, under the same rules of network and app as a download. */
export function simulateRequest(context: HostContext, call: RequestCall): SimulatedRequest {
  const { clock, fetch, knobs } = context
  const task: NetworkTask = createNetworkTask<RequestPlan>(context, {
    api: 'request',
    url: call.url,
    prepare: call.prepare,
    failure: call.fail,
    tell: ({ terminal, payload }) => {
      settleCallbacks(call.callbacks, terminal, payload)
      call.onEnd?.(terminal, payload)
    },
    start: (plan, failure) => {
      const pieces: Uint8Array[] = []
      let response: TransferResponse | undefined
      const { timeoutMeasures, truncatedBody } = knobs
      return startTransfer(
        { ...plan, fetch, clock, timeoutMeasures, truncatedBody },
        {
          headers: (answer) => {
            response = answer
            call.headers(answer)
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
  return { abort: task.abort }
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
export function requestBody(data: unknown): ArrayBuffer | string | undefined {
  if (data === undefined || data === null) return undefined
  if (typeof data === 'string' || data instanceof ArrayBuffer) return data
  return JSON.stringify(data)
}

/** A url with `data` as its query, as both hosts make it for GET. */
export function withQuery(url: string, data: unknown): string {
  if (typeof data !== 'object' || data === null || data instanceof ArrayBuffer) return url
  const pairs = Object.entries(data).map(
    ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`,
  )
  if (pairs.length === 0) return url
  return url + (url.includes('?') ? '&' : '?') + pairs.join('&')
}
