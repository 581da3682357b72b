/** What `my.canIUse` knows; no version where the documents name none. */
export interface AlipaySupport {
  readonly SDKVersion?: string
  readonly clientVersion?: string
}

/** native-apis.md §1.1, §1.2, §2, §5.4, §6: `return` is asked for fields of the result and members of the task alike. */
export const alipaySupport: Readonly<Record<string, AlipaySupport>> = {
  downloadFile: {},
  'downloadFile.object.url': {},
  'downloadFile.object.header': {},
  'downloadFile.object.timeout': { clientVersion: '10.2.80' },
  'downloadFile.object.filePath': { clientVersion: '10.2.80' },
  'downloadFile.return.apFilePath': {},
  'downloadFile.return.tempFilePath': { SDKVersion: '2.7.23' },
  'downloadFile.return.filePath': { clientVersion: '10.2.80' },
  'downloadFile.return.statusCode': { SDKVersion: '2.8.8', clientVersion: '10.3.30' },
  'downloadFile.return.header': { SDKVersion: '2.8.8', clientVersion: '10.3.30' },
  'downloadFile.return.dataLength': { SDKVersion: '2.8.8', clientVersion: '10.3.30' },
  'downloadFile.return.abort': {},
  'downloadFile.return.onProgressUpdate': {},
  'downloadFile.return.offProgressUpdate': {},
  'downloadFile.return.onHeadersReceived': {},
  'downloadFile.return.offHeadersReceived': {},
  request: {},
  getFileSystemManager: { SDKVersion: '1.13.0' },
  getAppBaseInfo: {},
  getNetworkType: {},
  getStorage: {},
  getStorageSync: {},
  offAppHide: { SDKVersion: '1.20.0', clientVersion: '10.1.68' },
  offAppShow: { SDKVersion: '1.20.0', clientVersion: '10.1.68' },
  offNetworkStatusChange: {},
  onAppHide: { SDKVersion: '1.20.0', clientVersion: '10.1.68' },
  onAppShow: { SDKVersion: '1.20.0', clientVersion: '10.1.68' },
  onNetworkStatusChange: {},
  setStorage: {},
  setStorageSync: {},
}
