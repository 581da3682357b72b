/** Calls an asynchronous method of the host. Rejects with the host's own object. */
export function callNative(method: (options: object) => unknown, options: object): Promise<object> {
  return new Promise((resolve, reject) => {
    const returned = method({ ...options, success: resolve, fail: reject })
    // Alipay returns a promise as well; the callbacks tell.
    if (isThenable(returned)) returned.then(undefined, () => {})
  })
}

export function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as { then?: unknown } | null | undefined)?.then === 'function'
}
