import { createFailureReader, type ErrorRow, type FailureReader } from '@miniferry/download-core'

/**
 * What WeChat's failures mean: first match wins. Numbers are `errno` (native-apis.md §3.1), words are those seen in
 * `errMsg` on DevTools, Android, iOS and PC (native-apis.md §3.2). Many clients send words only.
 */
export const errorTable: readonly ErrorRow[] = [
  // The words are ours; 100 "API not supported", 603101 and 603102 not on this system.
  ['unsupported', /^(100|60310[12]) |is not available on this client/],
  // 600005 argument, 600009 and 600011 url, 600010 and 101 request data. Before `timeout`, since the base library's
  // check may name `parameter.timeout`.
  ['invalid-argument', /^(101|60000[59]|60001[01]) |invalid url|scheme is|protocol must|parameter error/i],
  // 603105 "abort download task"; not Chromium's ERR_ABORTED nor Node's "Error: aborted", which are the network's doing.
  ['aborted', /^603105 |\babort\b/i],
  // 600003: not finished 5 s after the app went to the background. "suspend": called while there.
  ['interrupted', /^600003 |interrupted|suspend/i],
  // 600002; also a redirect target, a plugin's list, Android's `createDownloadTask:fail …`.
  ['url-not-allowed', /^600002 |domain list/i],
  // 5; "timeout", "socket time out", net::ERR_TIMED_OUT, ETIMEDOUT of DevTools, iOS's own words before cronet.
  ['timeout', /^5 |timed?[ _]?out|超时/i],
  // 603301; old clients keep an older limit than 200 MB (native-apis.md §1.7).
  ['too-large', /^603301 |max file size/i],
  // 1300202: the quota of user files, or one file over 100 MB; the computer's own disk in DevTools.
  ['storage-full', /^1300202 |storage limit|no space|ENOSPC/i],
  // 603300 save failed, 603303 cannot open filePath, 13xxxxx the file system's own, whose words are "no such file or
  // directory", "is a directory" and the like; `getParentFile` is Android's.
  ['file-system', /^(60330[03]|13\d{5}) |permission denied|directory|getParentFile/i],
  // 600007; clients that do not queue.
  ['too-many', /^600007 |max (?!redirect).*count/i],
  // Chromium's ERR_CERT_* and ERR_SSL_*, Node's words in DevTools, "ssl hand shake error" of Android before cronet.
  ['tls', /ERR_CERT|certificate|ssl[ _]/i],
  // 6000xx: unknown, cronet (what it is stands in the words, so the rows above come first), system, too many redirects;
  // 108 WeChat's back end out of reach; "network change, cancel all task" is iOS on a switch of networks; "unknow host"
  // is Android's spelling; `getaddrinfo` is Node's name resolution in DevTools, and ECONN… its connections.
  ['network', /^(108|60000\d) |net::|network|conn|socket|aborted|redirect|unknow host|getaddrinfo|互联网/i],
]

const requestErrorRows: readonly ErrorRow[] = [
  // "native buffer exceeds size limit"; the limit is documented nowhere (native-apis.md §5.1).
  ['too-large', /^602300 |exceeds size limit/i],
  // Unknown, system, HttpDNS; 602301 no socket.
  ['network', /^602([01]\d\d|301) /],
]

/** The same for `wx.request`, which has numbers of its own as well. Apart, since `downloadFile` bundles the other. */
export const requestErrorTable: readonly ErrorRow[] = /* @__PURE__ */ requestErrorRows.concat(errorTable)

/** Names a failure of `wx`; the payload may be anything. */
export const readFailure: FailureReader = /* @__PURE__ */ createFailureReader(errorTable, readPayload)

/** Names a failure of `wx.request`. */
export const readRequestFailure: FailureReader = /* @__PURE__ */ createFailureReader(
  requestErrorTable,
  readPayload,
)

function readPayload(payload: Record<string, unknown>): readonly [number: unknown, words: unknown] {
  // The file APIs say errCode; where both exist, errno counts (native-apis.md §1.3). An exception has a message.
  const { errCode, errno = errCode, message, errMsg = message } = payload
  return [errno, errMsg]
}
