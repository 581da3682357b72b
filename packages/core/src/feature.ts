/**
 * What a client may or may not be able to do: an option, a result field, a member of the task, or a kind of url.
 * Ask with `supports(feature)`.
 */
export type Feature =
  | 'header'
  | 'timeout'
  | 'filePath'
  | 'dataUrl'
  | 'enableProfile'
  | 'enableHttp2'
  | 'enableQuic'
  | 'tempFilePath'
  | 'statusCode'
  | 'responseHeader'
  | 'dataLength'
  | 'profile'
  | 'abort'
  | 'onProgressUpdate'
  | 'onHeadersReceived'
