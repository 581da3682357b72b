import { defaultSharedKnobs, type SharedKnobs } from './shared-knobs.js'

/** What is unknown about WeChat, or differs by client. */
export interface WechatKnobs extends SharedKnobs, OwnKnobs {}

type OwnKnobs = typeof ownKnobs

const ownKnobs = {
  /**
   * Whether `fail` carries `errno` (native-apis.md §1.3, §10 row 18: no base library is named): `'present'` or `'absent'`.
   * Default `'present'`, as current clients do.
   */
  errno: 'present' as 'present' | 'absent',
  /**
   * A download with no bytes in it (§1.5; errno 603302 exists, its cause is unknown): `'success'` or `'error'`. Default
   * `'success'`.
   */
  emptyBody: 'success' as 'success' | 'error',
  /**
   * Chinese letters, spaces or `|` in a url (§8 row 7): `'accepted'`, `'refused'`, or `'by-device'`: iOS refuses. Default
   * `'by-device'`.
   */
  rawUrlCharacters: 'by-device' as 'by-device' | 'accepted' | 'refused',
  /** The `statusCode` of the result (§1.2: always). Default `'present'`; without it, an answer that nobody can judge. */
  resultStatus: 'present' as 'present' | 'absent',
  /** The undocumented `header` of the result (§1.2). Default `'present'`, as seen on devices. */
  resultHeader: 'present' as 'present' | 'absent',
  /** The undocumented `dataLength` of the result (§1.2). Default `'present'`. */
  resultDataLength: 'present' as 'present' | 'absent',
}

export const defaultWechatKnobs: WechatKnobs = { ...defaultSharedKnobs, ...ownKnobs }
