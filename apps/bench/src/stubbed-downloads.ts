/** A native `downloadFile` that is all stub: what is left is the cost of what is around it. */
export type NativeDownloadFile = (options: {
  url: string
  success(result: object): void
  fail(failure: object): void
}) => object

const result = { tempFilePath: 'wxfile://tmp_1', apFilePath: 'https://resource/1', statusCode: 200 }
const task = {
  abort() {},
  onProgressUpdate() {},
  offProgressUpdate() {},
  onHeadersReceived() {},
  offHeadersReceived() {},
}

/** Answers at once. */
export const instantDownloadFile: NativeDownloadFile = ({ success }) => {
  success(result)
  return { ...task }
}

/** Answers nothing, until it is aborted. */
export const silentDownloadFile: NativeDownloadFile = ({ fail }) => ({
  ...task,
  abort: () => fail({ errMsg: 'downloadFile:fail abort' }),
})
