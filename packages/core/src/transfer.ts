/// <reference path="./host-globals.d.ts" />
import { DownloadError } from './download-error.js'
import type { DownloadErrorCode } from './download-error-code.js'
import type { DownloadFileOptions } from './download-file-options.js'
import type { DownloadFileResult } from './download-file-result.js'
import type { HeadersEvent, ProgressEvent } from './download-task.js'
import { toNativeRequest } from './native-request.js'
import { fromNativeResult } from './native-result.js'
import { normalizeHeader } from './normalize-header.js'
import type { DownloadPlatform, NativeTask } from './platform.js'
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

// A longer delay does not fit the hosts' timers and would fire at once.
const longestTimeout = 0x7fffffff

/**
 * One validated native attempt with everything that the hosts leave open: the options are checked, the timeout holds,
 * events are normalized and stop at the end, and the end comes once. Never throws.
 */
export function startTransfer(
  platform: DownloadPlatform,
  options: DownloadFileOptions,
  observer: TransferObserver,
  warn: (option: string) => void,
): Transfer {
  const invalid = findInvalidOption(options, platform.acceptedUrls)
  // What is invalid is not used, also not as a url to name or a signal to listen to.
  const { url = '', signal, timeout = 60000 } = invalid ? ({} as Partial<DownloadFileOptions>) : options
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
  const fail = (code: DownloadErrorCode, errMsg: string, details?: object): void => {
    end(new DownloadError({ ...details, code, errMsg, platform: platform.name, url: redactUrl(url) }))
  }
  // Ends before it tells the host, which may report the abort at once and as another failure.
  const stop = (code: DownloadErrorCode, errMsg: string, cause?: unknown): void => {
    if (ended) return
    fail(code, errMsg, { cause })
    native?.abort()
  }
  const abort = (cause?: unknown): void => stop('aborted', 'downloadFile:fail abort', cause)
  const abortBySignal = (): void => abort(signal?.reason)

  if (invalid) fail('invalid-argument', invalid)
  else if (signal?.aborted) abortBySignal()
  else {
    const request = toNativeRequest(options, platform, warn)
    signal?.addEventListener('abort', abortBySignal)
    timer = setTimeout(() => stop('timeout', 'downloadFile:fail timeout'), Math.min(timeout, longestTimeout))
    native = platform.download(request, {
      progress(event) {
        if (!ended) observer.progress(readProgress(event))
      },
      headers(received) {
        header = normalizeHeader(received)
        if (!ended) observer.headers({ header })
      },
      success: (result) => end(fromNativeResult(result, request.filePath, header)),
      // Some hosts repeat the url in their words (native-apis.md §3.2).
      fail: ({ code, errMsg, errno, native }) =>
        fail(code, errMsg.split(request.url).join(redactUrl(url)), { errno, native }),
    })
  }
  return { abort }
}
