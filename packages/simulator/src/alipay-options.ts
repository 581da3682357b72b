import type { AlipayKnobs } from './alipay-knobs.js'
import type { SharedHostOptions } from './host-context.js'

/** Where Alipay runs: `'ide'` is the simulator of its developer tools. */
export type AlipayDevice = 'ios' | 'android' | 'ide'

export interface AlipayHostOptions extends SharedHostOptions {
  /** Default `'ide'`. */
  device?: AlipayDevice
  /** The base library. Members that came later are absent. Default `'2.9.40'`. */
  SDKVersion?: string
  /** Alipay itself. Default `'10.5.80'`. Before 10.2.80 `filePath` is ignored, before 10.3.30 no status is reported. */
  clientVersion?: string
  /** What nobody knows; see `AlipayKnobs`. */
  knobs?: Partial<AlipayKnobs>
}
