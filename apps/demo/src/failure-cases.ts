import type { DownloadFileOptions } from './download-library.js'
import { silentServer } from './server-address.js'

export type FailureCaseId = 'missing' | 'timeout' | 'unreachable' | 'unlisted' | 'invalid' | 'reset' | 'abort'

/** A download that fails, or a 404, which does not. */
export interface FailureCase {
  readonly id: FailureCaseId
  options(server: string): DownloadFileOptions
  /** Milliseconds after which the page aborts. */
  readonly abortAfter?: number
}

export const failureCases: readonly FailureCase[] = [
  { id: 'missing', options: (server) => ({ url: `${server}/status/404` }) },
  { id: 'timeout', options: (server) => ({ url: `${server}/never`, timeout: 1500 }) },
  { id: 'unreachable', options: () => ({ url: `${silentServer}/nothing-here` }) },
  { id: 'unlisted', options: () => ({ url: 'https://not-listed.example/file.zip' }) },
  { id: 'invalid', options: () => ({ url: 'ftp://files.example/readme.txt' }) },
  { id: 'reset', options: (server) => ({ url: `${server}/file?size=400000&reset=200000` }) },
  { id: 'abort', options: (server) => ({ url: `${server}/file?size=1500000&rate=250000` }), abortAfter: 400 },
]
