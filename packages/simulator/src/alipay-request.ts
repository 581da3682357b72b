import { createCallPromise } from './alipay-call.js'
import { type AlipayContext, alipayRequestHeader, checkAlipayUrl } from './alipay-context.js'
import { alipayRequestFailure } from './alipay-errors.js'
import { hasCallbacks } from './callbacks.js'
import { createProblem } from './problem.js'
import { type RequestOptions, type SimulatedRequestTask, simulateRequest } from './simulated-request.js'
import { arrayBufferOf, decodeText } from './text-encoding.js'
import { withHeaderCase } from './transfer.js'

// native-apis.md §5.1.
export interface AlipayRequestOptions extends RequestOptions {
  headers?: object
  dataType?: 'arraybuffer' | 'base64' | 'json' | 'json_or_text' | 'text'
}

export type AlipayRequestTask = Promise<object> & SimulatedRequestTask

/** `my.request`. */
export function createAlipayRequest(
  context: AlipayContext,
): (options: AlipayRequestOptions) => AlipayRequestTask {
  const { knobs } = context
  return (passed) => {
    const options: AlipayRequestOptions = { ...passed }
    const { promise, settle } = createCallPromise(hasCallbacks(options))
    const task = simulateRequest(context, {
      options,
      // Half of what a download gets (native-apis.md §1.6).
      defaultTimeout: 30_000,
      check: () => checkAlipayUrl(context, options.url, 'no-data-urls'),
      header: () => ({
        'content-type': 'application/json',
        ...alipayRequestHeader(context, options.headers ?? options.header, knobs.requestRange),
      }),
      success: (response, body) => {
        const { status } = response
        // native-apis.md §3.3: 19 for a status from 400 on, whatever downloads do.
        if (status >= 400) throw createProblem('http-status')
        const headers = withHeaderCase(response, knobs.headerCase)
        return {
          data: responseData(context, options, body),
          status,
          statusCode: status,
          headers,
          header: headers,
        }
      },
      fail: alipayRequestFailure,
      headersEvent: (response) => ({ headers: withHeaderCase(response, knobs.headerCase) }),
      onEnd: settle,
    })
    return Object.assign(promise, task)
  }
}

function responseData(context: AlipayContext, { dataType }: AlipayRequestOptions, body: Uint8Array): unknown {
  const type = dataType ?? (context.sinceSDK('2.9.5') ? 'json_or_text' : 'json')
  if (type === 'arraybuffer') return arrayBufferOf(body)
  if (type === 'base64') return decodeText(body, 'base64')
  const text = decodeText(body, 'utf-8')
  if (type === 'text') return text
  try {
    return JSON.parse(text)
  } catch (cause) {
    if (type === 'json_or_text') return text
    throw createProblem('encoding', { cause })
  }
}
