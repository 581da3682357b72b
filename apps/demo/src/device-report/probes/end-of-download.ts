import type { Finding } from '../device-report.js'
import type { Probe } from '../probe.js'
import { type DownloadTrace, watchDownload } from '../watch-download.js'

/** How a download is told to have ended, and what comes after. */
export const endOfDownload: Probe = {
  downloads: true,
  limit: 20_000,
  async run({ native, server }) {
    const url = server.url('/file', { size: 20_000, rate: 100_000 })
    const trace = await watchDownload(native, { url }, { settle: 400 })
    return { terminalCallbacks: terminalCallbacks(trace), eventsAfterEnd: eventsAfterEnd(trace) }
  },
}

function terminalCallbacks({ callbacks }: DownloadTrace): Finding {
  const names = callbacks.map(({ name }) => name)
  const ends = names.filter((name) => name !== 'complete')
  if (ends.length === 0) return { unknown: 'download-failed' }
  const isContradictory = ends.some((name) => name !== ends[0])
  const value = ends.length === 1 ? 'once' : isContradictory ? 'contradictory' : 'twice'
  return { value, evidence: names }
}

function eventsAfterEnd({ progress }: DownloadTrace): Finding {
  if (progress.length === 0) return { unknown: 'no-progress-events' }
  const late = progress.filter(({ isLate }) => isLate).length
  return { value: late > 0 ? 'some' : 'none', evidence: { events: progress.length, late } }
}
