/// <reference path="../host-globals.d.ts" />
import { DownloadError, type DownloadErrorInit } from '../download-error.js'
import type { DownloadErrorCode } from '../download-error-code.js'
import type { DownloadFileResult } from '../download-file-result.js'
import { longestDelay } from '../longest-delay.js'
import type { DownloadPlatform } from '../platform.js'
import { redactUrl } from '../redact-url.js'
import { startTransfer, type Transfer } from '../transfer.js'
import { totalOf } from './content-range.js'
import type { ResumeOptions } from './download-policy.js'
import type { Attempt } from './job.js'
import { transferOptions } from './resolve-request.js'

/** What came back from one request: the bytes are in a temporary file, or in `data`. */
export interface Answer extends DownloadFileResult {
  data?: ArrayBuffer
}

export interface AnswerListener {
  headers?(header: Record<string, string>): void
  progress(written: number, total: number): void
}

/** An error of this download that did not come from the host. */
export function failureOf(
  { job, platform }: Pick<Attempt, 'job' | 'platform'>,
  code: DownloadErrorCode,
  words: string,
  more: Pick<DownloadErrorInit, 'statusCode' | 'cause'> = {},
): DownloadError {
  const errMsg = `downloadFile:fail ${words}`
  return new DownloadError({
    ...more,
    code,
    errMsg,
    platform: platform.name,
    url: redactUrl(job.request.url),
  })
}

/** Throws where an attempt was stopped while the host was busy with its files. */
export function checkGoing(attempt: Attempt): void {
  if (attempt.isStopped) throw failureOf(attempt, 'aborted', 'abort')
}

/**
 * One request: waits for a place among the host's parallel transfers, holds the stall timeout, and refuses what is too large before
 * its bytes are spent. Rejects when the attempt is stopped.
 */
export function requestAnswer(
  attempt: Attempt,
  via: ResumeOptions['via'],
  header: Readonly<Record<string, string>>,
  listener: AnswerListener,
): Promise<Answer> {
  const { job, platform, gate, stops } = attempt
  const { slots, limits } = platform
  const { stallTimeout, filePath } = job.request
  return new Promise((resolve, reject) => {
    let transfer: Transfer | undefined
    let stallTimer: unknown
    let data: unknown
    /** Why it was ended from here; the host only says that it was aborted. */
    let verdict: DownloadError | undefined

    /** The other API, which hands over bytes instead of a file. */
    const request: DownloadPlatform['download'] = (native, report) =>
      platform.request(native, {
        ...report,
        success(result) {
          data = result.data
          report.success(result)
        },
      })
    const leave = (): void => {
      clearTimeout(stallTimer)
      slots.waiting.delete(begin)
      stops.delete(stop)
    }
    const stop = (reason?: DownloadError): void => {
      verdict = reason
      if (transfer) transfer.abort()
      else fail(failureOf(attempt, 'aborted', 'abort'))
    }
    const fail = (error: DownloadError): void => {
      leave()
      reject(verdict || error)
    }
    const noteBytes = (): void => {
      attempt.isAnswered = true
      if (stallTimeout === undefined) return
      clearTimeout(stallTimer)
      stallTimer = setTimeout(
        () => stop(failureOf(attempt, 'stalled', 'stalled')),
        Math.min(stallTimeout, longestDelay),
      )
    }
    const begin = (): void => {
      // Stopped while the host was busy with its files.
      if (attempt.isStopped) {
        stop()
        return
      }
      if (gate.closedFor(job.request)) {
        fail(failureOf(attempt, 'network', 'not now'))
        return
      }
      if (slots.running >= limits.parallelDownloads) {
        slots.waiting.add(begin)
        return
      }
      slots.waiting.delete(begin)
      transfer = startTransfer(
        via === 'request' ? { ...platform, download: request } : platform,
        transferOptions(job.request, header),
        {
          progress({ totalBytesWritten, totalBytesExpectedToWrite = Number.NaN }) {
            noteBytes()
            listener.progress(totalBytesWritten, totalBytesExpectedToWrite)
          },
          headers(event) {
            noteBytes()
            const most = filePath ? Math.min(limits.fileBytes, limits.totalBytes) : limits.downloadBytes
            if (totalOf(event.header) > most) stop(failureOf(attempt, 'too-large', `more than ${most} bytes`))
            else listener.headers?.(event.header)
          },
          success(answer) {
            attempt.isAnswered = true
            leave()
            resolve(data ? { ...answer, data: data as ArrayBuffer } : answer)
          },
          fail,
        },
        attempt.warn,
      )
    }
    stops.add(stop)
    begin()
  })
}
