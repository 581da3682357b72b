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

/** Largest part that is compressed in one go, so that its `Content-Length` is known. */
const wholeGzipLimit = 32 * 1024 * 1024

/** The compressed part, for as long as it fits in memory; `undefined` where it has to be streamed. */
export function gzipBody(body: ResponseBody, { start, end }: ByteRange): ResponseBody | undefined {
  if (end - start > wholeGzipLimit) return undefined
  return fixedBody(body.type, gzipSync(body.slice(start, end)))
}

/** A part too large to compress in one go, compressed on the way. */
export function gzipStream(body: ResponseBody, part: ByteRange): Readable {
  return Readable.from(pieces(body, part, 256 * 1024)).pipe(createGzip({ level: 1 }))
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
