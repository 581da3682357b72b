import type { HeaderCase } from './header-case.js'
import type { ExistingTarget } from './virtual-file-system.js'

/**
 * What neither vendor documents, on both hosts. Each field says what is unknown, what it may be, and why the default
 * is what it is. "Harsh" defaults are chosen where being wrong the other way would hide a bug of the app.
 */
export interface SharedKnobs {
  /**
   * What `totalBytesExpectedToWrite` is without `Content-Length`, or with a compressed body (native-apis.md §2, §10 row 11):
   * `-1`, `0`, `NaN` or `undefined`. Default `-1`, as Chromium's and Apple's network code say it. `progress` is then `0`,
   * or the same `NaN` or `undefined`.
   */
  unknownTotal: number | undefined
  /**
   * How many progress events there are (§2, §10 row 12): `'normal'` is one per piece that arrives, `'none'` as in Android
   * remote debugging, `'many'` up to fifty per piece. Default `'normal'`.
   */
  progressEvents: 'normal' | 'none' | 'many'
  /** Whether there is an event at 100 % (§2: usual, not promised): `'sent'` or `'missing'`. Default `'sent'`. */
  lastProgressEvent: 'sent' | 'missing'
  /** Whether events still come after the end or `abort()` (§2, §10 row 12): `'none'` or `'some'`. Default `'none'`. */
  eventsAfterEnd: 'none' | 'some'
  /**
   * How the end is told: `'once'` as documented, `'twice'` (late, the same again), `'contradictory'` (late, `fail` after
   * `success` and the other way round). Default `'once'`.
   */
  terminalCallbacks: 'once' | 'twice' | 'contradictory'
  /**
   * How a download ends after `abort()` (§2, §10 row 2): `'fail'`, `'nothing'` (no callback at all) or `'success'` (it
   * was already on its way). Default `'fail'`.
   */
  abortOutcome: 'fail' | 'nothing' | 'success'
  /** Whether `complete` follows the `fail` of an abort (§2, §10 row 2). Default `true`. */
  completeAfterAbort: boolean
  /**
   * Whether a failed or aborted download leaves what it got at `filePath` (§2, §10 row 13): `'removed'` or `'kept'`.
   * Default `'removed'`; what was there before then stays.
   */
  partialFile: 'removed' | 'kept'
  /** A body shorter than its `Content-Length`: `'fail'` or `'success'`. Default `'fail'`, as Chromium does. */
  truncatedBody: 'fail' | 'success'
  /**
   * What `timeout` measures (§1.6, §10 row 16): `'total'`, or `'idle'` from byte to byte. Default `'total'`, which reports
   * of large files failing at 60 s suggest.
   */
  timeoutMeasures: 'total' | 'idle'
  /** Whether a timeout above 60 s is `'honoured'` or `'capped'` (§1.6, §10 row 16). Default `'honoured'`. */
  longTimeout: 'honoured' | 'capped'
  /**
   * How header names are written (§8 row 20): `'title'` as in `Content-Type`, `'lower'` as over HTTP/2, `'as-sent'` as the
   * server wrote them, which only a scripted fetch can tell: a real one lowers them. Default `'title'`, so that an app
   * that compares lower-case names finds out.
   */
  headerCase: HeaderCase
  /** Whether downloads pass a `Range` header on (§5.1, §10 row 14): `'passed'` or `'dropped'`. Default `'passed'`. */
  downloadRange: 'passed' | 'dropped'
  /** The same for `request`. Default `'passed'`. */
  requestRange: 'passed' | 'dropped'
  /** Tasks at a time (§1.7). Default 10 on WeChat, `Infinity` on Alipay. */
  parallelLimit: number
  /** What happens above it (§1.7): `'queue'` as newer clients do, `'fail'` as older ones. Default `'queue'`. */
  parallelOverflow: 'queue' | 'fail'
  /** Whether `request` and `downloadFile` count together (§1.7, §10 row 17): `'per-api'` or `'shared'`. Default `'per-api'`. */
  parallelScope: 'per-api' | 'shared'
  /** Bytes of one download (§1.7). Default 200 MB on WeChat (50 MB on old clients), `Infinity` on Alipay (§10 row 3). */
  maxDownloadBytes: number
  /**
   * What a switch of networks does to running tasks (§1.7, §10 row 6): `'fail'`, `'keep'`, or `'by-device'`: WeChat on iOS
   * fails them. Default `'by-device'`, on Alipay `'keep'`. Losing the network fails them always.
   */
  networkSwitch: 'by-device' | 'fail' | 'keep'
  /** What `rename` does with a target that exists (§5.2): `'replace'` or `'refuse'`. Default `'replace'`, on Alipay `'refuse'`. */
  renameExisting: ExistingTarget
  /** The same for `saveFile`. Default `'replace'`. */
  saveFileExisting: ExistingTarget
  /** Temporary files after a restart (§1.7): `'vanish'` or `'kept'`. Default `'vanish'`: only the current run is promised. */
  temporaryFilesAtRestart: 'vanish' | 'kept'
  /** Whether a bad argument makes `fail` run before the call has returned (§2, §10 row 22). Default `false`. */
  failSynchronously: boolean
  /** `downloadFile` itself throws. Default `false`. */
  throwsSynchronously: boolean
  /** `downloadFile` is accepted and nothing is ever heard of it. Default `false`. */
  neverAnswers: boolean
}

export const defaultSharedKnobs: SharedKnobs = {
  unknownTotal: -1,
  progressEvents: 'normal',
  lastProgressEvent: 'sent',
  eventsAfterEnd: 'none',
  terminalCallbacks: 'once',
  abortOutcome: 'fail',
  completeAfterAbort: true,
  partialFile: 'removed',
  truncatedBody: 'fail',
  timeoutMeasures: 'total',
  longTimeout: 'honoured',
  headerCase: 'title',
  downloadRange: 'passed',
  requestRange: 'passed',
  parallelLimit: 10,
  parallelOverflow: 'queue',
  parallelScope: 'per-api',
  maxDownloadBytes: 200 * 1024 * 1024,
  networkSwitch: 'by-device',
  renameExisting: 'replace',
  saveFileExisting: 'replace',
  temporaryFilesAtRestart: 'vanish',
  failSynchronously: false,
  throwsSynchronously: false,
  neverAnswers: false,
}
