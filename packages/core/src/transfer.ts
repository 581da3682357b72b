/// <reference path="./host-globals.d.ts" />
import { DownloadError, type DownloadErrorInit } from './download-error.js'
import type { DownloadFileOptions } from './download-file-options.js'
import type { DownloadFileResult } from './download-file-result.js'
import type { HeadersEvent, ProgressEvent } from './download-task.js'
import { toNativeRequest } from './native-request.js'
import { fromNativeResult } from './native-result.js'
import { normalizeHeader } from './normalize-header.js'
import type { DownloadPlatform, NativeResult, NativeTask } from './platform.js'
import { createProgressReader } from './progress-reader.js'
import { redactUrl } from './redact-url.js'
import { findInvalidOption } from './validate-options.js'

/** Who hears of a transfer. `end` comes once and last. */
export interface TransferObserver {
  progress(event: ProgressEvent): void
  headers(event: HeadersEvent): void
  end(outcome: DownloadFileResult | DownloadError): void
}

/** A running transfer. */
export interface Transfer {
  /** Ends it with an error of code `aborted`; after the end it does nothing. */
  abort(cause?: unknown): void
}

const defaultTimeout = 60000
// A longer delay does not fit the hosts' timers and would fire at once.
const longestTimeout = 0x7fffffff

/**
 * One validated native attempt with everything that the hosts leave open: the options are checked, the timeout holds,
 * events are normalized and stop at the end, the end comes once, and a client that ignores `filePath` obeys it.
 * Never throws.
 */
export function startTransfer(
  platform: DownloadPlatform,
  options: DownloadFileOptions,
  observer: TransferObserver,
  warn: (option: string) => void,
): Transfer {
  const invalid = findInvalidOption(options, platform.acceptedUrls)
  // What is invalid is not used, also not as a url to name or a signal to listen to.
  const { url: givenUrl = '', signal, timeout = defaultTimeout } = invalid === undefined ? options : {}
  const url = redactUrl(givenUrl)
  const readProgress = createProgressReader()
  let header: Record<string, string> = {}
  let native: NativeTask | undefined
  let timer: unknown
  let ended = false

  const end = (outcome: DownloadFileResult | DownloadError): void => {
    if (ended) return
    ended = true
    clearTimeout(timer)
    signal?.removeEventListener('abort', abortBySignal)
    observer.end(outcome)
  }
  const fail = (failure: Omit<DownloadErrorInit, 'platform' | 'url'>): void => {
    end(new DownloadError({ ...failure, platform: platform.name, url }))
  }
  // Ends first: a host may report the abort while it is being asked for it, as one of its own errors.
  const stop = (code: 'aborted' | 'timeout', reason: string, cause?: unknown): void => {
    if (ended) return
    fail({ code, errMsg: `downloadFile:fail ${reason}`, cause })
    native?.abort()
  }
  const abort = (cause?: unknown): void => stop('aborted', 'abort', cause)
  const abortBySignal = (): void => abort(signal?.reason)

  const succeed = (result: NativeResult, filePath: string | undefined): void => {
    const complete = (): void => end(fromNativeResult(result, filePath, header))
    const { tempFilePath } = result
    const isElsewhere = filePath !== undefined && result.filePath !== filePath
    if (isElsewhere && typeof tempFilePath === 'string' && platform.moveTemporaryFile !== undefined) {
      platform.moveTemporaryFile(tempFilePath, filePath).then(complete, (error: DownloadError) => {
        const { code, errMsg, errno, native } = error
        fail({ code, errMsg, errno, native, cause: error })
      })
    } else complete()
  }

  const transfer: Transfer = { abort }
  if (invalid !== undefined) {
    const { field, expected, actual } = invalid
    fail({
      code: 'invalid-argument',
      errMsg: `downloadFile:fail invalid ${field}: expected ${expected}, got ${actual}`,
    })
    return transfer
  }
  if (signal?.aborted) {
    abortBySignal()
    return transfer
  }
  signal?.addEventListener('abort', abortBySignal)
  timer = setTimeout(() => stop('timeout', 'timeout'), Math.min(timeout, longestTimeout))
  const request = toNativeRequest(options, platform, warn)
  native = platform.download(request, {
    progress(event) {
      if (!ended) observer.progress(readProgress(event))
    },
    headers(received) {
      header = normalizeHeader(received)
      if (!ended) observer.headers({ header })
    },
    success(result) {
      succeed(result, request.filePath)
    },
    fail(failure) {
      // Some hosts repeat the url in their words (native-apis.md §3.2).
      fail({ ...failure, errMsg: failure.errMsg.split(request.url).join(url) })
    },
  })
  return transfer
}
