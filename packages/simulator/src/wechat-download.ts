import { contentTypeExtension } from './file-extension.js'
import { logCall } from './host-context.js'
import type { DownloadOutcome } from './native-download.js'
import {
  type DownloadOptions,
  type DownloadTask,
  type QueueMoments,
  simulateDownload,
} from './simulated-download.js'
import { withHeaderCase } from './transfer.js'
import {
  checkWechatCall,
  type WechatContext,
  wechatDomainProblem,
  wechatRequestHeader,
} from './wechat-context.js'
import { wechatCallFailure } from './wechat-errors.js'
import { wechatProfile } from './wechat-profile.js'

// native-apis.md §1.1.
export interface WechatDownloadOptions extends DownloadOptions {
  enableProfile?: boolean
  enableHttp2?: boolean
  enableQuic?: boolean
}

/** Members that a base library lacks are absent. */
export type WechatDownloadTask = DownloadTask

/** `wx.downloadFile`. */
export function createWechatDownloadFile(
  context: WechatContext,
): (options: WechatDownloadOptions) => WechatDownloadTask {
  const { knobs, device } = context
  const openConnections = new Set<string>()

  const success = (
    options: WechatDownloadOptions,
    outcome: DownloadOutcome,
    queue: QueueMoments,
  ): Record<string, unknown> => {
    const { origin } = new URL(options.url)
    const socketReused = openConnections.has(origin)
    openConnections.add(origin)
    const hasProfile =
      (device === 'ios' || device === 'android') &&
      options.enableProfile !== false &&
      context.sinceSDK('2.10.4')
    const protocol = options.enableQuic ? 'quic' : options.enableHttp2 ? 'h2' : 'http1.1'
    return {
      errMsg: 'downloadFile:ok',
      ...(knobs.resultStatus === 'present' ? { statusCode: outcome.response.status } : {}),
      ...outcome.paths,
      ...(knobs.resultHeader === 'present' ? { header: headerOf(options, outcome.response) } : {}),
      ...(knobs.resultDataLength === 'present' ? { dataLength: outcome.size } : {}),
      ...(hasProfile
        ? {
            profile: wechatProfile(
              outcome,
              queue,
              { url: options.url, socketReused, protocol },
              context.sinceSDK,
            ),
          }
        : {}),
    }
  }

  // native-apis.md §1.1: over HTTP/2 all names are lower-case.
  const headerOf = ({ enableHttp2 }: WechatDownloadOptions, response: DownloadOutcome['response']) =>
    withHeaderCase(response, enableHttp2 && context.sinceSDK('2.10.4') ? 'lower' : knobs.headerCase)

  return (passed) => {
    const options: WechatDownloadOptions = { ...passed }
    logCall(context, 'downloadFile', options)
    if (knobs.throwsSynchronously) throw new Error('downloadFile:fail internal error')
    const task = simulateDownload(context, {
      options,
      prepare: () => {
        checkWechatCall(context, options.url)
        return {
          header: wechatRequestHeader(context, options.header, knobs.downloadRange),
          timeout: context.sinceSDK('2.10.0') ? options.timeout : undefined,
          filePath: context.sinceSDK('1.8.0') ? options.filePath : undefined,
          checkRedirect: (url) => wechatDomainProblem(context, url),
          extension: ({ headers }) => contentTypeExtension(headers['content-type']),
        }
      },
      success: (outcome, queue) => success(options, outcome, queue),
      fail: wechatCallFailure(context, 'downloadFile', options.url),
      headersEvent: (response) => ({ header: headerOf(options, response) }),
    })
    // native-apis.md §2: the other members came with base library 2.1.0.
    if (task === undefined || context.sinceSDK('2.1.0')) return task as WechatDownloadTask
    const { abort, onProgressUpdate } = task
    return { abort, onProgressUpdate } as WechatDownloadTask
  }
}
