import type { DownloadErrorCode } from './download-error-code.js'
import type { NativeFailure } from './platform.js'

/** One kind of failure and how to tell it; the first row that matches wins. */
export interface ErrorRow {
  readonly code: DownloadErrorCode
  /** Numbers of the host; a pair is a range, both ends included. */
  readonly numbers?: readonly (number | readonly [first: number, last: number])[]
  /** Matches the host's words, in which paths and urls are blanked. */
  readonly words?: RegExp
  /** The row is only for urls that match. */
  readonly url?: RegExp
}

/** The host's failure, taken apart. */
export interface HostFailure {
  readonly api: string
  readonly number: unknown
  readonly words: unknown
  readonly url: string
  readonly native: unknown
}

/** Names a failure by the first row of the table that matches; `unknown` where none does. */
export function classifyFailure(table: readonly ErrorRow[], failure: HostFailure): NativeFailure {
  const { api, native, url } = failure
  const words = typeof failure.words === 'string' ? failure.words : ''
  const errMsg = /^\w+:fail/.test(words)
    ? words
    : `${api}:fail ${words || 'for no reason that the host gives'}`
  const number = typeof failure.number === 'number' ? failure.number : undefined
  // A file may be called abort.zip: only the host's own words count.
  const ownWords = errMsg.replace(/"[^"]*"|[\w.+-]+:\/\/\S*/g, '""')
  const row = table.find(
    (candidate) =>
      (candidate.url === undefined || candidate.url.test(url)) &&
      (hasNumber(candidate, number) || candidate.words?.test(ownWords) === true),
  )
  const code = row === undefined ? 'unknown' : row.code
  return number === undefined ? { code, errMsg, native } : { code, errMsg, errno: number, native }
}

function hasNumber(row: ErrorRow, number: number | undefined): boolean {
  if (number === undefined || row.numbers === undefined) return false
  return row.numbers.some((entry) =>
    typeof entry === 'number' ? entry === number : entry[0] <= number && number <= entry[1],
  )
}
