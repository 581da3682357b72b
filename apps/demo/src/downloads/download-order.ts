import type { DownloadRequest } from '../download-library.js'
import { type SampleId, sampleOf } from './samples.js'

/** What was asked for on the page: enough to ask again, in another run of the app too. */
export interface DownloadOrder {
  readonly sample: SampleId
  /** Where sample is `own`. */
  readonly url?: string
  readonly isUrgent: boolean
  readonly wifiOnly: boolean
}

/** The place that an order is carried out in. */
export interface OrderPlace {
  readonly server: string
  readonly userDataPath: string
  /** Bytes that a file may have. */
  readonly fileBytes: number
}

/**
 * `key` keeps apart what is asked for twice, on the server the links and the failures too. The name of the file is the server's, with a
 * number where it is taken.
 */
export function requestOf(order: DownloadOrder, key: string, place: OrderPlace): DownloadRequest {
  const sample = sampleOf(order.sample, place.fileBytes, order.url)
  const { url, path, size, knobs = {}, validFor, policy, checksum } = sample
  const query = Object.entries({ size, ...knobs, link: key }).map(([name, value]) => `${name}=${value}`)
  return {
    url: url ?? `${place.server}${path}?${query.join('&')}`,
    key,
    directory: `${place.userDataPath}/downloads`,
    // What `beforeAttempt` has to know, in the next run of the app too.
    ...(validFor === undefined ? {} : { meta: { key, validFor } }),
    ...policy,
    ...(checksum === undefined ? {} : { checksum }),
    ...(order.isUrgent ? { priority: 1 } : {}),
    ...(order.wifiOnly ? { network: 'wifi' } : {}),
  }
}
