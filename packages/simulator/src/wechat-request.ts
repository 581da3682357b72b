import { type RequestOptions, type SimulatedRequestTask, simulateRequest } from './simulated-request.js'
import { arrayBufferOf, decodeText } from './text-encoding.js'
import { withHeaderCase } from './transfer.js'
import {
  checkWechatCall,
  type WechatContext,
  wechatDomainProblem,
  wechatRequestHeader,
} from './wechat-context.js'
import { wechatCallFailure } from './wechat-errors.js'

// native-apis.md §5.1.
export interface WechatRequestOptions extends RequestOptions {
  dataType?: string
  responseType?: 'text' | 'arraybuffer'
}

/** `wx.request`. */
export function createWechatRequest(
  context: WechatContext,
): (options: WechatRequestOptions) => SimulatedRequestTask {
  const { knobs, device } = context
  return (passed) => {
    const options: WechatRequestOptions = { ...passed }
    return simulateRequest(context, {
      options,
      defaultTimeout: 60_000,
      check: () => checkWechatCall(context, options.url),
      header: () => ({
        'content-type': 'application/json',
        ...wechatRequestHeader(context, options.header, knobs.requestRange),
      }),
      checkRedirect: (url) => wechatDomainProblem(context, url),
      success: (response, body) => ({
        data: responseData(options, body),
        statusCode: response.status,
        header: withHeaderCase(response, knobs.headerCase),
        cookies: [],
        errMsg: 'request:ok',
      }),
      fail: wechatCallFailure(context, 'request', options.url),
      headersEvent: (response) => ({
        header: withHeaderCase(response, knobs.headerCase),
        // native-apis.md §5.1: not in DevTools.
        ...(device === 'devtools' ? {} : { statusCode: response.status }),
        cookies: [],
      }),
    })
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
