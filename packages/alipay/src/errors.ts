import { classifyFailure, type ErrorRow, memberOf, type NativeFailure } from '@miniferry/download-core'

/**
 * What Alipay's failures mean: first match wins. Numbers are `error`; the words are Chinese or English by client, so
 * they count only where a number has two meanings (native-apis.md §3.3). The numbers of `my.request` are others.
 */
export const errorTable: readonly ErrorRow[] = [
  // Ours, from `callHost`; 1 is the IDE's "not supported"; 16 a digest algorithm that the host lacks.
  { code: 'unsupported', numbers: [1, 16], words: /not available: this client lacks it|暂不支持/ },
  // 9 is documented for the twin `uploadFile`, and not known here.
  { code: 'aborted', numbers: [9], words: /\babort/i },
  // No number of its own: filed under 12 for `uploadFile`, 13 for `request`.
  { code: 'timeout', words: /timed?[ _-]?out|超时/i },
  // 4 no right to call, 11 its older number, 13 "no permission" before 2022.
  { code: 'url-not-allowed', numbers: [4, 11, 13] },
  // 20 has two meanings: HTTP is not supported, or (for `request`) stopped by a limit of the rate.
  { code: 'too-many', numbers: [20], url: /^https:/i },
  { code: 'invalid-argument', numbers: [2, 20] },
  // 19 "http status error"; the status itself is not told.
  { code: 'http-status', numbers: [19] },
  // One file over 10 MB, or all over 50 MB: the host does not say which.
  { code: 'storage-full', numbers: [10028] },
  // 3 read or write failed, 15 delete failed, 17 digest failed, 10022 missing, 10023 a folder, 10024 no right, 10025 exists,
  // 10027 folder not empty.
  { code: 'file-system', numbers: [3, 15, 17, [10022, 10027]] },
  // 12 download failed: url, server or network. The words are iOS's when it is offline.
  { code: 'network', numbers: [12], words: /互联网|network/i },
]

/** The same number says "no such file" in the file APIs (native-apis.md §3.3). */
const fileErrorTable: readonly ErrorRow[] = [{ code: 'file-system', numbers: [12] }, ...errorTable]

/** Names a failure of `my.downloadFile`; the payload may be anything. */
export function readFailure(api: string, payload: unknown, url: string): NativeFailure {
  return classifyFailure(api === 'downloadFile' ? errorTable : fileErrorTable, {
    api,
    url,
    native: payload,
    number: memberOf(payload, 'error'),
    words: memberOf(payload, 'errorMessage') ?? memberOf(payload, 'message'),
  })
}
