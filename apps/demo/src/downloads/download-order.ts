import type { DownloadRequest } from '../download-library.js'
import { type SampleId, sampleOf } from './samples.js'

/** What was asked for on the page: enough to ask again, in another run of the app too. */
export interface DownloadOrder {
  readonly sample: SampleId
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

/** `key` keeps apart what is asked for twice: the files, and on the server the links and the failures. */
export function requestOf(
  order: DownloadOrder,
  key: string,
  place: OrderPlace,
): DownloadRequest & { filePath: string } {
  const { path, size, knobs = {}, policy, checksum } = sampleOf(order.sample, place.fileBytes)
  const query = Object.entries({ size, ...knobs, link: key }).map(([name, value]) => `${name}=${value}`)
  return {
    url: `${place.server}${path}?${query.join('&')}`,
    filePath: `${place.userDataPath}/downloads/${path.slice(1).replace('.', `-${key}.`)}`,
    ...policy,
    ...(checksum === undefined ? {} : { checksum }),
    ...(order.isUrgent ? { priority: 1 } : {}),
    ...(order.wifiOnly ? { network: 'wifi' } : {}),
  }
}
