export type { AlipayDownloadOptions, AlipayDownloadTask } from './alipay-download.js'
export { type AlipayHost, createAlipayHost } from './alipay-host.js'
export { type AlipayKnobs, defaultAlipayKnobs } from './alipay-knobs.js'
export type { AlipayDevice, AlipayHostOptions } from './alipay-options.js'
export type { Answer, AnsweredCall, AnswerRule, NetworkApi, Outcome } from './call-answers.js'
export { type Clock, globalClock } from './clock.js'
export type { Disk, DiskStat } from './disk.js'
export type { FailureKnobs, NetworkDialect } from './failure-knobs.js'
export type { BodyReader, FetchLike, FetchLikeInit, FetchLikeResponse } from './fetch-like.js'
export type { FilePathKnobs } from './file-path-knobs.js'
export type { HeaderCase } from './header-case.js'
export type { NativeCall, SharedHostOptions } from './host-context.js'
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
export { createWatchedDisk, type DiskStep } from './watched-disk.js'
export type { WechatDownloadOptions, WechatDownloadTask } from './wechat-download.js'
export type { WechatDevice } from './wechat-errors.js'
export { createWechatHost, type WechatHost } from './wechat-host.js'
export { defaultWechatKnobs, type WechatKnobs } from './wechat-knobs.js'
export type { WechatHostOptions } from './wechat-options.js'
