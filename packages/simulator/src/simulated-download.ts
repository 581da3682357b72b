import { type Callbacks, settleCallbacks, type Terminal } from './callbacks.js'
import type { HostContext, RunningTask } from './host-context.js'
import { createListenerSet, type ListenerSet } from './listener-set.js'
import {
  type DownloadOutcome,
  type DownloadPlan,
  type NativeDownload,
  startDownload,
} from './native-download.js'
import { asProblem, createProblem, type Problem } from './problem.js'
import type { TransferResponse } from './transfer.js'

/** How one host says what happened to one call of `downloadFile`. */
export interface DownloadSpeech {
  success(outcome: DownloadOutcome, queue: QueueMoments): object
  fail(problem: Problem): object
  headersEvent(response: TransferResponse): object
}

/** Milliseconds since 1970. */
export interface QueueMoments {
  invoked: number
  queueStart: number
  queueEnd: number
}

export interface DownloadCall {
  url: string
  callbacks: Callbacks
  /** What stands against the call before anything is fetched; throws a problem. */
  prepare(): DownloadPlan
  speech: DownloadSpeech
  /** Told beside the callbacks. */
  onEnd?(terminal: Terminal, payload: object): void
}

export interface SimulatedDownload {
  readonly progressListeners: ListenerSet
  readonly headersListeners: ListenerSet
  abort(): void
}

/** Problems of the arguments, which some hosts might report before the call has returned. */
const argumentProblems = ['invalid-url', 'scheme', 'invalid-argument']

/** Starts one download, with all the misbehaviour that the knobs ask for. */
export function simulateDownload(context: HostContext, call: DownloadCall): SimulatedDownload {
  const { clock, knobs, tasks } = context
  const { speech, callbacks } = call
  const progressListeners = createListenerSet()
  const headersListeners = createListenerSet()
  const invoked = clock.now()
  const queue: QueueMoments = { invoked, queueStart: invoked, queueEnd: invoked }
  let native: NativeDownload | undefined
  let leave: (() => void) | undefined
  let isOver = false
  let lastProgress: object = { progress: 0, totalBytesWritten: 0, totalBytesExpectedToWrite: 0 }

  const end = (terminal: Terminal, payload: object, { complete = true } = {}) => {
    if (isOver || !context.isAlive) return
    isOver = true
    tasks.delete(task)
    leave?.()
    settleCallbacks(callbacks, terminal, payload, { complete })
    call.onEnd?.(terminal, payload)
    if (knobs.eventsAfterEnd === 'some') context.deliver(() => progressListeners.emit(lastProgress))
    if (knobs.terminalCallbacks === 'once') return
    const other = terminal === 'success' ? 'fail' : 'success'
    const late = knobs.terminalCallbacks === 'twice' ? terminal : other
    const latePayload = late === terminal ? payload : speech.fail(createProblem('reset'))
    context.deliver(() => settleCallbacks(callbacks, late, latePayload))
  }
  const fail = (problem: Problem) => {
    if (problem.kind !== 'aborted') {
      end('fail', speech.fail(problem))
      return
    }
    if (knobs.abortOutcome === 'fail')
      end('fail', speech.fail(problem), { complete: knobs.completeAfterAbort })
    else drop()
  }
  const drop = () => {
    isOver = true
    tasks.delete(task)
    leave?.()
    native?.drop()
  }
  const cancel = (problem: Problem) => {
    if (native === undefined) fail(problem)
    else native.cancel(problem)
  }
  const task: RunningTask = {
    api: 'downloadFile',
    url: call.url,
    get isQueued() {
      return native === undefined
    },
    cancel,
    drop,
  }

  const emitProgress = (written: number, total: number | undefined) => {
    const isKnown = total !== undefined && total > 0
    if (isKnown && written >= total && knobs.lastProgressEvent === 'missing') return
    const unknown = knobs.unknownTotal
    lastProgress = {
      progress: isKnown ? Math.floor((written / total) * 100) : percentOfUnknown(unknown),
      totalBytesWritten: written,
      totalBytesExpectedToWrite: isKnown ? total : unknown,
    }
    progressListeners.emit(lastProgress)
  }
  const start = (plan: DownloadPlan) => {
    queue.queueEnd = clock.now()
    native = startDownload(context, plan, {
      headers: (response) => headersListeners.emit(speech.headersEvent(response)),
      progress: (written, total, added) => {
        if (isOver || knobs.progressEvents === 'none') return
        const events = knobs.progressEvents === 'many' ? Math.min(50, added) : 1
        for (let event = events - 1; event >= 0; event--) {
          emitProgress(written - Math.floor((added / events) * event), total)
        }
      },
      done: (outcome) => end('success', speech.success(outcome, queue)),
      failed: fail,
    })
  }

  const begin = () => {
    const canned = context.cannedOutcomes.shift()
    if (canned !== undefined) {
      context.deliver(() => end(canned.terminal, canned.payload))
      return
    }
    try {
      const plan = call.prepare()
      if (context.phone.network === 'none') throw createProblem('offline')
      const slots = context.slots('downloadFile')
      if (slots.isFull && knobs.parallelOverflow === 'fail') throw createProblem('too-many-tasks')
      leave = slots.enter(() => start(plan))
    } catch (thrown) {
      const problem = asProblem(thrown)
      if (knobs.failSynchronously && argumentProblems.includes(problem.kind)) fail(problem)
      else context.deliver(() => fail(problem))
    }
  }
  tasks.add(task)
  if (!knobs.neverAnswers) begin()

  return {
    progressListeners,
    headersListeners,
    abort: () => {
      if (isOver) {
        if (knobs.eventsAfterEnd === 'some') context.deliver(() => progressListeners.emit(lastProgress))
        return
      }
      if (knobs.abortOutcome === 'success') return
      context.deliver(() => {
        if (!isOver) cancel(createProblem('aborted'))
      })
    },
  }
}

/** No share of an unknown total: 0, unless the total is `NaN` or `undefined` itself. */
function percentOfUnknown(total: number | undefined): number | undefined {
  return total === undefined || Number.isNaN(total) ? total : 0
}
