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
  /** The `statusCode` of the result (always). Default `'present'`; without it, an answer that nobody can judge. */
  resultStatus: 'present' as 'present' | 'absent', // §1.2
  /** The undocumented `header` of the result. Default `'present'`, as seen on devices. */
  resultHeader: 'present' as 'present' | 'absent', // §1.2
  /** The undocumented `dataLength` of the result. Default `'present'`. */
  resultDataLength: 'present' as 'present' | 'absent', // §1.2
}

export const defaultWechatKnobs: WechatKnobs = { ...defaultSharedKnobs, ...ownKnobs }
