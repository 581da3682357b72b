import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  delay,
  gzipBody,
  gzipStream,
  pieceSizeFor,
  pieces,
  type ResponseBody,
  sendBody,
} from './file-server-body.js'
import { bodyFor, errorPage, text } from './file-server-content.js'
import { type FileServerKnobs, fileServerKnobs } from './file-server-knobs.js'
import { byteRange, ifRangeHolds } from './file-server-range.js'

export interface FileServerOptions {
  /** Default: a free one. */
  port?: number
  /** Default `'127.0.0.1'`. */
  host?: string
}

/** A running server that gives out deterministic files and misbehaves on request. */
export interface FileServer {
  /** `http://127.0.0.1:port`. */
  readonly origin: string
  /** The address of a path, percent-encoded, with query knobs. */
  url(path: string, query?: Readonly<Record<string, string | number>>): string
  /** Every request so far, oldest first. */
  readonly requests: LoggedRequest[]
  /** Ends every connection, hanging ones too. */
  close(): Promise<void>
}

export interface LoggedRequest {
  readonly method: string
  /** Percent-decoded. */
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>
  /** What was answered; 0 before that. */
  status: number
  /** Body bytes handed to the socket. */
  bytesSent: number
  /** Whether the client left before the end. */
  closedEarly: boolean
}

/**
 * Starts the server.
 *
 * | route | answer |
 * | --- | --- |
 * | `/file` | `size` bytes (default 65536) as `fileBytes` makes them; also any path with a file name, in Chinese too |
 * | `/image` | a generated PNG, `seed`, `width`, `height` |
 * | `/redirect?times=2&to=/file` | that many 302 answers, then `to` |
 * | `/never` | accepts, never answers |
 * | `/echo` | method and headers of the request, as JSON |
 * | `/status/404` | that status, with a small HTML page |
 *
 * Query knobs of files, images and status pages: `size seed type rate delay status length=no gzip=1 reset ranges=no etag
 * lastModified header=Name:value`; `FileServerKnobs` says what they mean.
 */
export async function startFileServer({
  port = 0,
  host = '127.0.0.1',
}: FileServerOptions = {}): Promise<FileServer> {
  const requests: LoggedRequest[] = []
  const server = createServer((request, response) => {
    answer(request, response, requests).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : new Error(String(error)))
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const origin = `http://${host}:${(server.address() as AddressInfo).port}`
  return {
    origin,
    requests,
    url: (path, query = {}) => {
      const url = new URL(path, origin)
      for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value))
      return url.href
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  requests: LoggedRequest[],
): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
  const log = logRequest(request, pathname, searchParams)
  requests.push(log)
  response.on('close', () => {
    log.closedEarly = !response.writableFinished
  })
  response.setHeader('access-control-allow-origin', '*')
  response.setHeader('access-control-expose-headers', '*')
  response.setHeader('timing-allow-origin', '*')
  const send = (status: number, body: ResponseBody, headers: Record<string, string> = {}) => {
    log.status = status
    log.bytesSent = request.method === 'HEAD' ? 0 : body.size
    response.writeHead(status, { 'content-type': body.type, 'content-length': body.size, ...headers })
    response.end(request.method === 'HEAD' ? undefined : body.slice(0, body.size))
  }

  if (request.method === 'OPTIONS') {
    log.status = 204
    response.writeHead(204, {
      'access-control-allow-methods': '*',
      'access-control-allow-headers': request.headers['access-control-request-headers'] ?? '*',
      'access-control-max-age': '600',
    })
    response.end()
    return
  }
  if (log.path === '/never') return
  if (log.path === '/echo') {
    const echo = JSON.stringify({ method: log.method, headers: log.headers })
    send(200, text('application/json; charset=utf-8', echo))
    return
  }
  if (log.path === '/redirect') {
    send(302, errorPage(302), { location: redirectTarget(searchParams) })
    return
  }

  let knobs: FileServerKnobs
  try {
    knobs = fileServerKnobs(searchParams)
  } catch (error) {
    send(400, text('text/plain; charset=utf-8', String(error)))
    return
  }
  const status = /^\/status\/([2-5]\d\d)$/.exec(log.path)?.[1]
  if (status !== undefined) {
    await sendFile(request, response, log, { ...knobs, status: Number(status) }, errorPage(Number(status)))
    return
  }
  const body = bodyFor(log.path, knobs)
  if (body === undefined) send(404, errorPage(404))
  else await sendFile(request, response, log, knobs, body)
}

/** One file with validators, ranges and every knob. */
async function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  log: LoggedRequest,
  knobs: FileServerKnobs,
  original: ResponseBody,
): Promise<void> {
  if (knobs.delay > 0) await delay(knobs.delay)
  const { etag, lastModified } = knobs
  if (etag !== undefined) response.setHeader('etag', etag)
  if (lastModified !== undefined) response.setHeader('last-modified', lastModified)
  if (knobs.ranges) response.setHeader('accept-ranges', 'bytes')
  for (const [name, value] of knobs.header) response.setHeader(name, value)
  response.setHeader('content-type', original.type)

  if (knobs.status === undefined && notModified(request, etag, lastModified)) {
    log.status = 304
    response.writeHead(304)
    response.end()
    return
  }

  const compressed = knobs.gzip ? gzipBody(original) : undefined
  const body = compressed ?? original
  if (knobs.gzip) response.setHeader('content-encoding', 'gzip')
  const rangesApply = knobs.ranges && knobs.status === undefined && !knobs.gzip
  const range =
    rangesApply && ifRangeHolds(request.headers['if-range'] as string | undefined, etag, lastModified)
      ? byteRange(request.headers.range, body.size)
      : undefined
  if (range === 'unsatisfiable') {
    log.status = 416
    response.writeHead(416, { 'content-range': `bytes */${body.size}`, 'content-length': 0 })
    response.end()
    return
  }

  const part = range ?? { start: 0, end: body.size }
  log.status = knobs.status ?? (range === undefined ? 200 : 206)
  if (range !== undefined)
    response.setHeader('content-range', `bytes ${part.start}-${part.end - 1}/${body.size}`)
  const streamed = knobs.gzip && compressed === undefined
  if (knobs.length && !streamed) response.setHeader('content-length', part.end - part.start)
  response.writeHead(log.status)
  if (request.method === 'HEAD' || log.status === 204 || log.status === 304) {
    response.end()
    return
  }
  const source = streamed ? gzipStream(body) : pieces(body, part, pieceSizeFor(knobs.rate))
  await sendBody(response, source, {
    rate: knobs.rate,
    reset: knobs.reset,
    onProgress: (sent) => {
      log.bytesSent = sent
    },
  })
}

function notModified(
  request: IncomingMessage,
  etag: string | undefined,
  lastModified: string | undefined,
): boolean {
  const { 'if-none-match': tags, 'if-modified-since': date } = request.headers
  if (tags !== undefined) {
    return etag !== undefined && tags.split(',').some((tag) => tag.trim() === etag || tag.trim() === '*')
  }
  return date !== undefined && lastModified !== undefined && Date.parse(lastModified) <= Date.parse(date)
}

function redirectTarget(query: URLSearchParams): string {
  const to = query.get('to') ?? '/file'
  const times = Number(query.get('times') ?? 1)
  return times > 1 ? `/redirect?times=${times - 1}&to=${encodeURIComponent(to)}` : encodeURI(decodeURI(to))
}

function logRequest(request: IncomingMessage, pathname: string, query: URLSearchParams): LoggedRequest {
  const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)])
  return {
    method: request.method ?? 'GET',
    path: decodeURIComponent(pathname),
    query: Object.fromEntries(query),
    headers: Object.fromEntries(headers),
    status: 0,
    bytesSent: 0,
    closedEarly: false,
  }
}
