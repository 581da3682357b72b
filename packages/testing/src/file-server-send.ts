import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import type { BreakingLink } from './file-server-link.js'
import { createPace } from './file-server-pace.js'

export interface SendOptions {
  /** Bytes per second. */
  rate: number | undefined
  /** Destroy the socket after this many bytes. */
  reset: number | undefined
  /** Send nothing more after this many bytes, and leave the connection open. */
  stall: number | undefined
  /** What it is sent over; it may break the socket as well. */
  link: BreakingLink | undefined
  /** Called with the bytes handed to the socket so far. */
  onProgress(sent: number): void
}

/** Writes a part of a body with backpressure, and ends the answer in the way that is asked for. */
export async function sendBody(
  response: ServerResponse,
  source: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  { rate, reset = Infinity, stall = Infinity, link, onProgress }: SendOptions,
): Promise<void> {
  const pace = createPace(rate)
  let sent = 0
  for await (const piece of source) {
    await pace(piece.length)
    if (response.destroyed) return
    const wanted = Math.min(piece.length, reset - sent, stall - sent)
    const { granted, breaks } = link?.take(wanted) ?? { granted: wanted, breaks: false }
    sent += granted
    onProgress(sent)
    if (granted > 0 && !response.write(piece.subarray(0, granted))) await drained(response)
    if (response.destroyed) return
    if (breaks || sent >= reset) {
      await flushed(response)
      response.socket?.destroy()
      return
    }
    if (sent >= stall) {
      response.flushHeaders()
      await once(response, 'close')
      return
    }
  }
  response.end()
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
