import { evidenceOf } from '../evidence.js'
import type { Probe } from '../probe.js'
import { type RequestEnd, watchRequest } from '../watch-request.js'

const mebibyte = 1024 * 1024
/** Not further: authors report apps that were killed near 100 MB. */
const steps = [1, 2, 4, 8, 16, 32].map((step) => step * mebibyte)

/** Larger and larger bodies through the bridge between client and page. */
export const requestSize: Probe = {
  downloads: false,
  limit: 120_000,
  async run({ native, server }) {
    let largest = 0
    let last: RequestEnd | undefined
    for (const size of steps) {
      last = await watchRequest(native, server.url('/file', { size }))
      if (last.bytes !== size) break
      largest = size
    }
    const evidence = last?.name === 'fail' ? evidenceOf(last.payload) : { bytes: last?.bytes }
    return { requestBytes: { value: largest, evidence } }
  },
}
