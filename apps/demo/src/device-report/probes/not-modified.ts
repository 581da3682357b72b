import type { Finding } from '../device-report.js'
import { evidenceOf } from '../evidence.js'
import type { Probe, ProbeContext } from '../probe.js'
import { pathOf, terminal, watchDownload } from '../watch-download.js'

/** The tag that the server gives to a file of this size. */
const size = 1000
const header = { 'If-None-Match': `"seed-1-${size}"` }

/** What becomes of a 304. */
export const notModified: Probe = {
  downloads: true,
  limit: 12_000,
  async run(context) {
    const { native, server } = context
    const ended = terminal(await watchDownload(native, { url: server.url('/file', { size }), header }))
    if (ended === undefined) return { notModified: { unknown: 'download-failed' } }
    const evidence = evidenceOf(ended.payload)
    if (ended.name === 'fail') return { notModified: { value: 'failed', evidence } }
    return { notModified: { ...(await success(context, ended.payload)), evidence } }
  },
}

async function success(
  { files }: ProbeContext,
  payload: Readonly<Record<string, unknown>>,
): Promise<Finding> {
  const path = pathOf(payload)
  const bytes = path === undefined ? 0 : await files.size(path)
  // The client dropped the condition, or has a cache of its own.
  if (bytes === size) return { value: 'whole-file' }
  if (payload.statusCode === 304) return { value: path === undefined ? 'passed-without-file' : 'passed' }
  if (payload.statusCode === 200) return { value: 'empty-success' }
  return payload.statusCode === undefined
    ? { unknown: 'no-status' }
    : { value: `status-${payload.statusCode}` }
}
