/// <reference path="../host-globals.d.ts" />
import type { DownloadError } from '../download-error.js'
import type { DownloadFileResult } from '../download-file/result.js'
import { longestDelay, startTransfer, type Transfer } from '../download-file/transfer.js'
import type { DownloadPlatform } from '../platform.js'
import { failureOf, mixedUp } from './attempt.js'
import { type Attempt, networkOf, targetOf } from './job.js'
import type { ResumeOptions } from './policy.js'
import { transferOptions } from './resolve-request.js'
import { totalOf } from './response-header.js'

/** What came back from one request: the bytes are in a temporary file, or in `data`. */
export interface Response extends DownloadFileResult {
  data?: ArrayBuffer
  /** The failure by which the host told the status. There is no file then. */
  refusal?: DownloadError
  /** Set where the host has given the file to another download as well: status and header are of this one all the same. */
  mixedUp?: DownloadError
}

export interface ResponseListener {
  headers?(header: Record<string, string>): void
  progress(written: number, total: number): void
}

/** Milliseconds without a word of the host after the network has changed: connections of the old one may be dead without anybody being told. */
const silenceAfterChange = 5000

/** Milliseconds without a word of the host, where the app sets no limit to a whole attempt: until the headers or the first byte. */
const longestSilence = 60_000

/** Milliseconds without a byte, once the client has shown that it tells of them. */
const defaultStall = 30_000

/**
 * One request: waits until the host takes it, ends it where it stalls, and refuses what is too large before its bytes are spent. Rejects
 * when the attempt is stopped.
 */
export function sendRequest(
  attempt: Attempt,
  via: ResumeOptions['via'],
  header: Readonly<Record<string, string>>,
  listener: ResponseListener,
): Promise<Response> {
  const { job, stops } = attempt
  const { platform, traffic, conditions, warn } = job.context
  const { slots, limits } = platform
  const { stallTimeout, timeout } = job.request
  return new Promise((resolve, reject) => {
    let transfer: Transfer | undefined
    let stallTimer: unknown
    let silenceTimer: unknown
    let firstTimer: unknown
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
      clearTimeout(firstTimer)
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
      else fail(failureOf(job, 'aborted', 'abort'))
    }
    const fail = (error: DownloadError): void => {
      leave()
      reject(verdict || error)
    }
    const noteAnswer = (): void => {
      attempt.isAnswered = true
      clearTimeout(silenceTimer)
      clearTimeout(firstTimer)
      silenceTimer = undefined
    }
    const noteBytes = (): void => {
      noteAnswer()
      if (stallTimeout === undefined && timeout !== undefined) return
      clearTimeout(stallTimer)
      stallTimer = setTimeout(
        () => stop(failureOf(job, 'stalled', 'stalled')),
        Math.min(stallTimeout || defaultStall, longestDelay),
      )
    }
    const listenToSilence = (): void => {
      const words = 'nothing came after the network had changed'
      silenceTimer =
        silenceTimer || setTimeout(() => stop(failureOf(job, 'network', words)), silenceAfterChange)
    }
    const begin = (): void => {
      // Stopped while the host was busy with its files.
      if (attempt.isStopped || isStopped) {
        stop(verdict)
        return
      }
      if (conditions.closedFor(networkOf(job))) {
        fail(failureOf(job, 'network', 'not now'))
        return
      }
      if (traffic.isMixedUp(job)) {
        fail(mixedUp(job))
        return
      }
      if (!traffic.admits(job)) {
        slots.waiting.add(begin)
        return
      }
      slots.waiting.delete(begin)
      const begun = traffic.begin(job)
      unsubscribe = conditions.onNetworkChange(listenToSilence)
      if (timeout === undefined) {
        firstTimer = setTimeout(() => stop(failureOf(job, 'timeout', 'timeout')), longestSilence)
      }
      transfer = startTransfer(
        via === 'request' ? { ...platform, download: request } : platform,
        transferOptions(job.request, job.address, header),
        {
          progress({ totalBytesWritten, totalBytesExpectedToWrite = Number.NaN }) {
            noteBytes()
            listener.progress(totalBytesWritten, totalBytesExpectedToWrite)
          },
          headers(event) {
            if (stallTimeout === undefined) noteAnswer()
            else noteBytes()
            received = event.header
            const most = targetOf(job.request)
              ? Math.min(limits.fileBytes, limits.totalBytes)
              : limits.downloadBytes
            if (totalOf(received) > most) stop(failureOf(job, 'too-large', `more than ${most} bytes`))
            else listener.headers?.(received)
          },
          success(response) {
            attempt.isAnswered = true
            traffic.end(begun)
            leave()
            const { tempFilePath } = response
            if (tempFilePath && !traffic.claim(tempFilePath, job)) {
              const { tempFilePath: _, ...facts } = response
              resolve({ ...facts, mixedUp: mixedUp(job) })
            } else resolve(data ? { ...response, data: data as ArrayBuffer } : response)
          },
          fail(error) {
            const isRefused = error.code === 'too-many' && traffic.isBesideAnother(job, begun)
            traffic.end(begun)
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
        warn,
        {
          limit: timeout === undefined ? Number.POSITIVE_INFINITY : timeout,
          shownUrl: job.request.url,
          isValid: true,
        },
      )
      // In the midst of that call.
      if (isStopped) transfer.abort()
    }
    stops.add(stop)
    begin()
  })
}
