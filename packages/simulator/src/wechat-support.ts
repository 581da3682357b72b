/**
 * What `wx.canIUse` knows, by the base library that brought it (native-apis.md §1.1, §1.2, §2, §5.2, §5.4); `''` is the first
 * one. Client limits, such as 50 or 200 MB, are invisible to it (§6).
 */
const namesByVersion: Readonly<Record<string, string>> = {
  '': `downloadFile downloadFile.object.url downloadFile.object.header downloadFile.success.tempFilePath
    downloadFile.success.statusCode request getNetworkType getSystemInfoSync getStorageSync setStorageSync`,
  '1.1.0': 'onNetworkStatusChange',
  '1.4.0': 'DownloadTask DownloadTask.abort DownloadTask.onProgressUpdate',
  '1.7.0': 'request.object.responseType',
  '1.8.0': 'downloadFile.object.filePath downloadFile.success.filePath',
  '1.9.9': 'getFileSystemManager FileSystemManager.access FileSystemManager.getFileInfo',
  '2.1.0': `DownloadTask.offProgressUpdate DownloadTask.onHeadersReceived DownloadTask.offHeadersReceived
    FileSystemManager.appendFile`,
  '2.1.2': 'onAppShow offAppShow onAppHide offAppHide',
  '2.9.3': 'offNetworkStatusChange',
  '2.10.0': 'downloadFile.object.timeout request.object.timeout FileSystemManager.readFile.object.position',
  '2.10.4': `downloadFile.object.enableProfile downloadFile.object.enableHttp2 downloadFile.object.enableQuic
    downloadFile.success.profile`,
  '2.20.1': 'getAppBaseInfo getDeviceInfo',
}

export const wechatSupport: ReadonlyMap<string, string> = new Map(
  Object.entries(namesByVersion).flatMap(([version, names]) =>
    names.split(/\s+/).map((name) => [name, version] as const),
  ),
)
