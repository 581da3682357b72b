import { asRecord, classifyFailure, type ErrorRow, type NativeFailure } from '@miniferry/download-core'

/**
 * What WeChat's failures mean: first match wins. Numbers are `errno` (native-apis.md §3.1), words are those seen in
 * `errMsg` on DevTools, Android, iOS and PC (native-apis.md §3.2). Many clients send words only.
 */
export const errorTable: readonly ErrorRow[] = [
  // The words are ours; 100 "API not supported".
  ['unsupported', /^100 |is not available on this client/],
  // 600005 argument, 600009 and 600011 url, 600010 and 101 request data. Before `timeout`, since the base library's
  // check may name `parameter.timeout`.
  [
    'invalid-argument',
    /^(101|600005|600009|60001[01]) |invalid url|scheme is invalid|protocol must be|parameter error/i,
  ],
  // 603105 "abort download task"; not Chromium's ERR_ABORTED, which is the network's doing.
  ['aborted', /^603105 |\babort/i],
  // 600003: not finished 5 s after the app went to the background. Suspended: called while there.
  ['interrupted', /^600003 |interrupted|runningState=suspend/i],
  // 600002; also a redirect target, a plugin's list, Android's `createDownloadTask:fail …`.
  ['url-not-allowed', /^600002 |not in (plugin's )?domain list/i],
  // 5; "timeout", "socket time out", net::ERR_TIMED_OUT, ETIMEDOUT of DevTools, iOS's own words before cronet.
  ['timeout', /^5 |timed?[ _]?out|请求超时/i],
  // 603301; old clients keep an older limit than 200 MB (native-apis.md §1.7).
  ['too-large', /^603301 |exceed max file size/i],
  // 1300202: the quota of user files, or one file over 100 MB.
  ['storage-full', /^1300202 |file storage limit/i],
  // 603300 save failed, 603303 cannot open filePath, 13xxxxx the file system's own; `getParentFile` is Android's.
  ['file-system', /^(60330[03]|13\d{5}) |permission denied|no such file|getParentFile|a directory/i],
  // 600007; clients that do not queue.
  ['too-many', /^600007 |exceed max .*count/i],
  // Chromium's ERR_CERT_* and ERR_SSL_*, Node's words in DevTools, Android before cronet.
  ['tls', /ERR_(CERT|SSL)|certificate|\bssl\b/i],
  // 6000xx: unknown, cronet (what it is stands in the words, so the rows above come first), system, too many redirects;
  // 108 WeChat's back end out of reach; "network change, cancel all task" is iOS on a switch of networks; "unknow host"
  // is Android's spelling; the codes are Node's in DevTools.
  ['network', /^(108|60000\d) |net::|network|connect|socket|unknow host|ENOTFOUND|EAI_AGAIN|UNREACH|互联网/i],
]

/** Names a failure of `wx`; the payload may be anything. */
export function readFailure(api: string, payload: unknown, url: string): NativeFailure {
  // The file APIs say errCode; where both exist, errno counts (native-apis.md §1.3). An exception has a message.
  const { errCode, errno = errCode, message, errMsg = message } = asRecord(payload)
  return classifyFailure(errorTable, { api, number: errno, words: errMsg, url, native: payload })
}
