import type { Findings } from '../device-report.js'
import { evidenceOf, failureWords } from '../evidence.js'
import type { Probe } from '../probe.js'
import { failureOf, terminal, watchDownload } from '../watch-download.js'

/** Whether `downloadFile` can be used at all. The other probes rest on it. */
export const firstAnswer: Probe = {
  downloads: false,
  limit: 20_000,
  async run({ native, server }) {
    const trace = await watchDownload(native, { url: server.url('/file', { size: 1000 }) }, { limit: 8000 })
    if (trace.thrown !== undefined) {
      const evidence = evidenceOf(trace.thrown.error)
      return { throwsSynchronously: { value: true, evidence } }
    }
    const failure = failureOf(trace)
    return {
      throwsSynchronously: { value: false },
      neverAnswers: {
        value: terminal(trace) === undefined,
        ...(failure ? { evidence: evidenceOf(failure) } : {}),
      },
    }
  },
}

/** What stood against the first download; `undefined` where it came. Without a server there is nothing to report. */
export function serverFailure({ neverAnswers }: Findings): string | undefined {
  return neverAnswers?.evidence === undefined ? undefined : failureWords(neverAnswers.evidence)
}
