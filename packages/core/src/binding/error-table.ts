import type { DownloadErrorCode } from '../download-error.js'
import type { NativeFailure } from '../platform.js'
import { failureWords, httpStatusWords, storageFullWords } from './failure-words.js'
import { asRecord } from './host.js'

/**
 * One kind of failure. The pattern is matched against the host's number, the scheme of the url and the host's words:
 * `600003 https downloadFile:fail interrupted`. The number is `undefined` where the host gives none; paths and urls in
 * the words are blanked.
 */
export type ErrorRow = readonly [code: DownloadErrorCode, pattern: RegExp]

/** Names what `api` failed with: the host's payload, or an exception; it may be anything. */
export type FailureReader = (api: string, payload: unknown, url?: string) => NativeFailure

/**
 * Names failures by the first row that matches: of the host's own `table`, of the words that every host may pass on, and
 * of `general`, the numbers that are as good as none where there are words. `unknown` where no row matches. `read` finds
 * the number and the words in a payload of the host.
 */
export function createFailureReader(
  table: readonly ErrorRow[],
  read: (payload: Record<string, unknown>) => readonly [number: unknown, words: unknown],
  general: readonly ErrorRow[] = [],
): FailureReader {
  const rows = [storageFullWords].concat(table, failureWords, general)
  return (api, payload, url = '') => {
    const [number, words = payload] = read(asRecord(payload))
    const errno = typeof number === 'number' ? number : undefined
    const errMsg = (typeof words === 'string' && words ? words : 'without a reason').replace(
      /^(?!\w+:fail)/,
      `${api}:fail `,
    )
    // A file may be called abort.zip: only the host's own words count, and their beginning. Java's exceptions are words.
    const ownWords = errMsg
      .slice(0, 400)
      .replace(/"[^"]*"|([\w.+-]+:)?\B\/\S*|[\w-]+(\.(?!\w+Exception)[\w-]+)+/g, '')
    const subject = `${errno} ${url.split(':')[0]} ${ownWords}`
    const [code] = rows.find(([, pattern]) => pattern.test(subject)) || (['unknown'] as const)
    const status = code === 'http-status' && (httpStatusWords.exec(subject) || [])[1]
    return { code, errMsg, errno, statusCode: Number(status) || undefined, native: payload }
  }
}
