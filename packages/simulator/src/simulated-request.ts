import { type Callbacks, settleCallbacks, type Terminal } from './callbacks.js'
import type { HostContext, RunningTask } from './host-context.js'
import { asProblem, createProblem, type Problem } from './problem.js'
import { startTransfer, type Transfer, type TransferResponse } from './transfer.js'

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
  const { clock, fetch, knobs, tasks } = context
  let transfer: Transfer | undefined
  let leave: (() => void) | undefined
  let isOver = false

  const end = (terminal: Terminal, payload: object) => {
    if (isOver || !context.isAlive) return
    isOver = true
    tasks.delete(task)
    leave?.()
    settleCallbacks(call.callbacks, terminal, payload)
    call.onEnd?.(terminal, payload)
  }
  const fail = (problem: Problem) => end('fail', call.fail(problem))
  const cancel = (problem: Problem) => {
    if (transfer === undefined) fail(problem)
    else transfer.cancel(problem)
  }
  const task: RunningTask = {
    api: 'request',
    url: call.url,
    get isQueued() {
      return transfer === undefined
    },
    cancel,
    drop: () => {
      isOver = true
      leave?.()
      transfer?.drop()
    },
  }
  const start = (plan: RequestPlan) => {
    const pieces: Uint8Array[] = []
    let response: TransferResponse | undefined
    const { timeoutMeasures, truncatedBody } = knobs
    transfer = startTransfer(
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
            end('success', call.success(response, concatenated(pieces)))
          } catch (thrown) {
            fail(asProblem(thrown))
          }
        },
        failed: fail,
      },
    )
  }
  tasks.add(task)
  try {
    const plan = call.prepare()
    if (context.phone.network === 'none') throw createProblem('offline')
    const slots = context.slots('request')
    if (slots.isFull && knobs.parallelOverflow === 'fail') throw createProblem('too-many-tasks')
    leave = slots.enter(() => start(plan))
  } catch (thrown) {
    context.deliver(() => fail(asProblem(thrown)))
  }
  return {
    abort: () =>
      context.deliver(() => {
        if (!isOver) cancel(createProblem('aborted'))
      }),
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
