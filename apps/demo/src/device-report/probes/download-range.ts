import type { Finding } from '../device-report.js'
import { evidenceOf } from '../evidence.js'
import type { Probe } from '../probe.js'
import { pathOf, terminal, watchDownload } from '../watch-download.js'
import { endWord } from './http-error.js'

const size = 1000

/** A part of a file by `downloadFile`; the size of what comes tells whether the header was sent. */
export const downloadRange: Probe = {
  downloads: true,
  limit: 25_000,
  async run({ native, server, files }) {
    const fetch = async (range: string) => {
      const options = { url: server.url('/file', { size }), header: { Range: range } }
      return terminal(await watchDownload(native, options))
    }
    const part = await fetch('bytes=100-199')
    if (part === undefined) return { downloadRange: { unknown: 'download-failed' } }
    const path = pathOf(part.payload)
    const bytes = path === undefined ? undefined : await files.size(path)
    const evidence = { bytes: bytes ?? 'no file', end: evidenceOf(part.payload) }
    const isPassed = bytes === 100 || part.name === 'fail'
    const past = isPassed ? await fetch('bytes=5000-') : undefined
    const notAsked: Finding = { unknown: 'download-failed' }
    return {
      downloadRange:
        bytes === 100 || bytes === size
          ? { value: bytes === 100 ? 'passed' : 'dropped', evidence }
          : { unknown: 'download-failed', evidence },
      partialContent: isPassed ? { value: endWord(part), evidence } : notAsked,
      unsatisfiableRange: past ? { value: endWord(past), evidence: evidenceOf(past.payload) } : notAsked,
    }
  },
}
