import { evidenceOf } from '../evidence.js'
import type { Probe } from '../probe.js'
import { terminal, watchDownload } from '../watch-download.js'

/** A url that is none: is `fail` called before the call has returned? */
export const badArgument: Probe = {
  downloads: true,
  limit: 8000,
  async run({ native }) {
    const trace = await watchDownload(native, { url: 'not a url' }, { limit: 3000 })
    if (trace.thrown) {
      return { failSynchronously: { value: 'throws', evidence: evidenceOf(trace.thrown.error) } }
    }
    const ended = terminal(trace)
    if (ended?.name !== 'fail') return { failSynchronously: { unknown: 'download-failed' } }
    return { failSynchronously: { value: ended.isSynchronous, evidence: evidenceOf(ended.payload) } }
  },
}
