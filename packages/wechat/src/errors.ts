import { classifyFailure, type ErrorRow, memberOf, type NativeFailure } from '@miniferry/download-core'

/**
 * What WeChat's failures mean: first match wins. Numbers are `errno` (native-apis.md §3.1), words are those seen in
 * `errMsg` on DevTools, Android, iOS and PC (native-apis.md §3.2). Many clients send words only.
 */
export const errorTable: readonly ErrorRow[] = [
  // Ours, from `callHost`; and 100 "API not supported".
  { code: 'unsupported', numbers: [100, 603101, 603102], words: /not available: this client lacks it/ },
  // 600005 argument, 600009 invalid URL, 600010 and 101 request data, 600011 URL validation; before `timeout`, since
  // the base library's check may name `parameter.timeout`.
  {
    code: 'invalid-argument',
    numbers: [101, 600005, 600009, 600010, 600011],
    words: /invalid url|scheme is invalid|protocol must be|parameter error/i,
  },
  // 603105 "abort download task"; not Chromium's ERR_ABORTED, which is the network's doing.
  { code: 'aborted', numbers: [603105], words: /\babort/i },
  // 600003: not finished 5 s after the app went to the background. Suspended: called while there.
  { code: 'interrupted', numbers: [600003], words: /interrupted|runningState=suspend/i },
  // 600002; also a redirect target, a plugin's list, Android's `createDownloadTask:fail …`.
  { code: 'url-not-allowed', numbers: [600002], words: /not in (plugin's )?domain list/i },
  // 5; "timeout", "socket time out", net::ERR_TIMED_OUT, ETIMEDOUT of DevTools, iOS's own words before cronet.
  { code: 'timeout', numbers: [5], words: /timed?[ _]?out|请求超时/i },
  // 603301; old clients keep an older limit than 200 MB (native-apis.md §1.7).
  { code: 'too-large', numbers: [603301], words: /exceed(ed)? max file size/i },
  // 1300202: the quota of user files, or one file over 100 MB.
  { code: 'storage-full', numbers: [1300202], words: /file storage limit/i },
  // 603300 save failed, 603303 cannot open filePath, 13xxxxx the file system's own; `getParentFile` is Android's.
  {
    code: 'file-system',
    numbers: [603300, 603303, [1300000, 1399999]],
    words: /permission denied|no such file|getParentFile|is a directory|not a directory|file already exists/i,
  },
  // 600007; clients that do not queue.
  { code: 'too-many', numbers: [600007], words: /exceed(ed)? max .*(connection|task) count/i },
  // Chromium's -200 to -299 and -107, Node's words in DevTools, Android before cronet.
  { code: 'tls', words: /ERR_(CERT|SSL)|certificate|\bssl\b/i },
  // 600000 unknown network error, 600001 cronet (what it is stands in the words, so the rows above come first),
  // 600004, 600006, 600008 too many redirects, 108 WeChat's back end out of reach; "network change, cancel all task"
  // is iOS on a switch of networks; "unknow host" is Android's spelling.
  {
    code: 'network',
    numbers: [108, 600000, 600001, 600004, 600006, 600008],
    words: /net::ERR_|network|connect|socket|unknow host|ENOTFOUND|EAI_AGAIN|E(HOST|NET)UNREACH|互联网/i,
  },
]

/** Names a failure of `wx`; the payload may be anything. */
export function readFailure(api: string, payload: unknown, url: string): NativeFailure {
  return classifyFailure(errorTable, {
    api,
    url,
    native: payload,
    // The file APIs say errCode; where both exist, errno counts (native-apis.md §1.3).
    number: memberOf(payload, 'errno') ?? memberOf(payload, 'errCode'),
    words: memberOf(payload, 'errMsg') ?? memberOf(payload, 'message'),
  })
}
