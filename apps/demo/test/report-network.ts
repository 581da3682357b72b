import {
  createScriptedFetch,
  type FetchLike,
  type FetchLikeInit,
  type ScriptedChunk,
  type ScriptedResponse,
} from '@miniferry/download-simulator'

/** Where the file server of the scripts is. */
export const reportOrigin = 'http://192.168.0.9:8787'

const doorPorts = [8788, 8789, 8790]

/** What of the file server the device report asks for, without sockets and in virtual time. */
export function createReportNetwork(): FetchLike {
  const present = new Map<string, number>()
  return createScriptedFetch((address, init) => {
    const url = new URL(address)
    if (url.hostname.endsWith('.invalid')) return { error: 'dns' }
    if (url.protocol === 'https:') return { error: 'tls' }
    if (url.port === '8786') return { error: 'refused' }
    const path = decodeURIComponent(url.pathname)
    if (path === '/never') return { never: true }
    if (path === '/doors') return body(200, [bytesOf(JSON.stringify(doorPorts))])
    if (path === '/status/404') return body(404, [120])
    if (path === '/redirect') return redirect(url.searchParams)
    if (path === '/parallel') return meeting(present, url.searchParams)
    if (path.endsWith('.txt')) return body(200, [20])
    return file(url.searchParams, init)
  })
}

function file(query: URLSearchParams, { headers }: FetchLikeInit): ScriptedResponse {
  const number = (name: string) => (query.has(name) ? Number(query.get(name)) : undefined)
  const size = number('size') ?? 65_536
  const etag = `"seed-1-${size}"`
  if (headers['If-None-Match'] === etag) return { status: 304, headers: { ETag: etag } }
  const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(headers.Range ?? '') ?? []
  if (first !== undefined) {
    if (Number(first) >= size) return { status: 416, headers: { 'Content-Length': '0' } }
    return body(206, [Number(last) - Number(first) + 1])
  }
  const sent = Math.min(size, number('reset') ?? size, number('stall') ?? size)
  const custom = query.get('header')?.split(':')
  const answer = body(200, pieces(sent, number('rate')), {
    ETag: etag,
    ...(query.get('length') === 'no' ? {} : { 'Content-Length': String(size) }),
    ...(query.has('gzip') ? { 'Content-Encoding': 'gzip' } : {}),
    ...(custom ? { [custom[0] ?? '']: custom[1] ?? '' } : {}),
  })
  return query.has('stall') ? { ...answer, never: true } : answer
}

/** Twenty pieces a second, as the file server sends them; large ones of a mebibyte. */
function pieces(size: number, rate: number | undefined): ScriptedChunk[] {
  const piece = rate === undefined ? 1024 * 1024 : Math.ceil(rate / 20)
  const count = Math.ceil(size / piece)
  return Array.from({ length: count }, (_, index) => ({
    bytes: Math.min(piece, size - index * piece),
    ...(rate === undefined ? {} : { after: 50 }),
  }))
}

function redirect(query: URLSearchParams): ScriptedResponse {
  const times = Number(query.get('times'))
  const to = query.get('to') ?? ''
  const location = times > 1 ? `/redirect?times=${times - 1}&to=${encodeURIComponent(to)}` : to
  return { status: 302, headers: { Location: location } }
}

function meeting(present: Map<string, number>, query: URLSearchParams): ScriptedResponse {
  const name = query.get('name') ?? ''
  const quiet = Number(query.get('quiet'))
  const here = (present.get(name) ?? 0) + 1
  present.set(name, here)
  setTimeout(() => present.set(name, (present.get(name) ?? 0) - 1), quiet)
  return { ...body(200, [here]), after: quiet }
}

function body(
  status: number,
  chunks: readonly (ScriptedChunk | ScriptedChunk['bytes'])[],
  headers: Record<string, string> = {},
): ScriptedResponse {
  const all = chunks.map((chunk) => (isChunk(chunk) ? chunk : { bytes: chunk }))
  const size = all.reduce((sum, { bytes }) => sum + (typeof bytes === 'number' ? bytes : bytes.length), 0)
  const hasOwnLength = Object.keys(headers).length > 0
  return { status, chunks: all, headers: hasOwnLength ? headers : { 'Content-Length': String(size) } }
}

function isChunk(chunk: ScriptedChunk | ScriptedChunk['bytes']): chunk is ScriptedChunk {
  return typeof chunk === 'object' && !(chunk instanceof Uint8Array)
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
