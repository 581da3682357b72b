import { defaultFailureKnobs, type FailureKnobs } from './failure-knobs.js'
import { defaultFilePathKnobs, type FilePathKnobs } from './file-path-knobs.js'
import type { HeaderCase } from './transfer.js'
import type { ExistingTarget } from './virtual-file-system.js'

const mebibyte = 1024 * 1024

/**
 * What neither vendor documents, on both hosts. Each field says what is unknown, what it may be, and why the default
 * is what it is. "Harsh" defaults are chosen where being wrong the other way would hide a bug of the app.
 */
export interface SharedKnobs extends FailureKnobs, FilePathKnobs, OwnKnobs {}

type OwnKnobs = typeof ownKnobs

const ownKnobs = {
  // § is of native-apis.md.
  /**
   * What `totalBytesExpectedToWrite` is without `Content-Length`, or with a compressed body:
   * `-1`, `0`, `NaN` or `undefined`. Default `-1`, as Chromium's and Apple's network code say it. `progress` is then `0`,
   * or the same `NaN` or `undefined`.
   */
  unknownTotal: -1 as number | undefined, // §2, §10 row 11
  /**
   * How many progress events there are: `'normal'` is one per piece that arrives, `'none'` as in Android
   * remote debugging, `'many'` up to fifty per piece. Default `'normal'`.
   */
  progressEvents: 'normal' as 'normal' | 'none' | 'many', // §2, §10 row 12
  /** Whether there is an event at 100 % (usual, not promised): `'sent'` or `'missing'`. Default `'sent'`. */
  lastProgressEvent: 'sent' as 'sent' | 'missing', // §2
  /** Whether events still come after the end or `abort()`: `'none'` or `'some'`. Default `'none'`. */
  eventsAfterEnd: 'none' as 'none' | 'some', // §2, §10 row 12
  /**
   * How the end is told: `'once'` as documented, `'twice'` (late, the same again), `'contradictory'` (late, `fail` after
   * `success` and the other way round), `'fall-through'` (`success` and at once `fail` with the same object, then `complete`;
   * seen on another host: uni-app's App). Default `'once'`.
   */
  terminalCallbacks: 'once' as 'once' | 'twice' | 'contradictory' | 'fall-through',
  /**
   * How a download ends after `abort()`: `'fail'`, `'nothing'` (no callback at all) or `'success'` (it
   * was already on its way). Default `'fail'`.
   */
  abortOutcome: 'fail' as 'fail' | 'nothing' | 'success', // §2, §10 row 2
  /** Whether `complete` follows the `fail` of an abort. Default `true`. */
  completeAfterAbort: true, // §2, §10 row 2
  /**
   * Whether a failed or aborted download leaves what it got at `filePath`: `'removed'` or `'kept'`.
   * Default `'removed'`; what was there before then stays.
   */
  partialFile: 'removed' as 'removed' | 'kept', // §2, §10 row 13
  /** A body shorter than its `Content-Length`: `'fail'` or `'success'`. Default `'fail'`, as Chromium does. */
  truncatedBody: 'fail' as 'fail' | 'success',
  /**
   * What the client makes of a 304, the answer to `If-None-Match` and `If-Modified-Since` (not documented for either
   * `downloadFile`; `my.request` on Android does not support it). `'passed'`: a success with status 304 and an empty file.
   * `'passed-without-file'`: the same with no path in the result. `'failed'`: error 12 on Alipay; on WeChat errno 603302,
   * "file data is empty", whose cause is unknown. `'empty-success'`: a success with status 200 and an empty file. At a
   * given `filePath`, the empty file of the first and the last replaces what is there; the other two leave it. Default
   * `'passed'`, as with every other status. A client that answers from a cache of its own is no value of this: to the app
   * it looks like a server that sends the file.
   */
  notModified: 'passed' as 'passed' | 'passed-without-file' | 'failed' | 'empty-success', // §1.5
  /**
   * What `timeout` measures: `'total'`, or `'idle'` from byte to byte. Default `'total'`, which reports
   * of large files failing at 60 s suggest.
   */
  timeoutMeasures: 'total' as 'total' | 'idle', // §1.6, §10 row 16
  /** Whether a timeout above 60 s is `'honoured'` or `'capped'`. Default `'honoured'`. */
  longTimeout: 'honoured' as 'honoured' | 'capped', // §1.6, §10 row 16
  /**
   * How header names are written: `'title'` as in `Content-Type`, `'lower'` as over HTTP/2, `'as-sent'` as the
   * server wrote them, which only a scripted fetch can tell: a real one lowers them. Default `'title'`, so that an app
   * that compares lower-case names finds out.
   */
  headerCase: 'title' as HeaderCase, // §8 row 20
  /** Whether downloads pass a `Range` header on: `'passed'` or `'dropped'`. Default `'passed'`. */
  downloadRange: 'passed' as 'passed' | 'dropped', // §5.1, §10 row 14
  /** The same for `request`. Default `'passed'`. */
  requestRange: 'passed' as 'passed' | 'dropped',
  /** Tasks at a time. Default 10 on WeChat, `Infinity` on Alipay. */
  parallelLimit: 10, // §1.7
  /**
   * What happens above it: `'queue'` as newer clients do, `'fail'` as older ones, or `'max-connected'`: it fails with
   * that word alone (the code of an old client of WeChat on Android). Default `'queue'`.
   */
  parallelOverflow: 'queue' as 'queue' | 'fail' | 'max-connected', // §1.7
  /**
   * What happens to a download of a url that another one downloads: they `'run'` side by side; it `'fail'`s, "the same task is
   * working" (the code of an old client of WeChat on Android); or it waits in a `'queue'` (that of newer ones). Default `'run'`.
   */
  parallelSameUrl: 'run' as 'run' | 'fail' | 'queue',
  /**
   * What a task is that waits in a queue of the host: `'normal'`; or `'detached'`: listeners that were added while it waits get
   * no events, and `abort()` calls nothing back (the code of a base library of WeChat, 2020). Default `'normal'`.
   */
  queuedTask: 'normal' as 'normal' | 'detached', // §10 row 17
  /** Whether `request` and `downloadFile` count together: `'per-api'` or `'shared'`. Default `'per-api'`. */
  parallelScope: 'per-api' as 'per-api' | 'shared', // §1.7, §10 row 17
  /** Bytes of one download. Default 200 MB on WeChat (50 MB on old clients), `Infinity` on Alipay. */
  maxDownloadBytes: (200 * mebibyte) as number, // §1.7, §10 row 3
  /**
   * Bytes of one user or saved file. Default `Infinity` on WeChat, which limits what one call writes instead, 10 MB
   * on Alipay. Lower it at any time: what is there stays, and may not grow.
   */
  maxFileBytes: Number.POSITIVE_INFINITY as number, // §1.7
  /** Bytes of all user and saved files together, in the same way. Default 200 MB on WeChat, 50 MB on Alipay. */
  maxTotalBytes: (200 * mebibyte) as number, // §1.7
  /** Bytes that one `writeFile` or `readFile` may have. Default 100 MB, which only WeChat documents. */
  maxCallBytes: (100 * mebibyte) as number, // §3.1, §5.2
  /**
   * What a switch of networks does to running tasks: `'fail'`, `'keep'`, `'silence'` as with `networkLoss`, or
   * `'by-device'`: WeChat on iOS fails them. Default `'by-device'`, on Alipay `'keep'`. What losing it does is `networkLoss`.
   */
  networkSwitch: 'by-device' as 'by-device' | 'fail' | 'keep' | 'silence', // §1.7, §10 row 6
  /**
   * By which names the host tells of foreground and background: `'app'`, `onAppShow` and `onAppHide`; `'game'`, `onShow`
   * and `onHide`, as in mini-games (seen on phones: minigame-unity-webgl-transform#909); `'none'`. Decided when the host is
   * created; Alipay's IDE has none. Default `'app'`.
   */
  lifecycleEvents: 'app' as 'app' | 'game' | 'none', // §5.4
  /**
   * Milliseconds that each asynchronous call of the file system manager takes, on the host's clock (no word of either
   * vendor). With `0` the work is done within the call, and told in a microtask. Else it is done, and told, when the time is
   * over: each call has its own time, so calls run side by side, and as long as this stays the same they end in the
   * order they were made. Data to be written is taken as it is at the call. Synchronous calls overtake, a kill leaves what
   * is waiting undone. Downloads write as fast as they come.
   */
  fileDelay: 0,
  /** What `rename` does with a target that exists: `'replace'` or `'refuse'`. Default `'replace'`, on Alipay `'refuse'`. */
  renameExisting: 'replace' as ExistingTarget, // §5.2
  /** The same for `saveFile`. Default `'replace'`. */
  saveFileExisting: 'replace' as ExistingTarget,
  /**
   * What a recursive `mkdir` does with a folder that exists: `'accept'`, or `'refuse'` (seen on another host: dimina on
   * Android). Default `'accept'`.
   */
  mkdirExisting: 'accept' as 'accept' | 'refuse',
  /** Temporary files after a restart: `'vanish'` or `'kept'`. Default `'vanish'`: only the current run is promised. */
  temporaryFilesAtRestart: 'vanish' as 'vanish' | 'kept', // §1.7
  /** Whether a bad argument makes `fail` run before the call has returned. Default `false`. */
  failSynchronously: false, // §2, §10 row 22
  /**
   * Whether `downloadFile` returns a task when an argument is bad: `'present'`, or `'absent'`: `undefined`, and
   * on Alipay the promise alone (the code of a base library of WeChat, 2020). Default `'present'`.
   */
  taskOnBadArgument: 'present' as 'present' | 'absent', // §2, §10 row 22
  /** `downloadFile` itself throws. Default `false`. */
  throwsSynchronously: false,
  /** `downloadFile` is accepted and nothing is ever heard of it. Default `false`. */
  neverAnswers: false,
}

export const defaultSharedKnobs: SharedKnobs = {
  ...defaultFailureKnobs,
  ...defaultFilePathKnobs,
  ...ownKnobs,
}
