import type { AlipayFailure } from './alipay-errors.js'
import { type Callbacks, settleCallbacks } from './callbacks.js'
import type { HostContext } from './host-context.js'

/**
 * Runs an API of `my` that has callbacks and a promise as well. Both are told later.
 *
 * @param begin - runs it; by default at once
 */
export function alipayCall<Result extends object>(
  { deliver }: HostContext,
  callbacks: Callbacks,
  run: () => Result,
  failure: (thrown: unknown) => AlipayFailure,
  begin: (work: () => void) => void = (work) => work(),
): Promise<Result> {
  const promise = new Promise<Result>((resolve, reject) => {
    begin(() => {
      try {
        const result = run()
        deliver(() => {
          settleCallbacks(callbacks, 'success', result)
          resolve(result)
        })
      } catch (thrown) {
        const failed = failure(thrown)
        deliver(() => {
          settleCallbacks(callbacks, 'fail', failed)
          reject(failed)
        })
      }
    })
  })
  if (hasCallbacks(callbacks)) promise.catch(() => undefined)
  return promise
}

export function hasCallbacks({ success, fail, complete }: Callbacks): boolean {
  return success !== undefined || fail !== undefined || complete !== undefined
}
