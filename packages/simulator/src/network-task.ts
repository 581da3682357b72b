import type { NetworkApi } from './call-answers.js'
import type { Outcome } from './callbacks.js'
import type { HostContext, RunningTask } from './host-context.js'
import { inWordsOf } from './network-words.js'
import { asProblem, createProblem, type Problem } from './problem.js'
import type { Transfer } from './transfer.js'

/** One call of `downloadFile` or `request`. */
export interface NetworkTaskCall<Plan> {
  readonly api: NetworkApi
  readonly url: string
  /** What stands against the call before anything is fetched; throws a problem. */
  prepare(): Plan
  /**
   * Called when it is the task's turn. Tells how it ended by `succeed` and `fail` of the task, later.
   *
   * @param failure - what it ends with once all bytes came, though all is well
   * @param hasWaited - whether it was in a queue
   */
  start(plan: Plan, failure: Problem | undefined, hasWaited: boolean): Transfer
  /** What the host says of a problem. */
  failure(problem: Problem): object
  /** Tells the app; `problem` is what it ended with. */
  tell(outcome: Outcome, problem: Problem | undefined): void
}

export type NetworkTask = ReturnType<typeof createNetworkTask>

/** Problems of the arguments, which some hosts might report before the call has returned. */
const argumentProblems = ['invalid-url', 'scheme', 'invalid-argument']

/** The life of a network task, from its call through the queue and the transfer to its one end. */
export function createNetworkTask<Plan>(context: HostContext, call: NetworkTaskCall<Plan>) {
  const { knobs, tasks } = context
  let transfer: Transfer | undefined
  let leave: (() => void) | undefined
  let isOver = false
  let isSilent = false
  let hasBadArgument = false
  let replace = (outcome: Outcome): readonly Outcome[] => [outcome]

  const close = () => {
    isOver = true
    tasks.delete(task)
    leave?.()
  }
  const end = (outcome: Outcome, problem?: Problem) => {
    if (isOver || !context.isAlive) return
    close()
    for (const told of replace(outcome)) call.tell(told, problem)
  }
  const fail = (problem: Problem) =>
    end({ terminal: 'fail', payload: call.failure(inWordsOf(knobs.networkWords, problem)) }, problem)
  const drop = () => {
    close()
    transfer?.drop()
  }
  const task: RunningTask = {
    api: call.api,
    url: call.url,
    get isQueued() {
      return transfer === undefined
    },
    cancel: (problem) => {
      if (isSilent && problem.kind !== 'aborted') return
      if (transfer === undefined || isSilent) fail(problem)
      else transfer.cancel(problem)
    },
    silence: () => {
      isSilent = true
      transfer?.drop()
    },
    drop,
  }

  const refuse = (problem: Problem) => {
    hasBadArgument = argumentProblems.includes(problem.kind)
    if (hasBadArgument && knobs.failSynchronously && call.api === 'downloadFile') fail(problem)
    else context.deliver(() => fail(problem))
  }
  const queue = (failure: Problem | undefined) => {
    const plan = call.prepare()
    if (context.phone.network === 'none') {
      if (knobs.offlineCall === 'fail') throw createProblem('offline')
      task.silence()
      return
    }
    let hasWaited = false
    leave = context.admission.admit(call, () => {
      if (!isSilent) transfer = call.start(plan, failure, hasWaited)
    })
    hasWaited = true
  }
  const begin = () => {
    const answer = context.answers.next(call.api, call.url)
    if (answer === 'silence') {
      task.silence()
      return
    }
    if (typeof answer === 'function') replace = answer
    else if (answer !== undefined && 'terminal' in answer) {
      context.deliver(() => end(answer))
      return
    }
    try {
      queue(answer instanceof Error ? answer : undefined)
    } catch (thrown) {
      refuse(asProblem(thrown))
    }
  }
  tasks.add(task)

  return {
    get isOver() {
      return isOver
    },
    /** Whether the call was refused for one of its arguments. */
    get hasBadArgument() {
      return hasBadArgument
    },
    begin,
    succeed: (payload: object) => end({ terminal: 'success', payload }),
    fail,
    /** As the app does it: later. */
    abort: () =>
      context.deliver(() => {
        if (isOver) return
        const isForgotten = knobs.queuedTask === 'detached' && task.isQueued && leave !== undefined
        if (isForgotten) drop()
        else task.cancel(createProblem('aborted'))
      }),
  }
}
