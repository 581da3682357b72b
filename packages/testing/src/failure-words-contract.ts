import { readFileSync } from 'node:fs'
import type { FailureReader } from '@miniferry/download-core'
import { describe, expect, it } from 'vitest'

/** A binding's reader, and the payloads of its host. */
export interface FailureWordsSubject {
  readonly name: string
  /** `downloadFile` or `request`. */
  readonly api: string
  readonly read: FailureReader
  payload(words: string, number?: number): unknown
  /** Numbers that say nothing where there are words. */
  readonly generalNumbers: readonly number[]
  /** The number of a file that could not be saved, whatever the reason. */
  readonly saveNumber?: number
}

const status = 503

/**
 * What hosts were seen to pass on from the systems below them, or may pass on since these systems say it (native-apis.md §3.2),
 * without the host's own `downloadFile:fail`. `%` stands for a status.
 */
function readFailureWords() {
  const text = readFileSync(new URL('../fixtures/failure-words.txt', import.meta.url), 'utf8')
  return text.split(/^# /m).flatMap((section) => {
    const [heading = '', ...lines] = section.trim().split('\n')
    const [, code, source] = /^(\S+): (.*)$/.exec(heading) ?? []
    if (code === undefined || source === undefined) return []
    return [{ code, source, words: lines.map((line) => line.replaceAll('%', String(status))) }]
  })
}

/** Every known wording gets its code, and so none that of another, whatever general number comes with it. */
export function describeFailureWordsContract(subject: FailureWordsSubject): void {
  const { name, api, read, payload, generalNumbers, saveNumber } = subject
  const url = 'https://example.com/file'

  describe(`${name} names the words of`, () => {
    describe.each(readFailureWords())('$source as $code', ({ code, words }) => {
      it.each(words)('%s', (reason) => {
        const statusCode = code === 'http-status' ? status : undefined
        const named = (native: unknown) => {
          const failure = read(api, native, url)
          return { code: failure.code, statusCode: failure.statusCode }
        }
        for (const said of [
          reason,
          `${api}:fail ${reason}`,
          `${api}:fail createDownloadTask:fail ${reason}`,
        ]) {
          expect(named(payload(said)), said).toEqual({ code, statusCode })
          expect(named(new Error(said)), said).toEqual({ code, statusCode })
          if (code === 'unknown') continue
          const numbers =
            code === 'storage-full' && saveNumber ? [...generalNumbers, saveNumber] : generalNumbers
          for (const number of numbers) {
            expect(named(payload(said, number)), `${number} ${said}`).toEqual({ code, statusCode })
          }
        }
      })
    })
  })
}
