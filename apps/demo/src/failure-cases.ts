import type { DownloadFileOptions } from './download-library.js'
import { silentServer } from './file-source.js'

export type FailureCaseId = 'missing' | 'timeout' | 'unreachable' | 'unlisted' | 'invalid' | 'reset' | 'abort'

/** A download that fails, or a 404, which does not. */
interface FailureCase {
  options(server: string): DownloadFileOptions
  /** Whether only the local file server fails like this. */
  readonly needsServer?: true
  /** Milliseconds after which the page aborts. */
  readonly abortAfter?: number
}

/** In their order on the page. */
export const failureCases: Readonly<Record<FailureCaseId, FailureCase>> = {
  missing: { needsServer: true, options: (server) => ({ url: `${server}/status/404` }) },
  timeout: { needsServer: true, options: (server) => ({ url: `${server}/never`, timeout: 1500 }) },
  unreachable: { options: () => ({ url: `${silentServer}/nothing-here` }) },
  unlisted: { options: () => ({ url: 'https://not-listed.example/file.zip' }) },
  invalid: { options: () => ({ url: 'ftp://files.example/readme.txt' }) },
  reset: { needsServer: true, options: (server) => ({ url: `${server}/file?size=400000&reset=200000` }) },
  abort: {
    needsServer: true,
    options: (server) => ({ url: `${server}/file?size=1500000&rate=250000` }),
    abortAfter: 400,
  },
}
