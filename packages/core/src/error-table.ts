import { asRecord } from './call-host.js'
import type { DownloadErrorCode } from './download-error-code.js'
import type { NativeFailure } from './platform.js'

/**
 * One kind of failure. The pattern is matched against the host's number, the scheme of the url and the host's words:
 * `600003 https downloadFile:fail interrupted`. The number is `undefined` where the host gives none; paths and urls in
 * the words are blanked.
 */
export type ErrorRow = readonly [code: DownloadErrorCode, pattern: RegExp]

/** Names what `api` failed with: the host's payload, or an exception; it may be anything. */
export type FailureReader = (api: string, payload: unknown, url?: string) => NativeFailure

/**
 * Names failures by the first row that matches; `unknown` where none does. `read` finds the number and the words in a
 * payload of the host.
 */
export function createFailureReader(
  table: readonly ErrorRow[],
  read: (payload: Record<string, unknown>) => readonly [number: unknown, words: unknown],
): FailureReader {
  return (api, payload, url = '') => {
    const [number, words = payload] = read(asRecord(payload))
    const errno = typeof number === 'number' ? number : undefined
    const errMsg = (typeof words === 'string' && words ? words : 'without a reason').replace(
      /^(?!\w+:fail)/,
      `${api}:fail `,
    )
    // A file may be called abort.zip: only the host's own words count.
    const ownWords = errMsg.replace(/"[^"]*"|[\w.+-]+:\/\/\S*|[\w-]+(\.[\w-]+)+/g, '')
    const subject = `${errno} ${url.split(':')[0]} ${ownWords}`
    const [code] = table.find(([, pattern]) => pattern.test(subject)) || (['unknown'] as const)
    return { code, errMsg, errno, native: payload }
  }
}
