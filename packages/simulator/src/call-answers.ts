import type { Outcome } from './callbacks.js'
import type { FailureKnobs } from './failure-knobs.js'
import { connectionAbort, unknownProblem } from './network-words.js'
import { createProblem, type Problem } from './problem.js'

export type NetworkApi = 'downloadFile' | 'request'

/** A call that a rule may answer. */
export interface AnsweredCall {
  readonly api: NetworkApi
  readonly url: string
  /** Which call of this API it is, from 1 on. */
  readonly count: number
}

/**
 * What a call comes to: an outcome, told without any network; `'silence'`, nothing ever; or a function that is given the
 * outcome of the transfer when it has ended, and returns what is told in its place, in that order, or an empty list.
 */
export type Answer = Outcome | 'silence' | ((outcome: Outcome) => readonly Outcome[])

/** Asked for each call of `downloadFile` and `request`; `undefined` leaves it to the network, or to an older rule. */
export type AnswerRule = (call: AnsweredCall) => Answer | undefined

/**
 * What calls are answered with in place of what the network says.
 *
 * @param knobs - may change at any time
 */
export function createCallAnswers(knobs: Pick<FailureKnobs, 'failEvery' | 'failWith'>) {
  const counts = { downloadFile: 0, request: 0 }
  const outcomes: Record<NetworkApi, Outcome[]> = { downloadFile: [], request: [] }
  let rules: readonly AnswerRule[] = []
  return {
    /** Counts this call. A problem is one that the call ends with, once all bytes came. */
    next: (api: NetworkApi, url: string): Answer | Problem | undefined => {
      const count = ++counts[api]
      const outcome = outcomes[api].shift()
      if (outcome !== undefined) return outcome
      for (const rule of rules) {
        const answer = rule({ api, url, count })
        if (answer !== undefined) return answer
      }
      return count % knobs.failEvery === 0 ? phoneFailure(api, knobs.failWith) : undefined
    },
    /** The next call of this API that has none yet has this outcome. */
    add: (api: NetworkApi, outcome: Outcome) => {
      outcomes[api].push(outcome)
    },
    /** The newest rule is asked first. Returns the function that takes it back. */
    addRule: (rule: AnswerRule) => {
      rules = [rule, ...rules]
      return () => {
        rules = rules.filter((other) => other !== rule)
      }
    },
  }
}

function phoneFailure(api: NetworkApi, failWith: FailureKnobs['failWith']): Problem | 'silence' | undefined {
  if (failWith === 'silence') return 'silence'
  if (failWith === 'unknown') return unknownProblem()
  if (failWith === 'connection-abort') return connectionAbort()
  if (api === 'request') return undefined
  if (failWith === 'empty') return createProblem('empty')
  const isSave = failWith === 'save'
  const words = isSave ? 'download fail save file fail' : 'exceed the limit of temporary storage'
  return createProblem('io', { words })
}
