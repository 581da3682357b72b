import { type Callbacks, settleCallbacks, type Terminal } from './callbacks.js'
import type { HostContext } from './host-context.js'
import { createListenerSet, type ListenerSet } from './listener-set.js'
import { type DownloadOutcome, type DownloadPlan, startDownload } from './native-download.js'
import { createNetworkTask, type NetworkTask } from './network-task.js'
import { createProblem, type Problem } from './problem.js'
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
  /** Whether the host returns a task. */
  readonly hasTask: boolean
  abort(): void
}

/** Starts one download, with all the misbehaviour that the knobs ask for. */
export function simulateDownload(context: HostContext, call: DownloadCall): SimulatedDownload {
  const { clock, knobs } = context
  const { speech, callbacks } = call
  const progressListeners = createListenerSet()
  const headersListeners = createListenerSet()
  const invoked = clock.now()
  const queue: QueueMoments = { invoked, queueStart: invoked, queueEnd: invoked }
  let lastProgress: object = { progress: 0, totalBytesWritten: 0, totalBytesExpectedToWrite: 0 }

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
  const emitAfterEnd = () => {
    if (knobs.eventsAfterEnd === 'some') context.deliver(() => progressListeners.emit(lastProgress))
  }
  const tellOnce = (terminal: Terminal, payload: object, complete: boolean) => {
    if (terminal === 'success' && knobs.terminalCallbacks === 'fall-through') {
      settleCallbacks(callbacks, terminal, payload, { complete: false })
      settleCallbacks(callbacks, 'fail', payload)
    } else settleCallbacks(callbacks, terminal, payload, { complete })
    call.onEnd?.(terminal, payload)
  }

  const task: NetworkTask = createNetworkTask<DownloadPlan>(context, {
    api: 'downloadFile',
    url: call.url,
    prepare: call.prepare,
    failure: speech.fail,
    tell: ({ terminal, payload }, problem) => {
      const isAbort = problem?.kind === 'aborted'
      if (isAbort && knobs.abortOutcome !== 'fail') return
      tellOnce(terminal, payload, !isAbort || knobs.completeAfterAbort)
      emitAfterEnd()
      if (knobs.terminalCallbacks !== 'twice' && knobs.terminalCallbacks !== 'contradictory') return
      const other = terminal === 'success' ? 'fail' : 'success'
      const late = knobs.terminalCallbacks === 'twice' ? terminal : other
      const latePayload = late === terminal ? payload : speech.fail(createProblem('reset'))
      context.deliver(() => settleCallbacks(callbacks, late, latePayload))
    },
    start: (plan, failure, hasWaited) => {
      queue.queueEnd = clock.now()
      if (hasWaited && knobs.queuedTask === 'detached') {
        for (const listeners of [progressListeners, headersListeners]) listeners.remove()
      }
      return startDownload(context, plan, {
        headers: (response) => headersListeners.emit(speech.headersEvent(response)),
        progress: (written, total, added) => {
          if (task.isOver || knobs.progressEvents === 'none') return
          const events = knobs.progressEvents === 'many' ? Math.min(50, added) : 1
          for (let event = events - 1; event >= 0; event--) {
            emitProgress(written - Math.floor((added / events) * event), total)
          }
        },
        done: (outcome) => task.succeed(speech.success(outcome, queue)),
        failed: task.fail,
        failure,
      })
    },
  })
  if (!knobs.neverAnswers) task.begin()

  return {
    progressListeners,
    headersListeners,
    hasTask: !task.hasBadArgument || knobs.taskOnBadArgument === 'present',
    abort: () => {
      if (task.isOver) emitAfterEnd()
      else if (knobs.abortOutcome !== 'success') task.abort()
    },
  }
}

/** No share of an unknown total: 0, unless the total is `NaN` or `undefined` itself. */
function percentOfUnknown(total: number | undefined): number | undefined {
  return total === undefined || Number.isNaN(total) ? total : 0
}
