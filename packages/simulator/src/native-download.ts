import type { FilePathKnobs } from './file-path-knobs.js'
import type { HostContext } from './host-context.js'
import { asProblem, createProblem, type Problem } from './problem.js'
import type { SharedKnobs } from './shared-knobs.js'
import { startTransfer, type Transfer, type TransferResponse } from './transfer.js'

/** One download as the client carries it out, in no host's words. */
export interface DownloadPlan {
  header: Record<string, string>
  /** Milliseconds. Default 60000, as on both hosts (native-apis.md §1.6). */
  timeout?: number | undefined
  /** As it was asked for. Without it the file is temporary. */
  filePath?: string | undefined
  /** Looks at where a redirect leads. */
  checkRedirect?(url: string): Problem | undefined
  /** Looks at the answer before its body; a problem ends the download. */
  checkResponse?(response: TransferResponse): Problem | undefined
  /** Of the temporary file, by the answer and the first bytes of its body. */
  extension(response: TransferResponse, start: Uint8Array): string
}

const defaultTimeout = 60_000

export interface DownloadListener {
  headers(response: TransferResponse): void
  /** `added` bytes came, `written` in all. */
  progress(written: number, total: number | undefined, added: number): void
  done(outcome: DownloadOutcome): void
  failed(problem: Problem): void
  /** What it ends with once all bytes came, though all is well. */
  failure?: Problem | undefined
}

export interface DownloadOutcome {
  /** Where the file is now; `undefined` where the client makes none of the answer. */
  path: string | undefined
  /** What the result says of that. */
  paths: ResultPaths
  response: TransferResponse
  /** Bytes. */
  size: number
  moments: DownloadMoments
}

/** What can be measured through `fetch`; milliseconds since 1970. */
export interface DownloadMoments {
  start: number
  responseStart: number
  responseEnd: number
}

/** Fetches into a hidden file and puts it in its place at the end. The listener is called later, and ends once. */
export function startDownload(
  context: HostContext,
  url: string,
  plan: DownloadPlan,
  listener: DownloadListener,
): Transfer {
  const { clock, files, knobs } = context
  const filePath = knobs.filePath === 'honoured' ? plan.filePath : undefined
  const part = files.createPart({
    target: filePath,
    existing: knobs.filePathExisting,
    name: knobs.temporaryNames === 'url' ? nameInUrl(url) : undefined,
  })
  const { timeout = defaultTimeout } = plan
  const moments = { start: clock.now(), responseStart: 0, responseEnd: 0 }
  let response: TransferResponse | undefined
  /** What becomes of a 304, where that is the answer. */
  let notModified: SharedKnobs['notModified'] | undefined
  let start = new Uint8Array(0)
  let size = 0

  const put = (): string | undefined => {
    if (response === undefined) throw createProblem('reset')
    if (listener.failure !== undefined) throw listener.failure
    if (notModified === 'passed-without-file' || !hasFile(response.status, knobs.resultPaths)) {
      part.discard()
      return undefined
    }
    return part.publish(plan.extension(response, start))
  }
  const fail = (problem: Problem) => {
    try {
      if (knobs.partialFile === 'kept' && filePath !== undefined && size > 0) part.publish('')
    } catch {
      // Not even that could be stored.
    }
    part.discard()
    listener.failed(problem)
  }

  const transfer = startTransfer(
    context,
    {
      url,
      method: 'GET',
      header: plan.header,
      timeout: knobs.longTimeout === 'capped' ? Math.min(timeout, defaultTimeout) : timeout,
      checkRedirect: plan.checkRedirect,
    },
    {
      headers: (answer) => {
        if (answer.status === 304) notModified = knobs.notModified
        response = notModified === 'empty-success' ? { ...answer, status: 200 } : answer
        moments.responseStart = clock.now()
        if (notModified === 'failed') throw createProblem('empty')
        const problem =
          httpProblem(answer.status, knobs.httpErrorWords) ??
          plan.checkResponse?.(answer) ??
          tooLarge(answer.total ?? 0, knobs.maxDownloadBytes)
        if (problem !== undefined) throw problem
        listener.headers(answer)
      },
      bytes: (bytes) => {
        const problem = tooLarge(size + bytes.length, knobs.maxDownloadBytes)
        if (problem !== undefined) throw problem
        if (size === 0) start = bytes.slice(0, 64)
        part.append(bytes)
        size += bytes.length
        listener.progress(size, response?.total, bytes.length)
      },
      done: () => {
        moments.responseEnd = clock.now()
        try {
          const path = put()
          const paths = resultPaths(knobs, plan.filePath, path)
          if (response !== undefined) listener.done({ path, paths, response, size, moments })
        } catch (thrown) {
          fail(asProblem(thrown))
        }
      },
      failed: fail,
    },
  )
  return {
    cancel: transfer.cancel,
    drop: () => {
      transfer.drop()
      part.discard()
    },
  }
}

function tooLarge(size: number, limit: number): Problem | undefined {
  return size > limit ? createProblem('too-large') : undefined
}

function hasFile(status: number, named: SharedKnobs['resultPaths']): boolean {
  return named !== 'none' && (named !== 'none-unless-200' || status === 200 || status === 304)
}

function httpProblem(status: number, words: SharedKnobs['httpErrorWords']): Problem | undefined {
  if (status < 400 || words === 'own') return undefined
  const said = words === 'http' ? `HTTP ${status}` : `Response status code was unacceptable: ${status}.`
  return createProblem('http-status', { words: said })
}

/** What a result says of where the file is; a member that is absent here is absent there. */
export interface ResultPaths {
  readonly tempFilePath?: string
  readonly filePath?: string
}

/**
 * @param asked - the `filePath` of the call
 * @param path - where the file is; `undefined` where there is none
 */
export function resultPaths(
  { resultPaths: named, filePath: asks }: Pick<FilePathKnobs, 'resultPaths' | 'filePath'>,
  asked: string | undefined,
  path: string | undefined,
): ResultPaths {
  if (path === undefined) return {}
  const isTemporary = asked === undefined || asks !== 'honoured'
  const other = { both: path, 'both-different': outOfReach(path), 'other-empty': '' }[named as string]
  const [tempFilePath, filePath] = isTemporary ? [path, other] : [other, path]
  const echoed = isTemporary && asks === 'echoed' ? (asked ?? filePath) : filePath
  return {
    ...(tempFilePath === undefined ? {} : { tempFilePath }),
    ...(echoed === undefined ? {} : { filePath: echoed }),
  }
}

/** A path of the phone itself, which apps cannot open. */
function outOfReach(path: string): string {
  return `/data/storage/${path.split('/').at(-1)}`
}

/** The last part of an address, as a file name; `undefined` where it has none. */
export function nameInUrl(url: string): string | undefined {
  const { protocol, pathname } = new URL(url)
  if (!protocol.startsWith('http')) return undefined
  return pathname.split('/').at(-1) || undefined
}
