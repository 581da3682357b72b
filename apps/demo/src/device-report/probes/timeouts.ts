import type { Finding } from '../device-report.js'
import { evidenceOf, failureWords } from '../evidence.js'
import type { Probe } from '../probe.js'
import { terminal, watchDownload } from '../watch-download.js'

const timeout = 1000

/** A server that says nothing, and one that takes twice the time but never pauses. */
export const timeouts: Probe = {
  downloads: true,
  limit: 20_000,
  async run({ native, server }) {
    const [silent, steady] = await Promise.all([
      watchDownload(native, { url: server.url('/never'), timeout }, { limit: 3500 }),
      watchDownload(
        native,
        { url: server.url('/file', { size: 20_000, rate: 10_000 }), timeout },
        { limit: 5000 },
      ),
    ])
    const ended = terminal(silent)
    if (ended?.name !== 'fail') {
      const unknown: Finding = { unknown: 'timeout-ignored' }
      return { shortTimeout: { value: 'ignored' }, timeoutMeasures: unknown, timeoutFailure: unknown }
    }
    const end = terminal(steady)
    return {
      shortTimeout: { value: 'honoured', evidence: { milliseconds: ended.after } },
      timeoutFailure: { value: failureWords(ended.payload), evidence: evidenceOf(ended.payload) },
      timeoutMeasures:
        end === undefined
          ? { unknown: 'download-failed' }
          : { value: end.name === 'fail' ? 'total' : 'idle', evidence: { milliseconds: end.after } },
    }
  },
}
