import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { createGzip, gzipSync } from 'node:zlib'
import { fileBytes } from './file-bytes.js'
import type { ByteRange } from './file-server-range.js'

/** The bytes of an answer, made as they are needed: nothing holds a 200 MB file. */
export interface ResponseBody {
  type: string
  size: number
  slice(start: number, end: number): Uint8Array
}

export function generatedBody(type: string, size: number, seed: number): ResponseBody {
  return { type, size, slice: (start, end) => fileBytes(end - start, { offset: start, seed }) }
}

export function fixedBody(type: string, data: Uint8Array): ResponseBody {
  return { type, size: data.length, slice: (start, end) => data.subarray(start, end) }
}

/** Largest body that is compressed in one go, so that its `Content-Length` is known. */
const wholeGzipLimit = 32 * 1024 * 1024

/** The compressed body, for as long as it fits in memory; `undefined` where it has to be streamed. */
export function gzipBody(body: ResponseBody): ResponseBody | undefined {
  if (body.size > wholeGzipLimit) return undefined
  return fixedBody(body.type, gzipSync(body.slice(0, body.size)))
}

/** A body too large to compress in one go, compressed on the way. */
export function gzipStream(body: ResponseBody): Readable {
  return Readable.from(pieces(body, { start: 0, end: body.size }, 256 * 1024)).pipe(createGzip({ level: 1 }))
}

export interface SendOptions {
  /** Bytes per second. */
  rate?: number | undefined
  /** Destroy the socket after this many bytes. */
  reset?: number | undefined
  /** Called with the bytes handed to the socket so far. */
  onProgress(sent: number): void
}

/** Writes a part of a body with backpressure, and ends the answer. */
export async function sendBody(
  response: ServerResponse,
  source: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  { rate, reset, onProgress }: SendOptions,
): Promise<void> {
  let sent = 0
  for await (const piece of source) {
    const room = reset === undefined ? piece.length : Math.min(piece.length, reset - sent)
    const part = piece.subarray(0, room)
    if (part.length > 0 && !response.write(part)) await drained(response)
    sent += part.length
    onProgress(sent)
    if (response.destroyed) return
    if (reset !== undefined && sent >= reset) {
      await flushed(response)
      response.socket?.destroy()
      return
    }
    if (rate !== undefined) await delay((piece.length / rate) * 1000)
  }
  response.end()
}

/** The part in pieces: large ones as fast as it goes, or twenty a second at a given rate. */
export function* pieces(
  body: ResponseBody,
  { start, end }: ByteRange,
  pieceSize: number,
): Generator<Uint8Array> {
  for (let offset = start; offset < end; offset += pieceSize) {
    yield body.slice(offset, Math.min(end, offset + pieceSize))
  }
}

export function pieceSizeFor(rate: number | undefined): number {
  return rate === undefined ? 256 * 1024 : Math.max(1, Math.min(256 * 1024, Math.ceil(rate / 20)))
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
