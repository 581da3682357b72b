import { defaultSharedKnobs, type SharedKnobs } from './shared-knobs.js'

/** What is unknown about Alipay, or differs by client. */
export interface AlipayKnobs extends SharedKnobs, OwnKnobs {}

type OwnKnobs = typeof ownKnobs

const ownKnobs = {
  /**
   * What an HTTP status from 400 on is (native-apis.md §1.5, §10 row 1): `'success-with-status'`,
   * `'success-without-status'`, `'error-12'` or `'error-19'`. Default `'success-with-status'`, after the network page: an
   * answer is a success. Clients that report no status at all (before 10.3.30) do not with any value.
   */
  httpError: 'success-with-status' as
    | 'success-with-status'
    | 'success-without-status'
    | 'error-12'
    | 'error-19',
  /** `error` after `abort()` (§3.3, §10 row 2). Default `9`, as documented for `uploadFile`. */
  abortError: 9 as 9 | 12,
  /** What `task.abort()` gives back (§2): a promise that `'resolves'` or `'rejects'`, or `'nothing'`. Default `'resolves'`. */
  abortReturns: 'resolves' as 'resolves' | 'rejects' | 'nothing',
  /**
   * Whether the call returns a promise (§1.4, §10 row 5): `'present'` (the typings), `'absent'` (the documentation), or
   * `'without-callbacks'`. Default `'present'`.
   */
  promise: 'present' as 'present' | 'absent' | 'without-callbacks',
  /**
   * Whether that promise, if callbacks were passed and nobody watches it, makes an unhandled rejection (§1.4): `'handled'`
   * or `'unhandled'`. Default `'handled'`.
   */
  rejectionWithCallbacks: 'handled' as 'handled' | 'unhandled',
  /**
   * Whether the call returns a task (§1.4; missing in the IDE for `uploadFile`): `'present'`, `'absent'` or
   * `'without-abort'`. Default `'present'`.
   */
  task: 'present' as 'present' | 'absent' | 'without-abort',
  /** Under which name the result has its headers (§1.2): `'header'`, `'headers'` or `'both'`. Default `'both'`. */
  resultHeaders: 'both' as 'header' | 'headers' | 'both',
  /**
   * Whether the `*Sync` file methods throw or return `{ error, errorMessage }` (§5.2, §10 row 10): `'thrown'` or
   * `'returned'`. Default `'thrown'`.
   */
  syncFileErrors: 'thrown' as 'thrown' | 'returned',
  /**
   * Whether a download to `filePath` obeys `maxFileBytes` and `maxTotalBytes` (§1.7, §10 row 3): `'obeyed'` or `'ignored'`.
   * Default `'obeyed'`.
   */
  filePathLimits: 'obeyed' as 'obeyed' | 'ignored',
  /**
   * What five seconds in the background do to running tasks (§1.7, §10 row 6): `'nothing'`, or `'fail'` with error 12.
   * Default `'nothing'`.
   */
  backgroundRule: 'nothing' as 'nothing' | 'fail',
  /** Whether redirect targets have to be on the domain list (§1.5, §10 row 7): `'checked'` or `'unchecked'`. Default `'unchecked'`. */
  redirectDomains: 'unchecked' as 'checked' | 'unchecked',
  /** Whether `canIUse` knows what came with a client rather than a base library (§6): `'known'` or `'unknown'`. Default `'known'`. */
  canIUseOfClients: 'known' as 'known' | 'unknown',
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
