import { hasCallbacks } from './alipay-call.js'
import type { AlipayContext } from './alipay-context.js'
import { alipayRequestFailure } from './alipay-errors.js'
import { alipayRequestHeader } from './alipay-request-header.js'
import { alipayDomainProblem, checkAlipayUrl } from './alipay-url-check.js'
import type { Callbacks } from './callbacks.js'
import { withHeaderCase } from './header-case.js'
import { logCall } from './host-context.js'
import { createListenerSet } from './listener-set.js'
import { createProblem } from './problem.js'
import { requestBody, simulateRequest, withQuery } from './simulated-request.js'
import { arrayBufferOf, decodeText } from './text-encoding.js'

/** native-apis.md §5.1. */
export interface AlipayRequestOptions extends Callbacks {
  url: string
  data?: unknown
  header?: object
  headers?: object
  timeout?: number
  method?: string
  dataType?: 'arraybuffer' | 'base64' | 'json' | 'json_or_text' | 'text'
}

export interface AlipayRequestTask extends Promise<object> {
  abort(): void
  onHeadersReceived(listener: (event: never) => void): void
  offHeadersReceived(listener?: (event: never) => void): void
}

/** Half of what a download gets (native-apis.md §1.6). */
const defaultTimeout = 30_000

/** `my.request`. */
export function createAlipayRequest(
  context: AlipayContext,
): (options: AlipayRequestOptions) => AlipayRequestTask {
  const { knobs } = context
  return (passed) => {
    const options: AlipayRequestOptions = { ...passed }
    logCall(context, 'request', options)
    const headersListeners = createListenerSet()
    const method = (options.method ?? 'GET').toUpperCase()
    const hasBody = method !== 'GET' && method !== 'HEAD'
    let settle: { resolve(value: object): void; reject(reason: object): void } | undefined
    const promise = new Promise<object>((resolve, reject) => {
      settle = { resolve, reject }
    })
    if (hasCallbacks(options)) promise.catch(() => undefined)
    const request = simulateRequest(context, {
      url: options.url,
      callbacks: options,
      prepare: () => {
        checkAlipayUrl(context, options.url, { dataUrls: false })
        return {
          url: hasBody ? options.url : withQuery(options.url, options.data),
          method,
          header: {
            'content-type': 'application/json',
            ...alipayRequestHeader(context, options.headers ?? options.header, knobs.requestRange),
          },
          body: hasBody ? requestBody(options.data) : undefined,
          timeout: options.timeout ?? defaultTimeout,
          checkRedirect: (url) =>
            knobs.redirectDomains === 'checked'
              ? alipayDomainProblem(context, url, 'redirect-domain')
              : undefined,
        }
      },
      success: (response, body) => {
        // native-apis.md §3.3: 19 for a status from 400 on, whatever downloads do.
        if (response.status >= 400) throw createProblem('http-status')
        const headers = withHeaderCase(response, knobs.headerCase)
        const { status } = response
        return {
          data: responseData(context, options, body),
          status,
          statusCode: status,
          headers,
          header: headers,
        }
      },
      fail: alipayRequestFailure,
      headers: (response) => headersListeners.emit({ headers: withHeaderCase(response, knobs.headerCase) }),
      onEnd: (terminal, payload) => {
        if (terminal === 'success') settle?.resolve(payload)
        else settle?.reject(payload)
      },
    })
    return Object.assign(promise, {
      abort: () => {
        logCall(context, 'RequestTask.abort', {})
        request.abort()
      },
      onHeadersReceived: headersListeners.add,
      offHeadersReceived: headersListeners.remove,
    })
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
