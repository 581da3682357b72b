/**
 * Why a download failed. The same words on every platform.
 *
 * | code | meaning |
 * | --- | --- |
 * | `aborted` | the caller aborted, or the host; `name` is `AbortError` |
 * | `timeout` | our timer or the host's |
 * | `stalled` | no byte for `stallTimeout` |
 * | `network` | DNS, connection, offline, network change |
 * | `interrupted` | the host cut or refused it in the background |
 * | `tls` | certificate or handshake |
 * | `http-status` | the status was not accepted |
 * | `too-many` | over the host's parallel limit, or a second task of one url |
 * | `url-not-allowed` | the domain is not on the app's list |
 * | `invalid-argument` | url, header or another option; the message names the field |
 * | `too-large` | over the host's size limit |
 * | `storage-full` | the quota is reached; a downloader makes room first, where it can |
 * | `file-system` | parent of filePath missing, file not saved, … |
 * | `integrity` | size or checksum is not what was promised, an answer is not the file, or the host gave one file to two downloads |
 * | `unsupported` | the host lacks the API, or there is no host |
 * | `unknown` | nothing matched, or a success without a file; retryable where the host failed |
 */
export type DownloadErrorCode =
  | 'aborted'
  | 'timeout'
  | 'stalled'
  | 'network'
  | 'interrupted'
  | 'tls'
  | 'http-status'
  | 'too-many'
  | 'url-not-allowed'
  | 'invalid-argument'
  | 'too-large'
  | 'storage-full'
  | 'file-system'
  | 'integrity'
  | 'unsupported'
  | 'unknown'
