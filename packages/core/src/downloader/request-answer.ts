/// <reference path="../host-globals.d.ts" />
import { DownloadError, type DownloadErrorCode, type DownloadErrorInit } from '../download-error.js'
import type { DownloadFileResult } from '../download-file/result.js'
import { longestDelay, startTransfer, type Transfer } from '../download-file/transfer.js'
import { redactUrl } from '../download-file/url.js'
import type { DownloadPlatform } from '../platform.js'
import { hostTraffic } from './host-traffic.js'
import { type Attempt, networkOf } from './job.js'
import type { ResumeOptions } from './policy.js'
import { transferOptions } from './resolve-request.js'
import { totalOf } from './response-header.js'

/** What came back from one request: the bytes are in a temporary file, or in `data`. */
export interface Answer extends DownloadFileResult {
  data?: ArrayBuffer
  /** The failure by which the host told the status. There is no file then. */
  refusal?: DownloadError
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

/** What is wrong with a temporary file that was given to two. */
export const mixedUp = 'the host gave the same file to another download'

/** Milliseconds without a word of the host after the network has changed: connections of the old one may be dead without anybody being told. */
const silenceLimit = 5000

/**
 * One request: waits until the host takes it, ends it where it stalls, and refuses what is too large before its bytes are spent. Rejects
 * when the attempt is stopped.
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
  const traffic = hostTraffic(platform)
  return new Promise((resolve, reject) => {
    let transfer: Transfer | undefined
    let stallTimer: unknown
    let silenceTimer: unknown
    let unsubscribe = (): void => undefined
    let data: unknown
    let received: Record<string, string> = {}
    let isStopped = false
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
    const rest = (): void => {
      clearTimeout(stallTimer)
      clearTimeout(silenceTimer)
      unsubscribe()
    }
    const leave = (): void => {
      rest()
      slots.waiting.delete(begin)
      stops.delete(stop)
    }
    const stop = (reason?: DownloadError): void => {
      isStopped = true
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
      clearTimeout(silenceTimer)
      silenceTimer = undefined
      if (stallTimeout === undefined) return
      clearTimeout(stallTimer)
      stallTimer = setTimeout(
        () => stop(failureOf(attempt, 'stalled', 'stalled')),
        Math.min(stallTimeout, longestDelay),
      )
    }
    const listenToSilence = (): void => {
      const words = 'nothing came after the network had changed'
      silenceTimer =
        silenceTimer || setTimeout(() => stop(failureOf(attempt, 'network', words)), silenceLimit)
    }
    const begin = (): void => {
      // Stopped while the host was busy with its files.
      if (attempt.isStopped || isStopped) {
        stop(verdict)
        return
      }
      if (gate.closedFor(networkOf(job))) {
        fail(failureOf(attempt, 'network', 'not now'))
        return
      }
      if (traffic.isMixedUp(job)) {
        fail(failureOf(attempt, 'integrity', mixedUp))
        return
      }
      if (!traffic.admits(job)) {
        slots.waiting.add(begin)
        return
      }
      slots.waiting.delete(begin)
      const begun = traffic.begin(job)
      unsubscribe = gate.onNetworkChange(listenToSilence)
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
            received = event.header
            const most = filePath ? Math.min(limits.fileBytes, limits.totalBytes) : limits.downloadBytes
            if (totalOf(received) > most) stop(failureOf(attempt, 'too-large', `more than ${most} bytes`))
            else listener.headers?.(received)
          },
          success(answer) {
            attempt.isAnswered = true
            traffic.end(job)
            leave()
            const { tempFilePath } = answer
            if (tempFilePath && !traffic.claim(tempFilePath, job)) {
              reject(failureOf(attempt, 'integrity', mixedUp))
            } else resolve(data ? { ...answer, data: data as ArrayBuffer } : answer)
          },
          fail(error) {
            const isRefused = error.code === 'too-many' && traffic.isBesideAnother(job, begun)
            traffic.end(job)
            if (isRefused) {
              rest()
              // Later, since the host may have refused it at once.
              void Promise.resolve().then(() => {
                transfer = undefined
                begin()
              })
            } else if (error.code === 'http-status' && error.statusCode !== undefined) {
              // Some clients make a failure of a status, and tell it in words (native-apis.md §3.2).
              attempt.isAnswered = true
              leave()
              const { statusCode } = error
              resolve({ errMsg: 'downloadFile:ok', header: received, statusCode, refusal: error })
            } else fail(error)
          },
        },
        attempt.warn,
      )
    }
    stops.add(stop)
    begin()
  })
}
