import { createFailureReader, type ErrorRow, type FailureReader } from '@miniferry/download-core'

/**
 * What WeChat's numbers mean, `errno` (native-apis.md §3.1), for downloads, requests and files alike, and the words that
 * are WeChat's alone (§3.2). Many clients send words only; core knows the rest of them.
 */
export const errorTable: readonly ErrorRow[] = [
  // 100 "API not supported", 603101 and 603102 not on this system.
  ['unsupported', /^(100|60310[12]) /],
  // 600005 argument, 600009 and 600011 url, 600010 and 101 request data.
  ['invalid-argument', /^(101|60000[59]|60001[01]) /],
  // "abort download task".
  ['aborted', /^603105 /],
  // 600003: not finished 5 s after the app went to the background. "runningState=suspend": called while there.
  ['interrupted', /^600003 |\binterrupted\b|=suspend/i],
  ['url-not-allowed', /^600002 /],
  ['timeout', /^5 /],
  // 603301 a file, 602300 the body of a request.
  ['too-large', /^60(3301|2300) /],
  // The quota of user files, or one file over 100 MB.
  ['storage-full', /^1300202 /],
  // 603300 save failed, 603303 cannot open filePath, 13xxxxx the file system's own.
  ['file-system', /^(60330[03]|13\d{5}) /],
  // Clients that do not queue.
  ['too-many', /^600007 /],
]

/**
 * 6000xx: unknown, cronet (what it is stands in the words), logic, system, too many redirects; 602xxx the same for
 * requests, and HttpDNS; 603302 a file without data, which is the network's as well; 108 WeChat's back end out of reach.
 */
export const generalRows: readonly ErrorRow[] = [['network', /^(108|60000\d|602[01]\d\d|602301|603302) /]]

/** Names a failure of `wx`; the payload may be anything. */
export const readFailure: FailureReader = /* @__PURE__ */ createFailureReader(
  errorTable,
  (payload) => {
    // The file APIs say errCode; where both exist, errno counts (native-apis.md §1.3). An exception has a message.
    const { errCode, errno = errCode, message, errMsg = message } = payload
    return [errno, errMsg]
  },
  generalRows,
)
