export type { AlipayDevice, AlipayHostOptions } from './alipay-context.js'
export type { AlipayDownloadOptions, AlipayDownloadTask } from './alipay-download.js'
export { type AlipayHost, createAlipayHost } from './alipay-host.js'
export { type AlipayKnobs, defaultAlipayKnobs } from './alipay-knobs.js'
export type { Answer, AnsweredCall, AnswerRule, NetworkApi } from './call-answers.js'
export type { Outcome } from './callbacks.js'
export { type Clock, globalClock } from './clock.js'
export type { Disk, DiskStat } from './disk.js'
export type { FailureKnobs, NetworkDialect } from './failure-knobs.js'
export type { BodyReader, FetchLike, FetchLikeInit, FetchLikeResponse } from './fetch-like.js'
export type { FilePathKnobs } from './file-path-knobs.js'
export type { NativeCall, SharedHostOptions } from './host-context.js'
export { createWatchedDisk, type DiskStep } from './intercepted-disk.js'
export { createMemoryDisk } from './memory-disk.js'
export type { PhoneNetwork } from './phone.js'
export {
  createScriptedFetch,
  type NetworkScript,
  type ScriptedChunk,
  type ScriptedResponse,
} from './scripted-fetch.js'
export type { SharedKnobs } from './shared-knobs.js'
export type { Simulate, SimulatedTask } from './simulate.js'
export type { HeaderCase } from './transfer.js'
export type { VendorHostOptions } from './vendor-context.js'
export type { WechatDevice, WechatHostOptions } from './wechat-context.js'
export type { WechatDownloadOptions, WechatDownloadTask } from './wechat-download.js'
export { createWechatHost, type WechatHost } from './wechat-host.js'
export { defaultWechatKnobs, type WechatKnobs } from './wechat-knobs.js'
