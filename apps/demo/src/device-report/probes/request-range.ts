import { evidenceOf } from '../evidence.js'
import type { Probe } from '../probe.js'
import { watchRequest } from '../watch-request.js'

/** A part of a file by `request`. */
export const requestRange: Probe = {
  downloads: false,
  limit: 12_000,
  async run({ native, server }) {
    const url = server.url('/file', { size: 1000 })
    const { bytes, payload } = await watchRequest(native, url, { Range: 'bytes=100-199' })
    const evidence = { bytes, end: evidenceOf({ ...payload, data: '' }) }
    if (bytes !== 100 && bytes !== 1000) return { requestRange: { unknown: 'download-failed', evidence } }
    return { requestRange: { value: bytes === 100 ? 'passed' : 'dropped', evidence } }
  },
}
