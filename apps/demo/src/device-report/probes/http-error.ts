import type { Finding, FindingValue } from '../device-report.js'
import { evidenceOf } from '../evidence.js'
import type { Probe } from '../probe.js'
import { terminal, watchDownload } from '../watch-download.js'
import { watchRequest } from '../watch-request.js'

type Payload = Readonly<Record<string, unknown>>

/** A 404: a success or a failure, and what is left of its page. */
export const httpError: Probe = {
  downloads: true,
  limit: 30_000,
  async run({ native, server, files }) {
    const plain = terminal(await watchDownload(native, { url: server.url('/file', { size: 10 }) }))
    const reportsStatus = typeof plain?.payload.statusCode === 'number'
    const ended = terminal(await watchDownload(native, { url: server.url('/status/404') }))

    const target = files.at('error-page.html')
    await watchDownload(native, { url: server.url('/status/404'), filePath: target })
    const bytes = await files.size(target)
    await files.remove(target)

    const request = await watchRequest(native, server.url('/status/404'))
    return {
      httpError: ended === undefined ? { unknown: 'download-failed' } : downloadEnd(ended, reportsStatus),
      httpErrorBody: { value: (bytes ?? 0) > 0 ? 'written' : 'not-written' },
      requestHttpError: { value: endWord(request), evidence: evidenceOf({ ...request.payload, data: '' }) },
    }
  },
}

function downloadEnd(ended: { name: string; payload: Payload }, reportsStatus: boolean): Finding {
  const value = endWord(ended)
  // Where no status is reported ever, its absence says nothing about a 404.
  if (value === 'success-without-status' && !reportsStatus) return { unknown: 'no-status' }
  return { value, evidence: evidenceOf(ended.payload) }
}

/** How an answer with this status is told. */
export function endWord({ name, payload }: { name: string; payload: Payload }): FindingValue {
  if (name === 'success') {
    const status = payload.statusCode ?? payload.status
    return typeof status === 'number' ? 'success-with-status' : 'success-without-status'
  }
  const number = payload.error ?? payload.errno
  return number === undefined ? 'fail' : `error-${number}`
}
