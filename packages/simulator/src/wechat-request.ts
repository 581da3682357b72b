import type { Callbacks } from './callbacks.js'
import { withHeaderCase } from './header-case.js'
import { logCall } from './host-context.js'
import { createListenerSet } from './listener-set.js'
import { createProblem } from './problem.js'
import { requestBody, simulateRequest, withQuery } from './simulated-request.js'
import { arrayBufferOf, decodeText } from './text-encoding.js'
import type { WechatContext } from './wechat-context.js'
import { wechatFailure } from './wechat-errors.js'
import { parameterFailure } from './wechat-parameter.js'
import { wechatRequestHeader } from './wechat-request-header.js'
import { checkWechatUrl, domainProblem } from './wechat-url-check.js'

/** native-apis.md §5.1. */
export interface WechatRequestOptions extends Callbacks {
  url: string
  data?: unknown
  header?: object
  timeout?: number
  method?: string
  dataType?: string
  responseType?: 'text' | 'arraybuffer'
}

export interface WechatRequestTask {
  abort(): void
  onHeadersReceived(listener: (event: never) => void): void
  offHeadersReceived(listener?: (event: never) => void): void
}

const defaultTimeout = 60_000

/** `wx.request`. */
export function createWechatRequest(
  context: WechatContext,
): (options: WechatRequestOptions) => WechatRequestTask {
  const { knobs, device } = context
  return (passed) => {
    const options: WechatRequestOptions = { ...passed }
    logCall(context, 'request', options)
    const parameter = parameterFailure('request', 'url', options.url, 'String')
    const headersListeners = createListenerSet()
    const method = (options.method ?? 'GET').toUpperCase()
    const hasBody = method !== 'GET' && method !== 'HEAD'
    const request = simulateRequest(context, {
      url: options.url,
      callbacks: options,
      prepare: () => {
        if (parameter !== undefined) throw createProblem('invalid-argument')
        if (context.isPhone && context.phone.isSuspended) throw createProblem('suspended')
        checkWechatUrl(context, options.url)
        return {
          url: hasBody ? options.url : withQuery(options.url, options.data),
          method,
          header: {
            'content-type': 'application/json',
            ...wechatRequestHeader(context, options.header, knobs.requestRange),
          },
          body: hasBody ? requestBody(options.data) : undefined,
          timeout: options.timeout ?? defaultTimeout,
          checkRedirect: (url) => domainProblem(context, url, 'redirect-domain'),
        }
      },
      success: (response, body) => ({
        data: responseData(options, body),
        statusCode: response.status,
        header: withHeaderCase(response, knobs.headerCase),
        cookies: [],
        errMsg: 'request:ok',
      }),
      fail: (problem) =>
        problem.kind === 'invalid-argument' && parameter !== undefined
          ? parameter
          : wechatFailure('request', problem, device, knobs.errno),
      headers: (response) =>
        headersListeners.emit({
          header: withHeaderCase(response, knobs.headerCase),
          // native-apis.md §5.1: not in DevTools.
          ...(device === 'devtools' ? {} : { statusCode: response.status }),
          cookies: [],
        }),
    })
    return {
      abort: () => {
        logCall(context, 'RequestTask.abort', {})
        request.abort()
      },
      onHeadersReceived: headersListeners.add,
      offHeadersReceived: headersListeners.remove,
    }
  }
}

/** `dataType` is JSON unless another is named; what is no JSON stays text. */
function responseData({ responseType, dataType = 'json' }: WechatRequestOptions, body: Uint8Array): unknown {
  if (responseType === 'arraybuffer') return arrayBufferOf(body)
  const text = decodeText(body, 'utf-8')
  if (dataType !== 'json') return text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
