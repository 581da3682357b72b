import { evidenceOf } from '../evidence.js'
import type { Probe } from '../probe.js'
import { terminal, watchDownload } from '../watch-download.js'

/** Chinese letters in a path, as an app may pass them; our library encodes them. */
export const rawUrl: Probe = {
  downloads: true,
  limit: 12_000,
  async run({ native, server }) {
    const ended = terminal(await watchDownload(native, { url: server.url('/图片/你好.txt') }))
    if (ended === undefined) return { rawUrlCharacters: { unknown: 'download-failed' } }
    const value = ended.name === 'success' ? 'accepted' : 'refused'
    return { rawUrlCharacters: { value, evidence: evidenceOf(ended.payload) } }
  },
}
