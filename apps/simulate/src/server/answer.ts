/** What comes back for one request, before or after something went wrong with it. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
  /** Milliseconds before the headers. */
  readonly after: number
  /** Bytes a millisecond. */
  readonly rate: number
  /** Instead of an answer. */
  readonly error?: 'dns' | 'refused' | 'reset' | 'tls' | 'offline'
  /** What follows the last byte. */
  readonly end?: 'reset' | 'silence'
  /** Milliseconds of silence in the midst of the body. */
  readonly pause?: number
}

/** A request as the server sees it. */
export interface ServerRequest {
  readonly url: string
  /** Under lower-case names. */
  readonly headers: Readonly<Record<string, string>>
}

/** What a part of a compressed file is to who takes it for a part of the file. */
export function scrambled(bytes: Uint8Array): Uint8Array {
  return bytes.map((byte) => byte ^ 0x5a)
}

/** The part that a request asks for: `end` is the byte after the last. */
export interface AskedRange {
  readonly start: number
  readonly end: number
}

export function askedRange({ headers }: ServerRequest): AskedRange | undefined {
  const match = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? '')
  return match === null ? undefined : { start: Number(match[1]), end: Number(match[2]) + 1 }
}
