import { createCallPromise } from './alipay-call.js'
import { type AlipayContext, alipayRequestHeader, checkAlipayUrl } from './alipay-context.js'
import { alipayDownloadFailure } from './alipay-errors.js'
import { hasCallbacks } from './callbacks.js'
import { contentKind } from './file-extension.js'
import { logCall } from './host-context.js'
import type { DownloadOutcome, ResultPaths } from './native-download.js'
import { createProblem } from './problem.js'
import { type DownloadOptions, type DownloadTask, simulateDownload } from './simulated-download.js'
import { withHeaderCase } from './transfer.js'

export type AlipayDownloadOptions = DownloadOptions

// native-apis.md §2.
export interface AlipayDownloadTask extends Omit<DownloadTask, 'abort'> {
  abort(): Promise<{ success: true }> | undefined
}

/** `my.downloadFile`. What it returns is a task, a promise, both or neither, by the knobs. */
export function createAlipayDownloadFile(
  context: AlipayContext,
): (options: AlipayDownloadOptions) => unknown {
  const { knobs, device } = context
  const knowsFilePath = device === 'ide' || context.sinceClient('10.2.80')
  // native-apis.md §1.1.
  const knowsTimeout = context.sinceClient(device === 'ios' ? '10.3.20' : '10.2.80')
  const reportsAnswer = context.sinceSDK('2.8.8') && context.sinceClient('10.3.30')

  const success = ({ paths, response, size }: DownloadOutcome) => {
    const header = withHeaderCase(response, knobs.headerCase)
    const hidesStatus = response.status >= 400 && knobs.httpError === 'success-without-status'
    return {
      ...placeOf(paths),
      ...(reportsAnswer
        ? {
            ...(hidesStatus ? {} : { statusCode: response.status }),
            ...(knobs.resultHeaders === 'headers' ? {} : { header }),
            ...(knobs.resultHeaders === 'header' ? {} : { headers: header }),
            // Equal to the answer's Content-Length (native-apis.md §1.2).
            dataLength: Number(response.headers['content-length'] ?? size),
          }
        : {}),
    }
  }

  const placeOf = ({ tempFilePath, ...others }: ResultPaths) => {
    if (tempFilePath === undefined) return others
    return { apFilePath: tempFilePath, ...(context.sinceSDK('2.7.23') ? { tempFilePath } : {}), ...others }
  }

  return (passed) => {
    const options: AlipayDownloadOptions = { ...passed }
    logCall(context, 'downloadFile', options)
    if (knobs.throwsSynchronously) throw new Error('downloadFile: not implemented!')
    const isPromise =
      knobs.promise === 'present' || (knobs.promise === 'without-callbacks' && !hasCallbacks(options))
    const isHandled = hasCallbacks(options) && knobs.rejectionWithCallbacks === 'handled'
    const { promise, settle } = isPromise ? createCallPromise(isHandled) : noPromise
    const { url, header, timeout, filePath } = options
    const task = simulateDownload(context, {
      options,
      prepare: () => {
        checkAlipayUrl(context, url, 'data-urls')
        return {
          header: alipayRequestHeader(context, header, knobs.downloadRange),
          timeout: knowsTimeout ? timeout : undefined,
          filePath: knowsFilePath ? filePath : undefined,
          checkResponse: ({ status }) =>
            status >= 400 && knobs.httpError.startsWith('error') ? createProblem('http-status') : undefined,
          extension: (_, start) => `.${contentKind(start)}`,
        }
      },
      success,
      fail: (problem) => alipayDownloadFailure(problem, device, knobs),
      headersEvent: (response) => ({ headers: withHeaderCase(response, knobs.headerCase) }),
      onEnd: settle,
    })
    if (knobs.task === 'absent' || task === undefined) return promise
    const returned = alipayTask(context, task)
    return promise === undefined ? returned : Object.assign(promise, returned)
  }
}

const noPromise = { promise: undefined, settle: () => undefined }

function alipayTask(
  { knobs }: AlipayContext,
  { abort, ...others }: DownloadTask,
): Partial<AlipayDownloadTask> {
  if (knobs.task === 'without-abort') return others
  const answers = {
    nothing: () => undefined,
    resolves: () => Promise.resolve({ success: true } as const),
    rejects: () => Promise.reject({ error: 2, errorMessage: 'invalid parameter!' }),
  }
  return {
    ...others,
    abort: () => {
      abort()
      return answers[knobs.abortReturns]()
    },
  }
}
