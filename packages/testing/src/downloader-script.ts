import type { ContractRequest, ContractScript } from './contract-subject.js'

/** What a scripted server gives out. */
export interface ScriptedFile {
  readonly bytes: Uint8Array
  /** Without one, ranges are of no use. */
  readonly etag?: string
  /** Bytes of a piece of the body. Default 64 KiB. */
  readonly pieceSize?: number
  /** Milliseconds before each piece. */
  readonly after?: number
}

/** A server in memory that honours ranges, and counts what it gave. */
export interface ScriptedServer {
  /** The ranges it was asked for, the whole file as one. */
  readonly asked: { readonly start: number; readonly end: number }[]
  /** Body bytes of all answers. */
  readonly bytesGiven: number
  answer(url: string, request: ContractRequest): ContractScript
}

export function createScriptedServer(file: ScriptedFile): ScriptedServer {
  const asked: { start: number; end: number }[] = []
  let bytesGiven = 0
  return {
    asked,
    get bytesGiven() {
      return bytesGiven
    },
    answer(_url, { headers }) {
      const part = askedPart(headers, file)
      const { start, end } = part ?? { start: 0, end: file.bytes.length }
      asked.push({ start, end })
      bytesGiven += end - start
      return {
        status: part === undefined ? 200 : 206,
        headers: {
          'Content-Length': String(end - start),
          ...(file.etag && { ETag: file.etag }),
          ...(part && { 'Content-Range': `bytes ${start}-${end - 1}/${file.bytes.length}` }),
        },
        chunks: pieces(file, start, end),
      }
    },
  }
}

/** What `Range` asks for, unless `If-Range` names another version. */
function askedPart(
  headers: ContractRequest['headers'],
  { bytes, etag }: ScriptedFile,
): { start: number; end: number } | undefined {
  const lower = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  )
  const match = /^bytes=(\d+)-(\d+)$/.exec(lower.range ?? '')
  if (match === null || (lower['if-range'] ?? etag) !== etag) return undefined
  return { start: Number(match[1]), end: Math.min(bytes.length, Number(match[2]) + 1) }
}

function pieces({ bytes, pieceSize = 65_536, after = 0 }: ScriptedFile, start: number, end: number) {
  const chunks: { after: number; bytes: Uint8Array }[] = []
  for (let from = start; from < end; from += pieceSize) {
    chunks.push({ after, bytes: bytes.subarray(from, Math.min(end, from + pieceSize)) })
  }
  return chunks
}
