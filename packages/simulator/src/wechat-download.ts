import type { Callbacks } from './callbacks.js'
import { contentTypeExtension } from './content-type-extension.js'
import { withHeaderCase } from './header-case.js'
import { logCall } from './host-context.js'
import type { DownloadOutcome, DownloadPlan } from './native-download.js'
import { createProblem } from './problem.js'
import { type QueueMoments, simulateDownload } from './simulated-download.js'
import type { WechatContext } from './wechat-context.js'
import { wechatFailure } from './wechat-errors.js'
import { parameterFailure } from './wechat-parameter.js'
import { wechatProfile } from './wechat-profile.js'
import { wechatRequestHeader } from './wechat-request-header.js'
import { checkWechatUrl, domainProblem } from './wechat-url-check.js'

/** native-apis.md §1.1. */
export interface WechatDownloadOptions extends Callbacks {
  url: string
  header?: object
  timeout?: number
  filePath?: string
  enableProfile?: boolean
  enableHttp2?: boolean
  enableQuic?: boolean
}

/** native-apis.md §2. Members that a base library lacks are absent. */
export interface WechatDownloadTask {
  abort(): void
  onProgressUpdate(listener: (event: never) => void): void
  offProgressUpdate(listener?: (event: never) => void): void
  onHeadersReceived(listener: (event: never) => void): void
  offHeadersReceived(listener?: (event: never) => void): void
}

const defaultTimeout = 60_000

/** `wx.downloadFile`. */
export function createWechatDownloadFile(
  context: WechatContext,
): (options: WechatDownloadOptions) => WechatDownloadTask {
  const { knobs, device } = context
  const openConnections = new Set<string>()

  const plan = (options: WechatDownloadOptions): DownloadPlan => {
    const { url, filePath } = options
    // Only phones are suspended: native-apis.md §3.2.
    if (context.isPhone && context.phone.isSuspended) throw createProblem('suspended')
    checkWechatUrl(context, url)
    const target = context.since('1.8.0') ? filePath : undefined
    if (target !== undefined && knobs.filePath === 'honoured') context.files.checkTarget(target)
    const asked = context.since('2.10.0') ? (options.timeout ?? defaultTimeout) : defaultTimeout
    return {
      url,
      header: wechatRequestHeader(context, options.header, knobs.downloadRange),
      timeout: knobs.longTimeout === 'capped' ? Math.min(asked, defaultTimeout) : asked,
      filePath: target,
      fileLimits: 'obeyed',
      checkRedirect: (next) => domainProblem(context, next, 'redirect-domain'),
      checkResponse: () => undefined,
      refusesEmpty: knobs.emptyBody === 'error',
      extension: ({ headers }) => contentTypeExtension(headers['content-type']),
    }
  }

  const success = (
    options: WechatDownloadOptions,
    outcome: DownloadOutcome,
    queue: QueueMoments,
  ): Record<string, unknown> => {
    const { origin } = new URL(options.url)
    const socketReused = openConnections.has(origin)
    openConnections.add(origin)
    const hasProfile =
      (device === 'ios' || device === 'android') && options.enableProfile !== false && context.since('2.10.4')
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
              context.since,
            ),
          }
        : {}),
    }
  }

  // native-apis.md §1.1: over HTTP/2 all names are lower-case.
  const headerOf = ({ enableHttp2 }: WechatDownloadOptions, response: DownloadOutcome['response']) =>
    withHeaderCase(response, enableHttp2 && context.since('2.10.4') ? 'lower' : knobs.headerCase)

  return (passed) => {
    const options: WechatDownloadOptions = { ...passed }
    logCall(context, 'downloadFile', options)
    if (knobs.throwsSynchronously) throw new Error('downloadFile:fail internal error')
    const parameter = parameterFailure('downloadFile', 'url', options.url, 'String')
    const download = simulateDownload(context, {
      url: options.url,
      callbacks: options,
      prepare: () => {
        if (parameter !== undefined) throw createProblem('invalid-argument')
        return plan(options)
      },
      speech: {
        success: (outcome, queue) => success(options, outcome, queue),
        fail: (problem) =>
          problem.kind === 'invalid-argument' && parameter !== undefined
            ? parameter
            : wechatFailure('downloadFile', problem, device, knobs.errno),
        headersEvent: (response) => ({ header: headerOf(options, response) }),
      },
    })
    // Typed as what the documents promise.
    if (!download.hasTask) return undefined as unknown as WechatDownloadTask
    const { progressListeners, headersListeners } = download
    const task: WechatDownloadTask = {
      abort: () => {
        logCall(context, 'DownloadTask.abort', {})
        download.abort()
      },
      onProgressUpdate: progressListeners.add,
      offProgressUpdate: progressListeners.remove,
      onHeadersReceived: headersListeners.add,
      offHeadersReceived: headersListeners.remove,
    }
    return context.since('2.1.0') ? task : olderTask(task)
  }
}

/** native-apis.md §2: the other members came with base library 2.1.0. */
function olderTask({ abort, onProgressUpdate }: WechatDownloadTask): WechatDownloadTask {
  return { abort, onProgressUpdate } as WechatDownloadTask
}
