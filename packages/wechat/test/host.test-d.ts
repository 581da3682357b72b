// Checked by the compiler alone (tsconfig.types.json): our narrow view of `wx` against the official typings.
import type { DigestAlgorithm, DownloadProfile } from '@miniferry/download-core'
import type { WechatHost } from '../src/host.js'

declare const official: typeof wx
declare function expectTrue<_Condition extends true>(): void
type IsSame<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false

// Every member that we use is there, and can be called as we call it.
export const members: { [Name in keyof Required<WechatHost>]: unknown } = official
official.onAppShow(() => undefined)
official.offAppShow(() => undefined)
official.onAppHide(() => undefined)
official.offAppHide(() => undefined)
official.onNetworkStatusChange((event: { isConnected: boolean; networkType: string }) => event)
const appBaseInfo: ReturnType<NonNullable<WechatHost['getAppBaseInfo']>> = official.getAppBaseInfo()
const deviceInfo: ReturnType<NonNullable<WechatHost['getDeviceInfo']>> = official.getDeviceInfo()
const systemInfo: ReturnType<NonNullable<WechatHost['getSystemInfoSync']>> = official.getSystemInfoSync()
const environment: WechatHost['env'] = official.env
export const read: unknown[] = [appBaseInfo, deviceInfo, systemInfo, environment]

// Files are read in part, and there is no other digest.
const fileSystem = official.getFileSystemManager()
fileSystem.readFile({ filePath: '', position: 0, length: 1 })
type OfficialDigest = NonNullable<WechatMiniprogram.GetFileInfoOption['digestAlgorithm']>
expectTrue<IsSame<DigestAlgorithm, OfficialDigest>>()

// Every option of ours that reaches the host is one of its own, and the other way round.
type OurOptions = 'url' | 'header' | 'timeout' | 'filePath' | 'enableProfile' | 'enableHttp2' | 'enableQuic'
type OfficialOptions = Exclude<keyof WechatMiniprogram.DownloadFileOption, 'success' | 'fail' | 'complete'>
expectTrue<IsSame<OurOptions, OfficialOptions>>()

// A request is sent with some of the options that it knows.
const requestTask = official.request({
  url: '',
  header: { a: '1' },
  timeout: 1,
  responseType: 'arraybuffer',
  success({ data, statusCode, header }: WechatMiniprogram.RequestSuccessCallbackResult) {
    const reported: [string | object, number, object] = [data, statusCode, header]
    return reported
  },
  fail({ errMsg, errno }) {
    const reported: [string, number] = [errMsg, errno]
    return reported
  },
})
requestTask.onHeadersReceived(({ header }) => header)
requestTask.abort()
// @ts-expect-error it has no progress
requestTask.onProgressUpdate(() => undefined)

// The profile has the same 31 fields of the same types; the typings mark all as always there, which they are not.
expectTrue<IsSame<keyof DownloadProfile, keyof WechatMiniprogram.RequestProfile>>()
expectTrue<IsSame<Required<DownloadProfile>, WechatMiniprogram.RequestProfile>>()

declare const result: WechatMiniprogram.DownloadFileSuccessCallbackResult
// Known defect: marked as always there, though only one of the two comes (native-apis.md §1.2).
export const paths: [string, string] = [result.tempFilePath, result.filePath]
// Known defect: the response headers are there on devices.
// @ts-expect-error missing from the typings
export const header: unknown = result.header
// Known defect: so is the length.
// @ts-expect-error missing from the typings
export const dataLength: unknown = result.dataLength

declare const failure: WechatMiniprogram.GeneralCallbackResult
// Known defect: current clients report a number.
// @ts-expect-error missing from the typings of downloadFile
export const errno: unknown = failure.errno
