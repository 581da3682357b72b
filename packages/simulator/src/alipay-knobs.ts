import { defaultSharedKnobs, type SharedKnobs } from './shared-knobs.js'

/** What is unknown about Alipay, or differs by client. */
export interface AlipayKnobs extends SharedKnobs, OwnKnobs {}

type OwnKnobs = typeof ownKnobs

const ownKnobs = {
  // § is of native-apis.md.
  /**
   * What an HTTP status from 400 on is: `'success-with-status'`,
   * `'success-without-status'`, `'error-12'` or `'error-19'`. Default `'success-with-status'`, after the network page: an
   * answer is a success. Clients that report no status at all (before 10.3.30) do not with any value.
   */
  httpError: 'success-with-status' as // §1.5, §10 row 1
    | 'success-with-status'
    | 'success-without-status'
    | 'error-12'
    | 'error-19',
  /** `error` after `abort()`. Default `9`, as documented for `uploadFile`. */
  abortError: 9 as 9 | 12, // §3.3, §10 row 2
  /** What `task.abort()` gives back: a promise that `'resolves'` or `'rejects'`, or `'nothing'`. Default `'resolves'`. */
  abortReturns: 'resolves' as 'resolves' | 'rejects' | 'nothing', // §2
  /**
   * Whether the call returns a promise: `'present'` (the typings), `'absent'` (the documentation), or
   * `'without-callbacks'`. Default `'present'`.
   */
  promise: 'present' as 'present' | 'absent' | 'without-callbacks', // §1.4, §10 row 5
  /**
   * Whether that promise, if callbacks were passed and nobody watches it, makes an unhandled rejection: `'handled'`
   * or `'unhandled'`. Default `'handled'`.
   */
  rejectionWithCallbacks: 'handled' as 'handled' | 'unhandled', // §1.4
  /**
   * Whether the call returns a task (missing in the IDE for `uploadFile`): `'present'`, `'absent'` or
   * `'without-abort'`. Default `'present'`.
   */
  task: 'present' as 'present' | 'absent' | 'without-abort', // §1.4
  /** Under which name the result has its headers: `'header'`, `'headers'` or `'both'`. Default `'both'`. */
  resultHeaders: 'both' as 'header' | 'headers' | 'both', // §1.2
  /**
   * What five seconds in the background do to running tasks: `'nothing'`, or `'fail'` with error 12.
   * Default `'nothing'`.
   */
  backgroundRule: 'nothing' as 'nothing' | 'fail', // §1.7, §10 row 6
  /** Whether `canIUse` knows what came with a client rather than a base library: `'known'` or `'unknown'`. Default `'known'`. */
  canIUseOfClients: 'known' as 'known' | 'unknown', // §6
}

export const defaultAlipayKnobs: AlipayKnobs = {
  ...defaultSharedKnobs,
  parallelLimit: Number.POSITIVE_INFINITY,
  maxDownloadBytes: Number.POSITIVE_INFINITY,
  // native-apis.md §1.7, §3.3.
  maxFileBytes: 10 * 1024 * 1024,
  maxTotalBytes: 50 * 1024 * 1024,
  networkSwitch: 'keep',
  renameExisting: 'refuse',
  ...ownKnobs,
}
