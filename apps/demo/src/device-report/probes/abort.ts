import { isThenable } from '../call-native.js'
import type { Finding, Findings } from '../device-report.js'
import { evidenceOf } from '../evidence.js'
import type { Probe } from '../probe.js'
import {
  type DownloadTask,
  type DownloadTrace,
  failureOf,
  terminal,
  watchDownload,
} from '../watch-download.js'

/** Aborts a download of two seconds after 0.3. */
export const abort: Probe = {
  downloads: true,
  limit: 15_000,
  async run({ native, server, device }) {
    const url = server.url('/file', { size: 200_000, rate: 100_000 })
    let returns: Promise<string> | undefined
    const abortSoon = (task: DownloadTask) => {
      setTimeout(() => {
        returns = howReturned(task.abort?.())
      }, 300)
    }
    let hasAbort = false
    const trace = await watchDownload(
      native,
      { url },
      {
        limit: 4000,
        settle: 400,
        onStart: (task) => {
          hasAbort = typeof task.abort === 'function'
          if (hasAbort) abortSoon(task)
        },
      },
    )
    if (!hasAbort) return { abortOutcome: { unknown: 'no-abort' } }
    const returned = (await returns) ?? 'nothing'
    return { ...outcome(trace, device.platform === 'alipay'), abortReturns: { value: returned } }
  },
}

function outcome(trace: DownloadTrace, isAlipay: boolean): Findings {
  const ended = terminal(trace)
  const failure = failureOf(trace)
  const order = trace.callbacks.map(({ name }) => name)
  const abortOutcome: Finding = { value: ended?.name ?? 'nothing', evidence: order }
  if (failure === undefined) {
    const unknown: Finding = { unknown: 'abort-did-not-fail' }
    return { abortOutcome, completeAfterAbort: unknown, abortError: unknown }
  }
  const number = isAlipay ? failure.error : failure.errno
  return {
    abortOutcome,
    completeAfterAbort: { value: order.includes('complete'), evidence: order },
    abortError: { value: typeof number === 'number' ? number : 'none', evidence: evidenceOf(failure) },
  }
}

/** In time, or not at all. */
function howReturned(returned: unknown): Promise<string> {
  if (!isThenable(returned)) return Promise.resolve('nothing')
  return new Promise((resolve) => {
    returned.then(
      () => resolve('resolves'),
      () => resolve('rejects'),
    )
    setTimeout(() => resolve('never-settles'), 3000)
  })
}
