import type { SharedHostOptions } from './host-context.js'
import type { WechatDevice } from './wechat-errors.js'
import type { WechatKnobs } from './wechat-knobs.js'

export interface WechatHostOptions extends SharedHostOptions {
  /** Where it runs: decides on words, paths, `profile` and the background rule. Default `'devtools'`. */
  device?: WechatDevice
  /** The base library. Members that came later are absent. Default `'3.17.0'`. */
  SDKVersion?: string
  /** WeChat itself. Default `'8.0.60'`. */
  clientVersion?: string
  /** What nobody knows; see `WechatKnobs`. */
  knobs?: Partial<WechatKnobs>
}
