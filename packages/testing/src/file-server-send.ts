import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ResponseBody } from './file-server-body.js'
import type { ResponseSettings } from './file-server-query.js'
import type { FileServerState } from './file-server-state.js'
import type { LoggedRequest } from './logged-request.js'

/** One request, its answer, and what is noted of both. */
export interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly log: LoggedRequest
  readonly state: FileServerState
  /** The other ports of the server. */
  readonly doors: readonly number[]
}

/** A part of a body: first byte and one past the last. */
export interface ByteRange {
  readonly start: number
  readonly end: number
}

type Headers = Readonly<Record<string, string>>

/** Answers with a small body in one go, or with headers only, beside the headers that are set already. */
export function sendPage(
  { request, response, log }: Exchange,
  status: number,
  page?: ResponseBody,
  headers: Headers = {},
): void {
  const body = request.method === 'HEAD' ? undefined : page
  log.status = status
  log.bytesSent = body?.size ?? 0
  response.writeHead(status, {
    ...(page && { 'content-type': page.type, 'content-length': page.size }),
    ...headers,
  })
  response.end(body?.slice(0, body.size))
}

/** Writes a part of a body with backpressure, and ends the answer in the way that is asked for. */
export async function sendBody(
  { response, log, state }: Exchange,
  body: ResponseBody,
  { start, end }: ByteRange,
  { rate, reset = Number.POSITIVE_INFINITY, link, breakEvery }: ResponseSettings,
): Promise<void> {
  const pace = createPace(rate)
  // Large pieces as fast as it goes, or twenty a second at a given rate.
  const pieceSize = Math.max(1, Math.min(256 * 1024, Math.ceil((rate ?? Number.POSITIVE_INFINITY) / 20)))
  for (let offset = start; offset < end; offset += pieceSize) {
    const piece = body.slice(offset, Math.min(end, offset + pieceSize))
    await pace(piece.length)
    if (response.destroyed) return
    const wanted = Math.min(piece.length, reset - log.bytesSent)
    const carried = link === undefined ? undefined : state.link(link).carry(wanted, breakEvery)
    const { granted, breaks } = carried ?? { granted: wanted, breaks: false }
    log.bytesSent += granted
    if (granted > 0 && !response.write(piece.subarray(0, granted))) await drained(response)
    if (response.destroyed) return
    if (breaks || log.bytesSent >= reset) {
      await flushed(response)
      response.socket?.destroy()
      return
    }
  }
  response.end()
}

/**
 * Waits before each piece for as long as a connection of this rate needs to carry it. Counts from the clock and not from wait to
 * wait: a timer that is late once makes the next wait shorter, so that the average holds.
 *
 * @param rate - bytes per second; without one there is no wait
 */
export function createPace(rate: number | undefined): (bytes: number) => Promise<void> {
  const start = performance.now()
  let carried = 0
  return async (bytes) => {
    if (rate === undefined) return
    carried += bytes
    const wait = start + (carried / rate) * 1000 - performance.now()
    if (wait > 0) await delay(wait)
  }
}

/** A real wait: this is a server on a real socket, for tests of real time as well. */
export function delay(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds)
  })
}

async function drained(response: ServerResponse): Promise<void> {
  if (response.destroyed) return
  const waiting = new AbortController()
  const { signal } = waiting
  await Promise.race([once(response, 'drain', { signal }), once(response, 'close', { signal })]).catch(
    () => undefined,
  )
  waiting.abort()
}

/** An empty write is called back once everything before it has left for the socket. */
function flushed(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    if (response.socket === null) resolve()
    else response.socket.write('', () => resolve())
  })
}
