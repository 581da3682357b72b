/** Network code whose words hosts pass on. */
export type NetworkDialect =
  | 'ios-english'
  | 'ios-chinese'
  | 'ios-traditional-chinese'
  | 'okhttp'
  | 'node'
  | 'chromium'

/**
 * How failures are told, and failures of the phone's own. Native-apis.md has the documented words and numbers, which are
 * the defaults; the rest was seen on phones, in the code of clients, or on other hosts of the same API.
 */
export interface FailureKnobs extends OwnKnobs {}

type OwnKnobs = typeof defaultFailureKnobs

export const defaultFailureKnobs = {
  // § is of native-apis.md.
  /**
   * Whose words a lost or refused connection, name resolution, a timeout or a certificate has, in `downloadFile` and
   * `request`: `'own'`, the host's; `'ios-english'`, `'ios-chinese'`, `'ios-traditional-chinese'`, Apple's (seen
   * in part: wendux/fly#210, tables of error texts of apps); `'okhttp'`, exceptions of Android, of which a reset says "Software
   * caused connection abort" (seen: other hosts that pass them on); `'node'` and `'chromium'`, those of DevTools and WeChat's
   * phones; `'unknown'`, words that say nothing. All but `'own'` come without `errno` on WeChat; on Alipay with error 12, or
   * with a number of no table where the words say nothing. Default `'own'`.
   */
  networkWords: 'own' as 'own' | NetworkDialect | 'unknown', // §3.2, §3.3
  /**
   * Every so many-th call of `downloadFile`, and of `request`, fails though network and answer are well, as `failWith`
   * says: `1` is each call, `Infinity` none. Each API counts its own calls, from the start of the app. Default `Infinity`.
   */
  failEvery: Number.POSITIVE_INFINITY as number,
  /**
   * How those calls fail, when all bytes have come: `'unknown'`, words and a number of no table; `'connection-abort'`, "Software
   * caused connection abort", which is no `abort()` (seen: OkHttp's, on other hosts); `'empty'`, "file data is empty", 603302
   * on WeChat (seen on iPhones: manycore-maas/Painter#237); `'save'`, "download fail save file fail" (seen on phones:
   * jasondu/wxa-plugin-canvas#245); `'temporary-full'`, a limit of the temporary files, which only words name, here ours
   * (seen on phones: cocos/cocos4#165); or `'silence'`: nothing is fetched, and no callback ever comes. `'empty'`, `'save'` and
   * `'temporary-full'` are of `downloadFile` alone.
   * Default `'unknown'`.
   */
  failWith: 'unknown' as 'unknown' | 'connection-abort' | 'empty' | 'save' | 'temporary-full' | 'silence',
  /**
   * Whether a download that meets a status from 400 on fails, with the status in words only (seen on other hosts: dimina,
   * uni-app): `'own'`, as the host does else; `'http'`, "HTTP 503"; `'status-code'`, "Response status code was unacceptable:
   * 503." Default `'own'`.
   */
  httpErrorWords: 'own' as 'own' | 'http' | 'status-code',
  /**
   * What methods of the file system manager say of a file that is missing, or in the way: `'own'`; `'bare'`,
   * `unlink:fail` and no more (seen on phones, by an app that guards against it); `'path'`, `unlink:fail fail unlink <path>`
   * (seen on another host: dimina on Android). All but `'own'` come without `errCode` on WeChat, with error 3, "unknown", on
   * Alipay. Default `'own'`.
   */
  fileWords: 'own' as 'own' | 'bare' | 'path', // §3.1, §3.3
  /**
   * What losing the network does to tasks that are not finished: `'fail'`, or `'silence'`: no callback ever, not
   * even when the network is back, `timeout` is over or the app is in the background; only `abort()` ends them (seen on
   * phones: xiaweiss/miniprogram-bug-report#272; on another host: dimina on HarmonyOS). Default `'fail'`.
   */
  networkLoss: 'fail' as 'fail' | 'silence', // §1.7
  /** What becomes of calls that are made without a network, in the same way: `'fail'` or `'silence'`. Default `'fail'`. */
  offlineCall: 'fail' as 'fail' | 'silence',
}
