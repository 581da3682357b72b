import type { ContractRequest, ContractScript } from './contract-subject.js'
import { isSame } from './expect-bytes.js'
import { fileBytes } from './file-bytes.js'

export type ServerSettings = ReturnType<typeof createSettings>
export type ScriptedServer = ReturnType<typeof createScriptedServer>

/** A request as it came, and what the answer was. */
export interface AnsweredRequest {
  readonly name: string
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly status: number
  /** Body bytes of the answer. */
  readonly length: number
}

/** Making them takes longer than comparing them. */
const made = new Map<string, Uint8Array>()

/** How a scripted server answers; may be changed at any time. */
const createSettings = () => ({
  /** Headers of each answer, of a 304 too. */
  header: {} as Readonly<Record<string, string>>,
  /** More of a 304. */
  header304: {} as Readonly<Record<string, string>>,
  /** Whether a version has a tag; else it has a date. */
  hasTags: true,
  /** Bytes of a file. */
  sizeOf: (_name: string): number => 1000,
  /** Milliseconds before each piece of a body. */
  pieceAfter: 0,
  /** Bytes of a piece. */
  pieceSize: 65_536,
  /** What comes instead of an answer. */
  fault: undefined as ContractScript | undefined,
  /** Called when a request has come, before its answer is chosen. */
  onRequest: (_name: string): void => undefined,
})

/** A server in memory, with ranges, conditions and versions of its files. */
export function createScriptedServer(given: Partial<ServerSettings> = {}) {
  const settings: ServerSettings = { ...createSettings(), ...given }
  const asked: AnsweredRequest[] = []
  const histories = new Map<string, number[]>()
  const historyOf = (name: string): number[] => {
    const history = histories.get(name) ?? [0]
    histories.set(name, history)
    return history
  }
  const server = {
    settings,
    /** What it was asked for, oldest first. */
    asked: asked as readonly AnsweredRequest[],
    /** Body bytes of all answers. */
    get bytesGiven() {
      return asked.reduce((sum, { length }) => sum + length, 0)
    },
    answer(url: string, request: ContractRequest): ContractScript {
      const name = url.replace(/^.*\/|[?#].*$/g, '')
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([field, value]) => [field.toLowerCase(), value]),
      )
      settings.onRequest(name)
      const { fault, hasTags, pieceAfter, pieceSize } = settings
      if (fault !== undefined) {
        asked.push({ name, headers, status: fault.status ?? 0, length: 0 })
        return fault
      }
      const version = historyOf(name).length
      const tag = hasTags ? `"${name}-${version}"` : new Date(version * 1000).toUTCString()
      const isTag = (condition: string | undefined): boolean => condition === tag
      const isKnown = isTag(headers[hasTags ? 'if-none-match' : 'if-modified-since'])
      const bytes = server.bytesOf(name)
      const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? '') ?? []
      const isPart = first !== undefined && isTag(headers['if-range'] ?? tag)
      const start = isPart ? Number(first) : 0
      const body = isKnown
        ? bytes.subarray(0, 0)
        : bytes.subarray(start, isPart ? Number(last) + 1 : undefined)
      const status = isKnown ? 304 : isPart ? 206 : 200
      asked.push({ name, headers, status, length: body.length })
      const chunks: { after: number; bytes: Uint8Array }[] = []
      for (let from = 0; from < body.length; from += pieceSize) {
        chunks.push({ after: pieceAfter, bytes: body.subarray(from, from + pieceSize) })
      }
      return {
        status,
        headers: {
          [hasTags ? 'ETag' : 'Last-Modified']: tag,
          ...settings.header,
          ...(isKnown && settings.header304),
          ...(!isKnown && { 'Content-Length': String(body.length) }),
          ...(isPart && { 'Content-Range': `bytes ${start}-${start + body.length - 1}/${bytes.length}` }),
        },
        chunks,
      }
    },
    /** The file is another one from now on. */
    change(name: string): void {
      historyOf(name).push(Date.now())
    },
    /** The bytes of a version; by default of the one that there is now. */
    bytesOf(name: string, version = historyOf(name).length): Uint8Array {
      const key = `${name} ${version}`
      const size = settings.sizeOf(name)
      const known = made.get(key)
      if (known?.length === size) return known
      const seed = [...key].reduce((sum, character) => (sum * 31 + (character.codePointAt(0) ?? 0)) | 0, 7)
      const bytes = fileBytes(size, { seed })
      made.set(key, bytes)
      return bytes
    },
    /** Whether these are the bytes of that version. */
    isFile: (bytes: Uint8Array | undefined, name: string, version?: number): boolean =>
      isSame(bytes, server.bytesOf(name, version)),
    /** When each version came: the first one is there from the beginning. */
    historyOf,
  }
  return server
}
