import type { ResponseBody } from './file-server-body.js'
import type { Exchange } from './file-server-exchange.js'
import type { ResponseSettings } from './file-server-query.js'

/** A part of a body: first byte and one past the last. */
export interface ByteRange {
  readonly start: number
  readonly end: number
}

/** Answers with a small body in one go, or with headers only, beside the headers that are set already. */
export function sendPage(
  { request, connection, headers, log }: Exchange,
  status: number,
  page?: ResponseBody,
  more: Readonly<Record<string, string>> = {},
): void {
  const body = request.method === 'HEAD' ? undefined : page
  log.status = status
  log.bytesSent = body?.size ?? 0
  const ofPage = page && { 'content-type': page.type, 'content-length': String(page.size) }
  connection.head(status, { ...headers, ...ofPage, ...more })
  connection.end(body?.slice(0, body.size))
}

/** Writes a part of a body with backpressure, and ends the answer in the way that is asked for. */
export async function sendBody(
  { connection, log, state }: Exchange,
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
    if (!connection.isOpen) return
    const wanted = Math.min(piece.length, reset - log.bytesSent)
    const carried = link === undefined ? undefined : state.link(link).carry(wanted, breakEvery)
    const { granted, breaks } = carried ?? { granted: wanted, breaks: false }
    log.bytesSent += granted
    if (granted > 0) await connection.write(piece.subarray(0, granted))
    if (breaks || log.bytesSent >= reset) return connection.break()
  }
  connection.end()
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
