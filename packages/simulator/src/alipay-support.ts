/** What is needed; no version where the documents name none. */
interface AlipaySupport {
  readonly SDKVersion?: string
  readonly clientVersion?: string
}

/**
 * What `my.canIUse` knows (native-apis.md §1.1, §1.2, §2, §5.4, §6): `return` is asked for fields of the result and members of
 * the task alike.
 */
const supported: readonly (readonly [needs: AlipaySupport, names: string])[] = [
  [
    {},
    `downloadFile downloadFile.object.url downloadFile.object.header downloadFile.return.apFilePath
    downloadFile.return.abort downloadFile.return.onProgressUpdate downloadFile.return.offProgressUpdate
    downloadFile.return.onHeadersReceived downloadFile.return.offHeadersReceived request getAppBaseInfo getNetworkType
    getStorageSync setStorageSync onNetworkStatusChange offNetworkStatusChange`,
  ],
  [{ SDKVersion: '1.13.0' }, 'getFileSystemManager'],
  [{ SDKVersion: '1.20.0', clientVersion: '10.1.68' }, 'onAppShow offAppShow onAppHide offAppHide'],
  [{ SDKVersion: '2.7.23' }, 'downloadFile.return.tempFilePath'],
  [
    { clientVersion: '10.2.80' },
    'downloadFile.object.timeout downloadFile.object.filePath downloadFile.return.filePath',
  ],
  [
    { SDKVersion: '2.8.8', clientVersion: '10.3.30' },
    'downloadFile.return.statusCode downloadFile.return.header downloadFile.return.dataLength',
  ],
]

export const alipaySupport: ReadonlyMap<string, AlipaySupport> = new Map(
  supported.flatMap(([needs, names]) => names.split(/\s+/).map((name) => [name, needs] as const)),
)
