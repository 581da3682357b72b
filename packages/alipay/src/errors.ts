import { createFailureReader, type ErrorRow, type FailureReader } from '@miniferry/download-core'

/** What Alipay's numbers mean, `error`, for downloads and files (native-apis.md §3.3); core knows the words. */
export const errorTable: readonly ErrorRow[] = [
  // 1 is the IDE's "not supported"; 16 a digest algorithm that the host lacks.
  ['unsupported', /^(1|16) /],
  // 9 is documented for the twin `uploadFile`, and not known here.
  ['aborted', /^9 /],
  // 4 no right to call, or not on the list of domains, 11 its older number.
  ['url-not-allowed', /^(4|11) /],
  // 20 has two meanings: HTTP is not supported, which a redirect may be as well, or (known from `request`) the rate is
  // limited.
  ['too-many', /^20 https (?!.*(http|不支持))/i],
  ['invalid-argument', /^(2|20) /],
  // 19 "http status error".
  ['http-status', /^19 /],
  // One file over 10 MB, or all over 50 MB: the host does not say which.
  ['storage-full', /^10028 /],
  // 3 read or write failed, 15 delete failed, 17 digest failed, 10022 missing, 10023 a folder, 10024 no right, 10025
  // exists, 10027 folder not empty.
  ['file-system', /^(3|15|17|1002[2-7]) /],
]

/** 12 download failed: url, server or network. 13 "no permission" before 2022, and a time-out where the words say so. */
export const generalRows: readonly ErrorRow[] = [
  ['network', /^12 /],
  ['url-not-allowed', /^13 /],
]

/** What failures of `my.request` mean, whose numbers are its own (native-apis.md §3.3). */
export const requestErrorTable: readonly ErrorRow[] = [
  // "not implemented", or a page that is gone.
  ['unsupported', /^1 /],
  // 9 is documented for the twin `uploadFile`.
  ['aborted', /^9 /],
  ['timeout', /^13 /],
  // 4 and 11: no right to call, or not on the list of domains.
  ['url-not-allowed', /^(4|11) /],
  // 20 has two meanings: the url is one of HTTP, which a redirect may be as well, or the rate is limited.
  ['too-many', /^20 https (?!.*(http|不支持))/i],
  ['invalid-argument', /^(2|20) /],
  // 4xx and 5xx, and bad certificates; which is not told.
  ['http-status', /^19 /],
]

/** 12 network, 23 proxy; 14 a body that cannot be decoded, which bytes need not be: it is damaged. */
export const generalRequestRows: readonly ErrorRow[] = [['network', /^(12|14|23) /]]

/** Names a failure of `my`; the payload may be anything. */
export const readFailure: FailureReader = /* @__PURE__ */ createFailureReader(
  errorTable,
  (payload) => {
    // An exception has a message.
    const { error, message, errorMessage = message } = payload
    return [error, errorMessage]
  },
  generalRows,
)

/** Names a failure of `my.request`. */
export const readRequestFailure: FailureReader = /* @__PURE__ */ createFailureReader(
  requestErrorTable,
  (payload) => {
    const { error, status, message, errorMessage = message } = payload
    // A timeout may come as 14 "JSON parse data error" with its own number beside it.
    return [status === 13 ? status : error, errorMessage]
  },
  generalRequestRows,
)
