import { isThenable } from '../call-native.js'
import type { Probe } from '../probe.js'
import { watchDownload } from '../watch-download.js'

const members = ['abort', 'onProgressUpdate', 'offProgressUpdate', 'onHeadersReceived', 'offHeadersReceived']

/** What the call returns: a task, a promise, both at once. */
export const returnedValue: Probe = {
  downloads: true,
  limit: 12_000,
  async run({ native, server }) {
    const url = server.url('/file', { size: 10 })
    const { returned } = await watchDownload(native, { url })
    const withoutCallbacks = native.downloadFile({ url: server.url('/file', { size: 10 }) })
    if (isThenable(withoutCallbacks)) await Promise.resolve(withoutCallbacks).catch(() => {})

    const object = (returned ?? {}) as Record<string, unknown>
    const there = members.filter((name) => typeof object[name] === 'function')
    const task = there.length === 0 ? 'absent' : there[0] === 'abort' ? 'present' : 'without-abort'
    const promise = isThenable(returned)
      ? 'present'
      : isThenable(withoutCallbacks)
        ? 'without-callbacks'
        : 'absent'
    return { task: { value: task, evidence: there }, promise: { value: promise } }
  },
}
