import type { DownloadErrorCode } from './download-error-code.js'
import type { NativeFailure } from './platform.js'

/**
 * One kind of failure. The pattern is matched against the host's number, the scheme of the url and the host's words:
 * `600003 https downloadFile:fail interrupted`. The number is empty where the host gives none; paths and urls in the
 * words are blanked.
 */
export type ErrorRow = readonly [code: DownloadErrorCode, pattern: RegExp]

/** Names a failure by the first row that matches; `unknown` where none does. */
export function classifyFailure(
  table: readonly ErrorRow[],
  failure: { api: string; number: unknown; words: unknown; url: string; native: unknown },
): NativeFailure {
  const { api, number, words, url, native } = failure
  const errMsg = /^\w+:fail/.test(String(words))
    ? String(words)
    : `${api}:fail ${words || 'without a reason'}`
  const errno = typeof number === 'number' ? number : undefined
  // A file may be called abort.zip: only the host's own words count.
  const ownWords = errMsg.replace(/"[^"]*"|[\w.+-]+:\/\/\S*/g, '')
  const subject = `${errno} ${url.split(':')[0]} ${ownWords}`
  const row = table.find(([, pattern]) => pattern.test(subject))
  return { code: row ? row[0] : 'unknown', errMsg, errno, native }
}
