import { defaultSharedKnobs, type SharedKnobs } from './shared-knobs.js'

/** What is unknown about WeChat, or differs by client. */
export interface WechatKnobs extends SharedKnobs, OwnKnobs {}

type OwnKnobs = typeof ownKnobs

const ownKnobs = {
  // § is of native-apis.md.
  /**
   * Whether `fail` carries `errno` (no base library is named): `'present'` or `'absent'`.
   * Default `'present'`, as current clients do.
   */
  errno: 'present' as 'present' | 'absent', // §1.3, §10 row 18
  /**
   * A download with no bytes in it (errno 603302 exists, its cause is unknown): `'success'` or `'error'`. Default
   * `'success'`.
   */
  emptyBody: 'success' as 'success' | 'error', // §1.5
  /**
   * Chinese letters, spaces or `|` in a url: `'accepted'`, `'refused'`, or `'by-device'`: iOS refuses. Default
   * `'by-device'`.
   */
  rawUrlCharacters: 'by-device' as 'by-device' | 'accepted' | 'refused', // §8 row 7
  /** The `statusCode` of the result (always). Default `'present'`; without it, an answer that nobody can judge. */
  resultStatus: 'present' as 'present' | 'absent', // §1.2
  /** The undocumented `header` of the result. Default `'present'`, as seen on devices. */
  resultHeader: 'present' as 'present' | 'absent', // §1.2
  /** The undocumented `dataLength` of the result. Default `'present'`. */
  resultDataLength: 'present' as 'present' | 'absent', // §1.2
}

export const defaultWechatKnobs: WechatKnobs = { ...defaultSharedKnobs, ...ownKnobs }
