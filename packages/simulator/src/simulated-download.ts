import type { Outcome } from './callbacks.js'
import { type Callbacks, createListenerSet, settleCallbacks, type Terminal } from './callbacks.js'
import { type HostContext, logCall } from './host-context.js'
import { type DownloadOutcome, type DownloadPlan, startDownload } from './native-download.js'
import { createNetworkTask, type NetworkTask } from './network-task.js'
import { createProblem, type Problem } from './problem.js'
import type { TransferResponse } from './transfer.js'

/** What the app passes to `downloadFile` of any host (native-apis.md §1.1). */
export interface DownloadOptions extends Callbacks {
  url: string
  header?: object
  timeout?: number
  filePath?: string
}

/** Milliseconds since 1970. */
export interface QueueMoments {
  invoked: number
  queueStart: number
  queueEnd: number
}

/** How one host carries out one call of `downloadFile`, and says what happened. */
export interface DownloadCall {
  options: DownloadOptions
  /** What stands against the call before anything is fetched is thrown as a problem. */
  prepare(): DownloadPlan
  success(outcome: DownloadOutcome, queue: QueueMoments): object
  fail(problem: Problem): object
  headersEvent(response: TransferResponse): object
  /** Told beside the callbacks. */
  onEnd?(outcome: Outcome): void
}

// native-apis.md §2.
/** Clients may lack members. */
export interface DownloadTask {
  abort(): void
  onProgressUpdate(listener: (event: never) => void): void
  offProgressUpdate(listener?: (event: never) => void): void
  onHeadersReceived(listener: (event: never) => void): void
  offHeadersReceived(listener?: (event: never) => void): void
}

/** Starts one download, with all the misbehaviour that the knobs ask for. Some clients return no task for a bad argument. */
export function simulateDownload(context: HostContext, call: DownloadCall): DownloadTask | undefined {
  const { clock, knobs } = context
  const { options } = call
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
      settleCallbacks(options, terminal, payload, { complete: false })
      settleCallbacks(options, 'fail', payload)
    } else settleCallbacks(options, terminal, payload, { complete })
    call.onEnd?.({ terminal, payload })
  }

  const task: NetworkTask = createNetworkTask<DownloadPlan>(context, {
    api: 'downloadFile',
    url: options.url,
    prepare: () => {
      const plan = call.prepare()
      const { filePath } = plan
      if (filePath !== undefined && knobs.filePath === 'honoured') context.files.checkTarget(filePath)
      return plan
    },
    failure: call.fail,
    tell: ({ terminal, payload }, problem) => {
      const isAbort = problem?.kind === 'aborted'
      if (isAbort && knobs.abortOutcome !== 'fail') return
      tellOnce(terminal, payload, !isAbort || knobs.completeAfterAbort)
      emitAfterEnd()
      if (knobs.terminalCallbacks !== 'twice' && knobs.terminalCallbacks !== 'contradictory') return
      const other = terminal === 'success' ? 'fail' : 'success'
      const late = knobs.terminalCallbacks === 'twice' ? terminal : other
      const latePayload = late === terminal ? payload : call.fail(createProblem('reset'))
      context.deliver(() => settleCallbacks(options, late, latePayload))
    },
    start: (plan, failure, hasWaited) => {
      queue.queueEnd = clock.now()
      if (hasWaited && knobs.queuedTask === 'detached') {
        for (const listeners of [progressListeners, headersListeners]) listeners.remove()
      }
      return startDownload(context, options.url, plan, {
        headers: (response) => headersListeners.emit(call.headersEvent(response)),
        progress: (written, total, added) => {
          if (task.isOver || knobs.progressEvents === 'none') return
          const events = knobs.progressEvents === 'many' ? Math.min(50, added) : 1
          for (let event = events - 1; event >= 0; event--) {
            emitProgress(written - Math.floor((added / events) * event), total)
          }
        },
        done: (outcome) => task.succeed(call.success(outcome, queue)),
        failed: task.fail,
        failure,
      })
    },
  })
  if (!knobs.neverAnswers) task.begin()

  if (task.hasBadArgument && knobs.taskOnBadArgument === 'absent') return undefined
  return {
    abort: () => {
      logCall(context, 'DownloadTask.abort', {})
      if (task.isOver) emitAfterEnd()
      else if (knobs.abortOutcome !== 'success') task.abort()
    },
    onProgressUpdate: progressListeners.add,
    offProgressUpdate: progressListeners.remove,
    onHeadersReceived: headersListeners.add,
    offHeadersReceived: headersListeners.remove,
  }
}

/** No share of an unknown total: 0, unless the total is `NaN` or `undefined` itself. */
function percentOfUnknown(total: number | undefined): number | undefined {
  return total === undefined || Number.isNaN(total) ? total : 0
}
