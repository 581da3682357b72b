import type { AlipayFailure } from './alipay-errors.js'
import { answerLater, type Callbacks, hasCallbacks, type Outcome } from './callbacks.js'
import type { HostContext } from './host-context.js'

/** A promise beside the callbacks, and what settles it. */
export interface CallPromise {
  readonly promise: Promise<object>
  settle(outcome: Outcome): void
}

/** @param isHandled - whether a rejection that nobody watches is no unhandled one */
export function createCallPromise(isHandled: boolean): CallPromise {
  let settle: CallPromise['settle'] = () => undefined
  const promise = new Promise<object>((resolve, reject) => {
    settle = ({ terminal, payload }) => (terminal === 'success' ? resolve(payload) : reject(payload))
  })
  if (isHandled) promise.catch(() => undefined)
  return { promise, settle }
}

/**
 * Runs an API of `my` that has callbacks and a promise as well. Both are told later.
 *
 * @param begin - runs it; by default at once
 */
export function alipayCall(
  context: HostContext,
  callbacks: Callbacks,
  run: () => object,
  failure: (thrown: unknown) => AlipayFailure,
  begin: (work: () => void) => void = (work) => work(),
): Promise<object> {
  const { promise, settle } = createCallPromise(hasCallbacks(callbacks))
  begin(() => answerLater(context, callbacks, run, failure, settle))
  return promise
}
