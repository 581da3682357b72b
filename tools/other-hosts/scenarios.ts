import { fileBytes } from '../../packages/testing/src/file-bytes.js'
import type { LoggedRequest } from '../../packages/testing/src/file-server-exchange.js'
import {
  type DownloadFileOptions,
  type DownloadFileResult,
  isDownloadError,
} from '../../packages/wechat/src/index.js'

/** 1 is `downloadFile`, 2 the downloader with one retry. */
export type Layer = 1 | 2

/** A layer over one host, and the file server beside it. */
export interface Subject {
  readonly layer: Layer
  download(options: DownloadFileOptions): Promise<DownloadFileResult> & { abort(): void }
  /** How often `downloadFile` of the host was called. */
  calls(): number
  /** An address of the file server. */
  url(path: string, query?: Record<string, string | number>): string
  /** What the server has seen of this scenario so far. */
  requests(): Promise<readonly LoggedRequest[]>
  /** The address of a port at which nobody listens. */
  readonly closedPort: string
  /** The bytes at a path that the host reported. */
  readFile(path: string): Promise<Uint8Array>
}

/** Run inside the host. They throw what is wrong. */
type Scenarios = Readonly<Record<string, (subject: Subject) => Promise<void>>>

const file = fileBytes(65_536)
/** Milliseconds. */
const timeout = 20
/** A browser says the same of every lost connection: nothing. So `unknown` is right as well. */
const lost = ['network', 'unknown']

function same(what: string, actual: unknown, expected: unknown): void {
  const [is, should] = [JSON.stringify(actual), JSON.stringify(expected)]
  if (is !== should) throw new Error(`${what}: ${is}, not ${should}`)
}

async function hasBytes({ readFile }: Subject, path = ''): Promise<void> {
  const bytes = await readFile(path)
  same('bytes', bytes.length, file.length)
  const wrong = bytes.findIndex((byte, index) => byte !== file[index])
  same('first wrong byte', wrong, -1)
}

async function arrives(subject: Subject, url: string): Promise<void> {
  const { statusCode, tempFilePath } = await subject.download({ url })
  same('statusCode', statusCode, 200)
  await hasBytes(subject, tempFilePath)
}

async function fails(
  download: Promise<unknown>,
  codes: readonly string[],
  retryable: boolean,
): Promise<void> {
  const error = await download.then(
    (result) => new Error(`no failure: ${JSON.stringify(result)}`),
    (reason: unknown) => reason,
  )
  if (!isDownloadError(error)) throw error
  if (!codes.includes(error.code))
    throw new Error(`${error.code}, not ${codes.join(' or ')}: ${error.message}`)
  same(`retryable of ${error.code} (${error.message})`, error.retryable, retryable)
}

/** A failure that may be over soon: the downloader tries once more. */
async function isLost({ layer, download, calls }: Subject, url: string): Promise<void> {
  await fails(download({ url }), lost, true)
  // Failures before and after the first sign of an answer are counted apart, and hosts differ in what they report.
  const attempts = layer === 1 ? [1] : [2, 3]
  if (!attempts.includes(calls())) throw new Error(`attempts: ${calls()}, not ${attempts.join(' or ')}`)
}

/** Who hangs here is ended from outside: no outcome depends on how long it takes. */
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 10))
}

export const scenarios = {
  async 'simple download'({ download, url, calls }) {
    const { statusCode, tempFilePath, filePath } = await download({ url: url('/file') })
    same('statusCode', statusCode, 200)
    same('tempFilePath, filePath', [typeof tempFilePath, typeof filePath], ['string', 'undefined'])
    same('attempts', calls(), 1)
  },
  'the bytes of the file': (subject) => arrives(subject, subject.url('/file')),
  async 'success, fail and complete'({ download, url }) {
    const heard: string[] = []
    const success = () => heard.push('success')
    const fail = () => heard.push('fail')
    const complete = () => heard.push('complete')
    await download({ url: url('/file'), success, fail, complete })
    await until(() => heard.includes('complete'))
    await fails(download({ url: url('/never'), timeout, success, fail, complete }), ['timeout'], true)
    await until(() => heard.length > 3)
    same('callbacks', heard, ['success', 'complete', 'fail', 'complete'])
  },
  async 'request headers'({ download, url, requests }) {
    await download({ url: url('/file'), header: { 'X-Course': '12' } })
    same('x-course', (await requests()).at(-1)?.headers['x-course'], '12')
  },
  async 'response headers'({ download, url }) {
    const { header } = await download({ url: url('/file', { header: 'X-Course: 12' }) })
    same('x-course', header['x-course'], '12')
  },
  redirect: (subject) => arrives(subject, subject.url('/redirect', { times: 2 })),
  gzip: (subject) => arrives(subject, subject.url('/file', { gzip: 1 })),
  'no Content-Length': (subject) => arrives(subject, subject.url('/file', { length: 'no' })),
  async 'status 404'({ layer, download, url, calls }) {
    const outcome = download({ url: url('/status/404') })
    if (layer === 1) same('statusCode', (await outcome).statusCode, 404)
    else await fails(outcome, ['http-status'], false)
    same('attempts', calls(), 1)
  },
  unreachable: (subject) => isLost(subject, `${subject.closedPort}/file`),
  'unknown host name': (subject) => isLost(subject, 'http://nonexistent.invalid/file'),
  'reset in the middle': (subject) => isLost(subject, subject.url('/file', { reset: 30_000 })),
  'redirects without end': (subject) => isLost(subject, subject.url('/redirect', { times: 1000 })),
  async timeout({ layer, download, url, calls }) {
    await fails(download({ url: url('/never'), timeout }), ['timeout'], true)
    same('attempts', calls(), layer)
  },
  async abort({ download, url, calls }) {
    const task = download({ url: url('/never') })
    task.abort()
    await fails(task, ['aborted'], false)
    if (calls() > 1) throw new Error('tried again')
  },
  async 'abort ends the connection'({ download, url, requests }) {
    const task = download({ url: url('/never') })
    let ended = false
    const end = () => {
      ended = true
    }
    task.then(end, end)
    await until(async () => ended || (await requests()).length > 0)
    same('ended before the abort', ended, false)
    task.abort()
    await fails(task, ['aborted'], false)
    await until(async () => (await requests()).every(({ isOver }) => isOver))
  },
  async 'filePath: the file is there, or a failure'(subject) {
    const download = subject.download({ url: subject.url('/file'), filePath: 'wxfile://usr/other-hosts.bin' })
    const result = await download.catch(() => undefined)
    // A host that can put no file there has to say so.
    if (result === undefined) await fails(download, ['unsupported', 'file-system', 'invalid-argument'], false)
    else if (!result.filePath) throw new Error(`a success without it: ${JSON.stringify(result)}`)
    else await hasBytes(subject, result.filePath)
  },
} satisfies Scenarios

/** Of layer 2 alone. */
export const downloaderScenarios = {
  async 'two of one url share a transfer'({ download, url, calls }) {
    const [one, other] = await Promise.all([1, 2].map(() => download({ url: url('/file') })))
    same('paths', one?.tempFilePath, other?.tempFilePath)
    same('calls of the host', calls(), 1)
  },
  async 'reset in the middle, then well'(subject) {
    // The link breaks at its 100,000th byte: in the middle of the first answer, and not in that of the second.
    await fetch(subject.url('/file', { size: 50_000, link: 'one' }))
    await arrives(subject, subject.url('/file', { breakEvery: 100_000, link: 'one' }))
    same('attempts', subject.calls(), 2)
  },
  async '503, then well'(subject) {
    await arrives(subject, subject.url('/file', { fail: 1 }))
    same('attempts', subject.calls(), 2)
  },
} satisfies Scenarios

export type ScenarioName = keyof typeof scenarios | keyof typeof downloaderScenarios
