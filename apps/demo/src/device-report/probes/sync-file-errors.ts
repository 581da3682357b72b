import { evidenceOf } from '../evidence.js'
import type { Probe } from '../probe.js'

/** A synchronous look at a file that is not there. */
export const syncFileErrors: Probe = {
  downloads: false,
  limit: 2000,
  run({ files, device }) {
    const access = files.member('accessSync')
    if (typeof access !== 'function') return Promise.resolve({ syncFileErrors: { unknown: 'no-such-call' } })
    const path = files.at('nothing-here')
    try {
      // Alipay takes an object as well as a path, and documents the object (native-apis.md §5.2).
      const returned: unknown = access(device.platform === 'alipay' ? { path } : path)
      return Promise.resolve({ syncFileErrors: { value: 'returned', evidence: evidenceOf(returned) } })
    } catch (error) {
      return Promise.resolve({ syncFileErrors: { value: 'thrown', evidence: evidenceOf(error) } })
    }
  },
}
