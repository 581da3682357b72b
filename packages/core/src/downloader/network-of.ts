import type { DownloadPolicy } from './download-policy.js'
import type { Job } from './job.js'

/** The network that a job may use: the least strict of those who want it now decides. */
export function networkOf({ handles, request }: Job): DownloadPolicy['network'] {
  let network = request.network
  for (const handle of handles) {
    if (handle.isPaused) continue
    if (handle.network !== 'wifi') return 'any'
    network = 'wifi'
  }
  return network
}
