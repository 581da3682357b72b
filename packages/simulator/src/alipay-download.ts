import { hasCallbacks } from './alipay-call.js'
import type { AlipayContext } from './alipay-context.js'
import { alipayDownloadFailure } from './alipay-errors.js'
import { alipayRequestHeader } from './alipay-request-header.js'
import { alipayDomainProblem, checkAlipayUrl } from './alipay-url-check.js'
import type { Callbacks } from './callbacks.js'
import { contentKind } from './content-kind.js'
import { withHeaderCase } from './header-case.js'
import { logCall } from './host-context.js'
import type { DownloadOutcome, DownloadPlan } from './native-download.js'
import { createProblem } from './problem.js'
import type { ResultPaths } from './result-paths.js'
import { type SimulatedDownload, simulateDownload } from './simulated-download.js'

/** native-apis.md §1.1. */
export interface AlipayDownloadOptions extends Callbacks {
  url: string
  header?: object
  timeout?: number
  filePath?: string
}

/** native-apis.md §2. */
export interface AlipayDownloadTask {
  abort(): Promise<{ success: true }> | undefined
  onProgressUpdate(listener: (event: never) => void): void
  offProgressUpdate(listener?: (event: never) => void): void
  onHeadersReceived(listener: (event: never) => void): void
  offHeadersReceived(listener?: (event: never) => void): void
}

const defaultTimeout = 60_000

/** `my.downloadFile`. What it returns is a task, a promise, both or neither, by the knobs. */
export function createAlipayDownloadFile(
  context: AlipayContext,
): (options: AlipayDownloadOptions) => unknown {
  const { knobs, device } = context
  const knowsFilePath = device === 'ide' || context.sinceClient('10.2.80')
  // native-apis.md §1.1.
  const knowsTimeout = device === 'ios' ? context.sinceClient('10.3.20') : context.sinceClient('10.2.80')
  const reportsAnswer = context.sinceSDK('2.8.8') && context.sinceClient('10.3.30')

  const plan = ({ url, header, timeout, filePath }: AlipayDownloadOptions): DownloadPlan => {
    checkAlipayUrl(context, url, { dataUrls: true })
    const target = knowsFilePath ? filePath : undefined
    if (target !== undefined && knobs.filePath === 'honoured') context.files.checkTarget(target)
    const asked = knowsTimeout ? (timeout ?? defaultTimeout) : defaultTimeout
    return {
      url,
      header: alipayRequestHeader(context, header, knobs.downloadRange),
      timeout: knobs.longTimeout === 'capped' ? Math.min(asked, defaultTimeout) : asked,
      filePath: target,
      fileLimits: knobs.filePathLimits,
      checkRedirect: (next) =>
        knobs.redirectDomains === 'checked'
          ? alipayDomainProblem(context, next, 'redirect-domain')
          : undefined,
      checkResponse: ({ status }) =>
        status >= 400 && knobs.httpError.startsWith('error') ? createProblem('http-status') : undefined,
      refusesEmpty: false,
      extension: (_, start) => `.${contentKind(start)}`,
    }
  }

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
    let settle: { resolve(value: object): void; reject(reason: object): void } | undefined
    const isPromise =
      knobs.promise === 'present' || (knobs.promise === 'without-callbacks' && !hasCallbacks(options))
    const promise = isPromise
      ? new Promise<object>((resolve, reject) => {
          settle = { resolve, reject }
        })
      : undefined
    if (hasCallbacks(options) && knobs.rejectionWithCallbacks === 'handled') promise?.catch(() => undefined)
    const download = simulateDownload(context, {
      url: options.url,
      callbacks: options,
      prepare: () => plan(options),
      speech: {
        success,
        fail: (problem) => alipayDownloadFailure(problem, device, knobs),
        headersEvent: (response) => ({ headers: withHeaderCase(response, knobs.headerCase) }),
      },
      onEnd: (terminal, payload) => {
        if (terminal === 'success') settle?.resolve(payload)
        else settle?.reject(payload)
      },
    })
    if (knobs.task === 'absent' || !download.hasTask) return promise
    const task = createTask(context, download)
    return promise === undefined ? task : Object.assign(promise, task)
  }
}

function createTask(context: AlipayContext, download: SimulatedDownload): Partial<AlipayDownloadTask> {
  const { knobs } = context
  const { progressListeners, headersListeners } = download
  const members = {
    onProgressUpdate: progressListeners.add,
    offProgressUpdate: progressListeners.remove,
    onHeadersReceived: headersListeners.add,
    offHeadersReceived: headersListeners.remove,
  }
  if (knobs.task === 'without-abort') return members
  return {
    ...members,
    abort: () => {
      logCall(context, 'DownloadTask.abort', {})
      download.abort()
      if (knobs.abortReturns === 'nothing') return undefined
      return knobs.abortReturns === 'resolves'
        ? Promise.resolve({ success: true } as const)
        : Promise.reject({ error: 2, errorMessage: 'invalid parameter!' })
    },
  }
}
