import type { Finding } from '../device-report.js'
import type { Probe, ProbeContext } from '../probe.js'
import { abortQuietly, type DownloadTask, terminal, watchDownload } from '../watch-download.js'

/** Bytes of what is at the place before, so that it can be told from what comes. */
const oldSize = 10

/** Breaks a download off in the middle, by a timeout and by an abort, and looks at what is at its place. */
export const partialFile: Probe = {
  downloads: true,
  limit: 25_000,
  async run(context) {
    let hasAbort = false
    const [afterFailure, afterAbort] = await Promise.all([
      remains(context, 'failed.bin', 1000),
      remains(context, 'aborted.bin', 3000, (task) => {
        hasAbort = typeof task.abort === 'function'
        setTimeout(() => abortQuietly(task), 500)
      }),
    ])
    return {
      partialFile: afterFailure ?? { unknown: 'timeout-ignored' },
      partialFileAfterAbort: afterAbort ?? { unknown: hasAbort ? 'abort-did-not-fail' : 'no-abort' },
    }
  },
}

/** The server falls silent after 40 of 100 kB. `undefined` where the download did not fail, or failed by the wrong cause. */
async function remains(
  { native, server, files }: ProbeContext,
  name: string,
  timeout: number,
  onStart?: (task: DownloadTask) => void,
): Promise<Finding | undefined> {
  const filePath = files.at(name)
  await files.write(filePath, 'x'.repeat(oldSize))
  const url = server.url('/file', { size: 100_000, stall: 40_000 })
  const trace = await watchDownload(
    native,
    { url, filePath, timeout },
    { limit: 4000, ...(onStart && { onStart }) },
  )
  const bytes = await files.size(filePath)
  await files.remove(filePath)
  const ended = terminal(trace)
  const isByTimeout = (ended?.after ?? 0) > 2500
  if (ended?.name !== 'fail' || (onStart !== undefined && isByTimeout)) return undefined
  const value = bytes === undefined ? 'old-file-removed' : bytes === oldSize ? 'removed' : 'kept'
  return { value, evidence: { bytes: bytes ?? 'no file', before: oldSize } }
}
