import type { Probe } from '../probe.js'
import { successOf, watchDownload } from '../watch-download.js'

const size = 60_000
/** Of the server: 12 pieces in 0.6 s. */
const rate = 100_000
/** Events a second that no screen can show. */
const many = 100

/** Number and end of the progress events of a file with a known length. */
export const progressEvents: Probe = {
  downloads: true,
  limit: 12_000,
  async run({ native, server }) {
    const trace = await watchDownload(native, { url: server.url('/file', { size, rate }) })
    if (successOf(trace) === undefined) return { progressEvents: { unknown: 'download-failed' } }
    const events = trace.progress.filter(({ isLate }) => !isLate)
    if (!trace.hasProgress) return { progressEvents: { unknown: 'no-such-call' } }
    if (events.length === 0) {
      return { progressEvents: { value: 'none' }, lastProgressEvent: { unknown: 'no-progress-events' } }
    }
    const seconds = size / rate
    const last = events[events.length - 1]
    return {
      progressEvents: {
        value: events.length / seconds > many ? 'many' : 'normal',
        evidence: { events: events.length, seconds },
      },
      lastProgressEvent: {
        value: Number(last?.written) >= size ? 'sent' : 'missing',
        evidence: last?.written,
      },
    }
  },
}
