import type { Finding } from '../device-report.js'
import type { Probe } from '../probe.js'
import { terminal, watchDownload } from '../watch-download.js'

const timeout = 75_000

/** A server that says nothing for longer than the 60 seconds that both hosts are said to stop at. */
export const longTimeout: Probe = {
  downloads: true,
  limit: 90_000,
  async run({ native, server }) {
    const trace = await watchDownload(native, { url: server.url('/never'), timeout }, { limit: 85_000 })
    const ended = terminal(trace)
    return { longTimeout: ended === undefined ? { value: 'ignored' } : whenEnded(ended.after) }
  },
}

function whenEnded(milliseconds: number): Finding {
  const evidence = { milliseconds, timeout }
  if (milliseconds > timeout - 2000) return { value: 'honoured', evidence }
  if (milliseconds > 58_000 && milliseconds < 65_000) return { value: 'capped', evidence }
  return { value: `after-${Math.round(milliseconds / 1000)}-s`, evidence }
}
