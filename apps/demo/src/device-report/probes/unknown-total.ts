import type { Finding, FindingValue } from '../device-report.js'
import { encodeValue } from '../finding-value.js'
import type { Probe } from '../probe.js'
import { type DownloadTrace, watchDownload } from '../watch-download.js'

/** What progress events say of a total that the server does not tell, or tells of other bytes. */
export const unknownTotal: Probe = {
  downloads: true,
  limit: 25_000,
  async run({ native, server }) {
    const file = { size: 30_000, rate: 100_000 }
    const [chunked, compressed] = await Promise.all([
      watchDownload(native, { url: server.url('/file', { ...file, length: 'no' }) }),
      watchDownload(native, { url: server.url('/file', { ...file, gzip: 1 }) }),
    ])
    return { unknownTotal: firstTotal(chunked), compressedTotal: firstTotal(compressed) }
  },
}

function firstTotal({ progress: [event] }: DownloadTrace): Finding {
  if (event === undefined) return { unknown: 'no-progress-events' }
  return { value: encodeValue(event.total as FindingValue | undefined), evidence: { written: event.written } }
}
