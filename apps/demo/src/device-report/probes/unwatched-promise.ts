import type { Probe } from '../probe.js'
import { wait } from '../wait.js'

/** A download that fails, with callbacks, whose promise nobody watches. */
export const unwatchedPromise: Probe = {
  downloads: true,
  limit: 8000,
  async run({ native }) {
    if (native.onUnhandledRejection === undefined)
      return { rejectionWithCallbacks: { unknown: 'no-such-call' } }
    let rejections = 0
    const listener = () => {
      rejections++
    }
    native.onUnhandledRejection(listener)
    native.downloadFile({ url: 'not a url', fail() {} })
    await wait(500)
    native.offUnhandledRejection?.(listener)
    return { rejectionWithCallbacks: { value: rejections > 0 ? 'unhandled' : 'handled' } }
  },
}
