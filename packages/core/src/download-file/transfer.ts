/// <reference path="../host-globals.d.ts" />
import { createSettlement } from '../binding/native-call.js'
import { DownloadError, type DownloadErrorInit } from '../download-error.js'
import type { DownloadPlatform, NativeRequest, NativeTask } from '../platform.js'
import type { DownloadFileOptions } from './options.js'
import {
  createProgressReader,
  type DownloadFileResult,
  fromNativeResult,
  type HeadersEvent,
  normalizeHeader,
  type ProgressEvent,
} from './result.js'
import { encodeUrl, redactUrl } from './url.js'
import { checkHost, validateOptions } from './validation.js'

/** Who hears of a transfer: events first, then exactly one of `success` and `fail`. */
export interface TransferListener {
  progress(event: ProgressEvent): void
  headers(event: HeadersEvent): void
  success(result: DownloadFileResult): void
  fail(error: DownloadError): void
}

/** A running transfer. */
export interface Transfer {
  /** Ends it with an error of code `aborted`; after the end it does nothing. */
  abort(cause?: unknown): void
}

/** What is wrong with a success that names no file. */
export const withoutFile = 'success without a file'

/** What a downloader knows better. */
export interface TransferSettings {
  /** Milliseconds after which it is ended from here, where that is not the timeout of the host. */
  readonly limit?: number
  /** What errors say, where the url is nobody's business. */
  readonly shownUrl?: string
  /** Whether the options have been checked. */
  readonly isValid?: boolean
}

/** What an error says besides the platform and the url. */
type Failure = Omit<DownloadErrorInit, 'platform' | 'url'>

/**
 * One validated native attempt with everything that the hosts leave open: the options are checked, the timeout holds,
 * events are normalized and stop at the end, and the end comes once. Throws a `DownloadError` for an invalid option,
 * before anything was started.
 */
export function startTransfer(
  platform: DownloadPlatform,
  options: DownloadFileOptions,
  listener: TransferListener,
  warn: (problem: string) => void,
  { limit, shownUrl, isValid = false }: TransferSettings = {},
): Transfer {
  checkHost(platform)
  if (!isValid) validateOptions(options, platform, warn)
  const { url, filePath, signal } = options
  const shown = redactUrl(shownUrl === undefined ? url : shownUrl)
  const { slots } = platform
  const { before, settle } = createSettlement()
  let header: Record<string, string> = {}
  let native: NativeTask | undefined
  let isStopped = false
  let timer: unknown

  const release = (): void => {
    clearTimeout(timer)
    signal?.removeEventListener('abort', abortBySignal)
    slots.running -= 1
    // Later: what has just come may say that nothing is to begin. No copy: none of them may begin twice.
    if (slots.waiting.size > 0) {
      setTimeout(() => {
        for (const wake of slots.waiting) wake()
      })
    }
  }
  const tell = (failure: Failure): void =>
    listener.fail(new DownloadError({ ...failure, platform: platform.name, url: shown }))
  const fail = settle((failure: Failure) => {
    tell(failure)
    release()
  })
  // Ends before it tells the host, which may report the abort at once and as another failure; only then another one may begin.
  const stop = settle((failure: Failure) => {
    isStopped = true
    tell(failure)
    native?.abort()
    release()
  })
  const abort = (cause?: unknown): void => stop({ code: 'aborted', errMsg: 'downloadFile:fail abort', cause })
  const abortBySignal = (): void => abort(signal?.reason)

  const begin = before<void>(() => {
    const request = toNativeRequest(options, platform, warn)
    const readProgress = createProgressReader()
    const end = (): void => stop({ code: 'timeout', errMsg: 'downloadFile:fail timeout' })
    const milliseconds = limit || options.timeout || 60000
    if (milliseconds < Number.POSITIVE_INFINITY) timer = setTimeout(end, Math.min(milliseconds, longestDelay))
    native = platform.download(request, {
      progress: before((event) => listener.progress(readProgress(event))),
      headers: before((received) => {
        header = normalizeHeader(received)
        listener.headers({ header })
      }),
      success: settle((native) => {
        const result = fromNativeResult(native, header, filePath)
        const { path, statusCode } = result
        // Some clients call it a success and name no file (native-apis.md §1.2).
        const isEmpty = path === undefined && native.data === undefined
        if (isEmpty && /^(2|undefined)/.test(String(statusCode))) {
          tell({ code: 'unknown', errMsg: `downloadFile:fail ${withoutFile}`, statusCode, native })
        } else {
          listener.success(result)
        }
        release()
      }),
      fail(failure) {
        // Some hosts repeat the url in their words (native-apis.md §3.2).
        const errMsg = failure.errMsg.split(request.url).join(shown).split(url).join(shown)
        // What the host says beside its words may have the url in it.
        const isShown = shownUrl === undefined || shownUrl === url
        fail({ ...failure, errMsg, native: isShown ? failure.native : undefined })
      },
    })
    // In the midst of that call.
    if (isStopped) native.abort()
  })

  slots.running += 1
  // A signal may have fired, or fire while it is listened to: then nothing begins.
  if (signal?.aborted) abortBySignal()
  else signal?.addEventListener('abort', abortBySignal)
  begin()
  return { abort }
}

/** Milliseconds: a longer delay does not fit the hosts' timers and would fire at once. */
export const longestDelay = 0x7fffffff

const optionNames = ['timeout', 'filePath', 'enableProfile', 'enableHttp2', 'enableQuic'] as const

/**
 * Valid options as the host gets them: a new object with only what was given. An option that the platform lacks is
 * left out, and `warn` is told so.
 */
function toNativeRequest(
  options: DownloadFileOptions,
  platform: DownloadPlatform,
  warn: (problem: string) => void,
): NativeRequest {
  const { url, header } = options
  // A data URL is not encoded: it may be megabytes, and its body is base64 or encoded already.
  const request: Record<string, unknown> & { url: string } = {
    url: /^data:/i.test(url) ? url : encodeUrl(url),
  }
  if (header) request.header = { ...header }
  for (const name of optionNames) {
    const value = options[name]
    if (value === undefined) continue
    if (platform.options.includes(name)) request[name] = value
    else warn(`${platform.name} does not support ${name}`)
  }
  return request
}
