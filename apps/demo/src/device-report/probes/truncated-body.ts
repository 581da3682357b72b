import { evidenceOf } from '../evidence.js'
import type { Probe } from '../probe.js'
import { terminal, watchDownload } from '../watch-download.js'

/** The server hangs up after 40 of 100 kB. */
export const truncatedBody: Probe = {
  downloads: true,
  limit: 12_000,
  async run({ native, server }) {
    const url = server.url('/file', { size: 100_000, reset: 40_000 })
    const ended = terminal(await watchDownload(native, { url }))
    if (ended === undefined) return { truncatedBody: { unknown: 'download-failed' } }
    return { truncatedBody: { value: ended.name, evidence: evidenceOf(ended.payload) } }
  },
}
