import { evidenceOf } from '../evidence.js'
import type { Probe } from '../probe.js'
import { type DownloadTrace, failureOf, successOf, watchDownload } from '../watch-download.js'

/** Browsers stop at 20, Android's older network code at 5. */
const steps = [1, 5, 10, 20, 21]

/** The most redirects that are followed, as far as the steps tell. */
export const redirects: Probe = {
  downloads: true,
  limit: 50_000,
  async run({ native, server }) {
    let followed = 0
    let last: DownloadTrace | undefined
    for (const times of steps) {
      last = await watchDownload(native, { url: server.url('/redirect', { times, to: '/file?size=10' }) })
      if (successOf(last) === undefined) break
      followed = times
    }
    const evidence = { fail: evidenceOf(last && failureOf(last)), headersEvents: last?.headers.length ?? 0 }
    return { redirects: { value: followed, evidence } }
  },
}
