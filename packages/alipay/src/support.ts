import { createSupport, type Feature, type SupportTable } from '@miniferry/download-core'
import type { GetHost } from './host.js'

// native-apis.md §1.1, §1.2, §2. The documentation's table is made from it.
/** What Alipay can do, by base library and client. Where no version is documented the host is asked. */
export const supportTable: SupportTable = {
  header: {},
  // Held by our own timer, so it needs no host.
  timeout: {},
  // Clients before 10.2.80 ignore it; there the file is moved, which needs the file system.
  filePath: { SDKVersion: '1.13.0' },
  // Images; any type since client 10.5.10.
  dataUrl: {},
  enableProfile: false,
  enableHttp2: false,
  enableQuic: false,
  // From `apFilePath` before base library 2.7.23.
  tempFilePath: {},
  statusCode: { SDKVersion: '2.8.8', clientVersion: '10.3.30' },
  responseHeader: { SDKVersion: '2.8.8', clientVersion: '10.3.30' },
  dataLength: { SDKVersion: '2.8.8', clientVersion: '10.3.30' },
  profile: false,
  abort: { query: 'downloadFile.return.abort' },
  onProgressUpdate: { query: 'downloadFile.return.onProgressUpdate' },
  onHeadersReceived: { query: 'downloadFile.return.onHeadersReceived' },
}

/** Makes what says whether this client has a feature. */
export function createSupports(getHost: GetHost): (feature: Feature) => boolean {
  return createSupport(supportTable, getHost, (host) => ({
    SDKVersion: host.SDKVersion,
    clientVersion: host.env?.clientVersion,
    device: host.env?.platform,
    canIUse: (query) => host.canIUse?.(query),
  }))
}
