/** A native `downloadFile` that is all stub: what is left is the cost of what is around it. */
export type NativeDownloadFile = (options: {
  url: string
  success(result: object): void
  fail(failure: object): void
}) => object

const task = {
  abort() {},
  onProgressUpdate() {},
  offProgressUpdate() {},
  onHeadersReceived() {},
  offHeadersReceived() {},
}

let files = 0

/** Answers at once, with a file of its own. */
export const instantDownloadFile: NativeDownloadFile = ({ success }) => {
  files += 1
  success({ tempFilePath: `wxfile://tmp_${files}`, apFilePath: `https://resource/${files}`, statusCode: 200 })
  return { ...task }
}

/** Answers nothing, until it is aborted. */
export const silentDownloadFile: NativeDownloadFile = ({ fail }) => ({
  ...task,
  abort: () => fail({ errMsg: 'downloadFile:fail abort' }),
})

const stats = {
  size: 4096,
  mode: 0o100000,
  lastAccessedTime: 0,
  lastModifiedTime: 0,
  isDirectory: () => false,
}
const fileSystem = {
  stat: ({ success }: { success(result: object): void }) => success({ stats }),
  getFileInfo: ({ success }: { success(result: object): void }) => success({ size: stats.size }),
}

/** A host, `wx` or `my`, with this `downloadFile`, and files that are all there. */
export function createStubbedHost(downloadFile: NativeDownloadFile) {
  return {
    downloadFile,
    getFileSystemManager: () => fileSystem,
    env: { USER_DATA_PATH: 'wxfile://usr' },
    request: () => ({}),
  }
}
