import type { Finding } from '../device-report.js'
import { evidenceOf } from '../evidence.js'
import type { Probe, ProbeContext } from '../probe.js'
import { abortQuietly, failureOf, successOf, watchDownload } from '../watch-download.js'

const mebibyte = 1024 * 1024
/** The limits that anybody has reported or documented (native-apis.md §1.7). */
const steps = [10, 50, 100, 200].map((step) => step * mebibyte)
const largest = 200 * mebibyte

/**
 * First the server only announces one byte more than each step: many clients refuse then, and it costs nothing. Only where
 * none is refused the largest is really downloaded.
 */
export const downloadSize: Probe = {
  downloads: true,
  limit: 240_000,
  async run(context) {
    for (const step of steps) {
      const failure = await announce(context, step + 1)
      if (failure) return { maxDownloadBytes: { value: step, evidence: evidenceOf(failure) } }
    }
    return { maxDownloadBytes: await downloadLargest(context) }
  },
}

/** How it failed, where it did so by itself. */
async function announce({ native, server }: ProbeContext, size: number): Promise<object | undefined> {
  let isAborted = false
  const trace = await watchDownload(
    native,
    // Ends by itself where `abort` does nothing.
    { url: server.url('/file', { size, stall: 1000 }), timeout: 2500 },
    {
      limit: 3000,
      onStart: (task) => {
        setTimeout(() => {
          isAborted = true
          abortQuietly(task)
        }, 2000)
      },
    },
  )
  return isAborted ? undefined : failureOf(trace)
}

async function downloadLargest({ native, server }: ProbeContext): Promise<Finding> {
  const url = server.url('/file', { size: largest + 1 })
  const trace = await watchDownload(native, { url, timeout: 200_000 }, { limit: 220_000 })
  const written = Number(trace.progress[trace.progress.length - 1]?.written ?? 0)
  if (successOf(trace)) return { value: 'Infinity', evidence: { downloaded: largest + 1 } }
  const failure = failureOf(trace)
  if (failure === undefined) return { unknown: 'download-failed', evidence: { written } }
  const nearest = [...steps].sort(
    (first, second) => Math.abs(first - written) - Math.abs(second - written),
  )[0]
  return { value: nearest ?? written, evidence: { written, fail: evidenceOf(failure) } }
}
