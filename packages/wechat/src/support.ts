import { asRecord, callHost, createSupport, type Feature, type SupportTable } from '@miniferry/download-core'
import type { GetHost } from './host.js'

// native-apis.md §1.1, §1.2, §2. The documentation's table is made from it.
/** What WeChat can do, by base library. */
export const supportTable: SupportTable = {
  header: {},
  // Held by our own timer, so it needs no host.
  timeout: {},
  filePath: { SDKVersion: '1.8.0' },
  dataUrl: false,
  enableProfile: { SDKVersion: '2.10.4', devices: ['ios', 'android'] },
  enableHttp2: { SDKVersion: '2.10.4' },
  enableQuic: { SDKVersion: '2.10.4' },
  tempFilePath: {},
  statusCode: {},
  // With the headers event at the latest; the result's own `header` is not documented.
  responseHeader: { SDKVersion: '2.1.0' },
  // Seen on devices, promised nowhere: passed on where it comes.
  dataLength: false,
  profile: { SDKVersion: '2.10.4', devices: ['ios', 'android'] },
  abort: { SDKVersion: '1.4.0' },
  onProgressUpdate: { SDKVersion: '1.4.0' },
  onHeadersReceived: { SDKVersion: '2.1.0' },
}

/** Makes what says whether this client has a feature. */
export function createSupports(getHost: GetHost): (feature: Feature) => boolean {
  return createSupport(supportTable, getHost, (host) => {
    // The newer two are there from base library 2.20.1 (native-apis.md §6).
    const ask = (newer: string) => asRecord(callHost(host, newer) || callHost(host, 'getSystemInfoSync'))
    const { SDKVersion, version } = ask('getAppBaseInfo')
    return { SDKVersion, clientVersion: version, device: ask('getDeviceInfo').platform }
  })
}
