import { evidenceOf } from '../evidence.js'
import type { Probe } from '../probe.js'
import { terminal, watchDownload } from '../watch-download.js'

/** A file of no bytes. */
export const emptyBody: Probe = {
  downloads: true,
  limit: 12_000,
  async run({ native, server }) {
    const ended = terminal(await watchDownload(native, { url: server.url('/file', { size: 0 }) }))
    if (ended === undefined) return { emptyBody: { unknown: 'download-failed' } }
    const value = ended.name === 'success' ? 'success' : 'error'
    return { emptyBody: { value, evidence: evidenceOf(ended.payload) } }
  },
}
