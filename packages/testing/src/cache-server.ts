import { Buffer } from 'node:buffer'
import type { ContractRequest, ContractScript } from './contract-subject.js'
import { fileBytes } from './file-bytes.js'

/** How a server gives out its files; may be changed at any time. */
export interface CacheServerManners {
  /** Headers of each answer, of a 304 too. */
  header: Readonly<Record<string, string>>
  /** Bytes of a file. */
  sizeOf: (name: string) => number
  /** Whether answers have a validator, and conditions are honoured. */
  hasTags: boolean
  /** What the server makes of a tag in an answer: in a 304 it may be another one. */
  tagIn: (tag: string, status: number) => string
  /** Whether a tag that a request has set as its condition is the right one, where the server does not compare it. */
  isKnown: ((tag: string | undefined) => boolean) | undefined
  /** Request headers, in lower case, for each value of which there is another file. */
  variesBy: readonly string[]
  /** Milliseconds before each answer. */
  after: number
  /** What comes instead of an answer. */
  trouble: ContractScript | undefined
  /** Called when a request has come, before its answer is chosen. */
  onRequest: (name: string) => void
}

/** A server in memory whose files have versions. */
export interface CacheServer {
  readonly manners: CacheServerManners
  /** What it was asked for, oldest first. */
  readonly asked: readonly CacheServerRequest[]
  answer(url: string, request: ContractRequest): ContractScript
  /** The file is another one from now on. */
  change(name: string): void
  /** The bytes of a version; by default of the one that there is now. */
  bytesOf(name: string, version?: number, variant?: string): Uint8Array
  /** When each version came: the first one is there from the beginning. */
  historyOf(name: string): readonly number[]
}

export interface CacheServerRequest {
  readonly name: string
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly status: number
}

/** Making them takes longer than comparing them. */
const made = new Map<string, Uint8Array>()

export function createCacheServer(given: Partial<CacheServerManners> = {}): CacheServer {
  const manners: CacheServerManners = {
    header: {},
    sizeOf: () => 1000,
    hasTags: true,
    tagIn: (tag) => tag,
    isKnown: undefined,
    variesBy: [],
    after: 0,
    trouble: undefined,
    onRequest: () => undefined,
    ...given,
  }
  const asked: CacheServerRequest[] = []
  const histories = new Map<string, number[]>()
  const historyOf = (name: string): number[] => {
    const history = histories.get(name) ?? [0]
    histories.set(name, history)
    return history
  }
  const server: CacheServer = {
    manners,
    asked,
    answer(url, request) {
      const name = url.replace(/^.*\/|[?#].*$/g, '')
      const headers = lowerCase(request.headers)
      manners.onRequest(name)
      const { trouble, hasTags, tagIn, variesBy, after } = manners
      if (trouble !== undefined) {
        asked.push({ name, headers, status: trouble.status ?? 0 })
        return trouble
      }
      const variant = variesBy.map((header) => headers[header] ?? '').join()
      const tag = `"${name}-${historyOf(name).length}-${variant}"`
      const isTag = (given: string | undefined): boolean => given === tag || given === tagIn(tag, 200)
      const isKnown = hasTags && (manners.isKnown ?? isTag)(headers['if-none-match'])
      const status = isKnown ? 304 : 200
      asked.push({ name, headers, status })
      const header = { ...(hasTags && { ETag: tagIn(tag, status) }), ...manners.header }
      if (isKnown) return { status: 304, headers: header, after }
      const bytes = server.bytesOf(name, undefined, variant)
      return {
        headers: { ...header, 'Content-Length': String(bytes.length) },
        chunks: bytes.length > 0 ? [{ bytes }] : [],
        after,
      }
    },
    change(name) {
      historyOf(name).push(Date.now())
    },
    bytesOf(name, version = historyOf(name).length, variant = '') {
      const key = `${name} ${version} ${variant}`
      const size = manners.sizeOf(name)
      const known = made.get(key)
      if (known?.length === size) return known
      const bytes = fileBytes(size, { seed: seedOf(key) })
      made.set(key, bytes)
      return bytes
    },
    historyOf,
  }
  return server
}

export function isSame(one: Uint8Array | undefined, other: Uint8Array): boolean {
  return one !== undefined && Buffer.compare(one, other) === 0
}

function seedOf(key: string): number {
  return [...key].reduce((seed, character) => (seed * 31 + (character.codePointAt(0) ?? 0)) | 0, 7)
}

function lowerCase(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
}
