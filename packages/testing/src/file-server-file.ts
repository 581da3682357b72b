import { gzipSync } from 'node:zlib'
import fresh from 'fresh'
import parseRange from 'range-parser'
import { fixedBody, type ResponseBody } from './file-server-body.js'
import type { Exchange } from './file-server-exchange.js'
import type { ResponseSettings } from './file-server-query.js'
import { type ByteRange, sendBody, sendPage } from './file-server-send.js'

/** One file with validators, ranges and every setting. */
export async function sendFile(
  exchange: Exchange,
  settings: ResponseSettings,
  file: ResponseBody,
): Promise<void> {
  const { request, headers, log } = exchange
  const { etag, lastModified, status } = settings
  const setHeader = (name: string, value: string | undefined): void => {
    if (value !== undefined) headers[name] = value
  }
  setHeader('etag', etag)
  setHeader('last-modified', lastModified)
  headers['accept-ranges'] = 'bytes'
  for (const [name, value] of settings.header) headers[name.toLowerCase()] = value
  headers['content-type'] = file.type
  // Without `Cache-Control: no-cache`, which `fetch` sends with each condition, and which `fresh` takes for a reload.
  const { 'cache-control': _, ...conditions } = request.headers
  if (status === undefined && fresh(conditions, { etag, 'last-modified': lastModified })) {
    sendPage(exchange, 304)
    return
  }

  const asked = askedRange(exchange, settings, file.size)
  if (Number(status) >= 400 || asked === 'unsatisfiable') setHeader('retry-after', settings.retryAfter)
  if (asked === 'unsatisfiable') {
    sendPage(exchange, 416, undefined, { 'content-range': `bytes */${file.size}`, 'content-length': '0' })
    return
  }
  log.status = status ?? (asked ? 206 : 200)
  if (asked) headers['content-range'] = `bytes ${asked.start}-${asked.end - 1}/${file.size}`
  await sendPart(exchange, settings, file, asked ?? { start: 0, end: file.size })
}

/** The range that this server goes by; `undefined` where it sends the whole file. */
function askedRange(
  { request }: Exchange,
  { status, gzip, etag, lastModified }: ResponseSettings,
  size: number,
): ByteRange | 'unsatisfiable' | undefined {
  const { range } = request.headers
  if (status !== undefined || gzip || range === undefined) return undefined
  const condition = request.headers['if-range']
  // Only the same strong validator lets the range stand (RFC 9110 §13.1.5).
  const current = condition?.startsWith('"') ? etag : lastModified
  if (condition !== undefined && condition !== current) return undefined
  const parts = parseRange(size, range)
  if (parts === -1) return 'unsatisfiable'
  // Several ranges at once are not understood.
  if (parts === -2 || parts.type !== 'bytes' || parts.length > 1) return undefined
  const [{ start, end } = { start: 0, end: size - 1 }] = parts
  return { start, end: end + 1 }
}

/** The headers that depend on the part, and its bytes. */
async function sendPart(
  exchange: Exchange,
  settings: ResponseSettings,
  file: ResponseBody,
  part: ByteRange,
): Promise<void> {
  const { request, connection, headers, log } = exchange
  const body = settings.gzip ? fixedBody(file.type, gzipSync(file.slice(part.start, part.end))) : file
  const { start, end } = settings.gzip ? { start: 0, end: body.size } : part
  if (settings.gzip) headers['content-encoding'] = 'gzip'
  if (settings.length) headers['content-length'] = String(end - start)
  connection.head(log.status, headers)
  if (request.method === 'HEAD' || log.status === 204 || log.status === 304) connection.end()
  else await sendBody(exchange, body, { start, end }, settings)
}
