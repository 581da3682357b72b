import { Buffer } from 'node:buffer'
import type { ContractRequest, ContractScript } from './contract-subject.js'
import { createScriptedServer } from './downloader-script.js'
import { fileBytes } from './file-bytes.js'

export const faultKinds = [
  'none',
  'reset',
  'refused',
  'busy',
  'whole',
  'short',
  'lie',
  'hang',
  'change',
] as const

/** What goes wrong with one request. */
export type Fault = (typeof faultKinds)[number]

/** A server whose answers go wrong, one fault a request, until there are none left. */
export interface FaultyServer {
  answer(url: string, request: ContractRequest): ContractScript
  /** Whether these are the bytes of a file as the server has, or had, it. */
  isAnyVersion(name: string, data: Uint8Array | undefined): boolean
  /** No more faults. */
  calm(): void
}

const sizes = [0, 20_000, 150_000, 400_000]
/** Making them takes longer than comparing them, and each step of a world looks at each file. */
const made = new Map<number, Uint8Array>()

export function createFaultyServer(faults: Fault[]): FaultyServer {
  const versions = new Map<string, number>()
  const bytesOf = (name: string, version: number): Uint8Array => {
    const index = Number.parseInt(name, 10)
    const seed = 1 + index + 100 * version
    const bytes = made.get(seed) ?? fileBytes(sizes[index % sizes.length] ?? 0, { seed })
    made.set(seed, bytes)
    return bytes
  }
  return {
    answer(url, request) {
      const name = url.replace(/^.*\//, '')
      const fault = faults.shift() ?? 'none'
      if (fault === 'change') versions.set(name, (versions.get(name) ?? 0) + 1)
      const version = versions.get(name) ?? 0
      const file = {
        bytes: bytesOf(name, version),
        etag: `"${name}-${version}"`,
        pieceSize: 16_384,
        after: 40,
      }
      const { answer } = createScriptedServer(file)
      return spoil(answer(url, fault === 'whole' ? { headers: {} } : request), fault)
    },
    isAnyVersion(name, data) {
      if (data === undefined) return false
      for (let version = versions.get(name) ?? 0; version >= 0; version -= 1) {
        if (Buffer.compare(data, bytesOf(name, version)) === 0) return true
      }
      return false
    },
    calm() {
      faults.length = 0
    },
  }
}

function spoil(answer: ContractScript, fault: Fault): ContractScript {
  const { headers = {}, chunks = [] } = answer
  const half = chunks.slice(0, chunks.length / 2)
  switch (fault) {
    case 'reset':
      return { ...answer, chunks: half, error: 'reset' }
    case 'refused':
      return { error: 'refused', after: 20 }
    case 'busy':
      return { status: 503, headers: { 'Retry-After': '1' }, chunks: [{ bytes: 100 }] }
    case 'short':
      return { ...answer, chunks: half }
    case 'hang':
      return { ...answer, chunks: half, never: true }
    case 'lie': {
      const range = headers['Content-Range']?.replace(/\d+/, (start) => String(Number(start) + 1))
      return { ...answer, headers: { ...headers, ...(range && { 'Content-Range': range }) } }
    }
    default:
      return answer
  }
}
