import type { DownloadErrorCode } from '../download-error.js'
import type { NativeFailure } from '../platform.js'
import { asRecord } from './host.js'

/**
 * One kind of failure. The pattern is matched against the host's number, the scheme of the url and the host's words:
 * `600003 https downloadFile:fail interrupted`. The number is `undefined` where the host gives none; paths and urls in
 * the words are blanked.
 */
export type ErrorRow = readonly [code: DownloadErrorCode, pattern: RegExp]

/** Names what `api` failed with: the host's payload, or an exception; it may be anything. */
export type FailureReader = (api: string, payload: unknown, url?: string) => NativeFailure

/** A limit of storage, in words. They tell before any number: what comes with them is the number of saving in general. */
const storageFullWords: ErrorRow = [
  'storage-full',
  // Not "No buffer space available", which is the network's.
  /ENOSPC|quota|[^r][ _]space\b|(limit|exceed).*(storage|disk|temp file)|(storage|disk|temp file).*(limit|exceed|full)|空[间間]|[存储儲]{2}.*(上限|不足|满)/i,
]

/**
 * "HTTP 503", "status code was unacceptable: 404", "服务器返回 500". 443 is a port, sizes and times have a unit; no m, for
 * the time or the stream that a number counts.
 */
const httpStatusWords: RegExp =
  /:.*(?:(?:http(?:\/\d)?|stat|respon|server|[器状狀返失])[^-\dm]*|(?:failed|fail|error)[ :(]+|\()(?!443)([45]\d\d)\b(?! ?[km]?(?:b|s|bytes)\b)/i

/**
 * What failures mean by the words that hosts take over from the network and the files below them: first match wins.
 * Both platforms run on the same systems, so the words are the same (native-apis.md §3.2): those of iOS, in the language
 * of the phone, of java.net and OkHttp, Chromium, Node and undici, curl, browsers. What ends a download has to be said
 * clearly: any other words are tried again.
 */
const failureWords: readonly ErrorRow[] = [
  // The words are ours.
  ['unsupported', /on this client/],
  // Before `timeout`: 408 and 504 are called so.
  ['http-status', httpStatusWords],
  // Before `timeout`, since WeChat's check of arguments may name `parameter.timeout`.
  ['invalid-argument', /(invalid|bad|unsupported)[ _]url|scheme|protocol must|parameter/i],
  // A list of domains, or the system's rule against plain HTTP.
  ['url-not-allowed', /domain list|cleartext|App Tr/i],
  // -1001 is iOS's.
  ['timeout', /timed?[ _-]?out|[超逾][时時]|-1001\b/i],
  // Only where it is the whole reason: what breaks off by itself is the network's doing. -999 is iOS's.
  ['aborted', /fail[: .]+(\w+: )?(abort( download task)?|cancell?ed|已取消)[.。]?$|AbortError|-999\b/i],
  // A certificate.
  ['tls', /cert(?!ain)|verified|_leaf|chain val|[证證憑][书書證]/i],
  // A connection that breaks, also under a handshake or while it is written to, and redirects without end.
  ['network', /abort|reset|clos|pipe|shut|termin|socket|call\b|quic|unreach|redir|重定/i],
  // -120x are iOS's.
  ['tls', /ssl|tls|shake|secure|安全[连連]|-120\d/i],
  ['too-large', /max.*size|size.*(limit|exceed)|too.(large|big)|[件案].?[过過太]大|大小.*[超限]|超.*大小/i],
  // Over the limit, or a second task of one url.
  [
    'too-many',
    /(max|exceed).*(conn|task|down|req)|too many ([ctd]|req)| task .*\b(exist|work|already)|任[务務].*[上超存正]|正在下|[重相][复同]|频繁|[过過太]多/i,
  ],
  [
    'network',
    /net|conn|host|dns|resol|\benotf|eai_|offline|prox|fetch|\bload f|stream|follow|domain|server|respon|peer|empty|\beof|[网網连連器]|主[机機]|解析/i,
  ],
  // Not "power save mode", nor "write EPROTO".
  [
    'file-system',
    /permission denied|director|ParentFile|\b(sav|writ|renam|mov)(e|ing)\b(?! [em])|保存|写[入文]|命名|移动文|[存储儲]{2}[文檔失权]/i,
  ],
]

/**
 * Names failures by the first row that matches: of the host's own `table`, of the words that every host may pass on, and
 * of `general`, the numbers that are as good as none where there are words. `unknown` where no row matches. `read` finds
 * the number and the words in a payload of the host.
 */
export function createFailureReader(
  table: readonly ErrorRow[],
  read: (payload: Record<string, unknown>) => readonly [number: unknown, words: unknown],
  general: readonly ErrorRow[] = [],
): FailureReader {
  const rows = [storageFullWords].concat(table, failureWords, general)
  return (api, payload, url = '') => {
    const [number, words = payload] = read(asRecord(payload))
    const errno = typeof number === 'number' ? number : undefined
    const errMsg = (typeof words === 'string' && words ? words : 'without a reason').replace(
      /^(?!\w+:fail)/,
      `${api}:fail `,
    )
    // A file may be called abort.zip: only the host's own words count, and their beginning. Java's exceptions are words.
    const ownWords = errMsg
      .slice(0, 400)
      .replace(/"[^"]*"|([\w.+-]+:)?\B\/\S*|[\w-]+(\.(?!\w+Exception)[\w-]+)+/g, '')
    const subject = `${errno} ${url.split(':')[0]} ${ownWords}`
    const [code] = rows.find(([, pattern]) => pattern.test(subject)) || (['unknown'] as const)
    const status = code === 'http-status' && (httpStatusWords.exec(subject) || [])[1]
    return { code, errMsg, errno, statusCode: Number(status) || undefined, native: payload }
  }
}
