import { gzipSync } from 'node:zlib'
import fresh from 'fresh'
import parseRange from 'range-parser'
import { errorPage, fixedBody, type ResponseBody } from './file-server-body.js'
import type { RangeLie, ResponseSettings } from './file-server-query.js'
import { type ByteRange, type Exchange, sendBody, sendPage } from './file-server-send.js'

/** One file with validators, ranges and every setting. */
export async function sendFile(
  exchange: Exchange,
  settings: ResponseSettings,
  file: ResponseBody,
): Promise<void> {
  const { request, response, log } = exchange
  const { etag, lastModified, status } = settings
  const setHeader = (name: string, value: string | undefined): void => {
    if (value !== undefined) response.setHeader(name, value)
  }
  setHeader('etag', etag)
  setHeader('last-modified', lastModified)
  if (settings.ranges) response.setHeader('accept-ranges', 'bytes')
  for (const [name, value] of settings.header) response.setHeader(name, value)
  response.setHeader('content-type', file.type)
  // Without `Cache-Control: no-cache`, which `fetch` sends with each condition, and which `fresh` takes for a reload.
  const { 'cache-control': _, ...conditions } = request.headers
  if (status === undefined && fresh(conditions, { etag, 'last-modified': lastModified })) {
    for (const [name, value] of settings.header304) response.setHeader(name, value)
    sendPage(exchange, 304)
    return
  }

  const asked = askedRange(exchange, settings, file.size)
  const replaced = asked === 'unsatisfiable' ? 416 : asked && settings.rangeStatus
  if ((status ?? replaced ?? 200) >= 400) setHeader('retry-after', settings.retryAfter)
  if (asked === undefined || asked === 'unsatisfiable' || replaced !== undefined) {
    if (replaced === undefined) {
      log.status = status ?? 200
      await sendPart(exchange, settings, file, { start: 0, end: file.size })
    } else if (replaced === 416) {
      log.contentRange = `bytes */${file.size}`
      sendPage(exchange, 416, undefined, { 'content-range': log.contentRange, 'content-length': '0' })
    } else sendPage(exchange, replaced, errorPage(replaced))
    return
  }
  log.status = 206
  const { part, contentRange } = rangedAnswer(asked, file.size, settings.lie)
  log.contentRange = contentRange
  setHeader('content-range', contentRange)
  await sendPart(exchange, settings, file, part)
}

/** The range that this server goes by; `undefined` where it sends the whole file. */
function askedRange(
  { request }: Exchange,
  { ranges, status, gzip, etag, lastModified, nodes, ifRange }: ResponseSettings,
  size: number,
): ByteRange | 'unsatisfiable' | undefined {
  const { range } = request.headers
  if (!ranges || status !== undefined || gzip === 'all' || range === undefined) return undefined
  const condition = request.headers['if-range'] as string | undefined
  if (ifRange && condition !== undefined) {
    // Only the same strong validator lets the range stand (RFC 9110 §13.1.5). A node of a CDN takes its own tag, and no date.
    const isTag = condition.startsWith('"')
    const current = isTag ? etag : nodes === undefined ? lastModified : undefined
    if (condition !== current) return undefined
  }
  const parts = parseRange(size, range)
  if (parts === -1) return 'unsatisfiable'
  // Several ranges at once are not understood.
  if (parts === -2 || parts.type !== 'bytes' || parts.length > 1) return undefined
  const [{ start, end } = { start: 0, end: size - 1 }] = parts
  return { start, end: end + 1 }
}

/** Which bytes a 206 answer has, and which it says it has: a lie that one byte leaves no room for is the truth again. */
function rangedAnswer(
  { start, end }: ByteRange,
  size: number,
  lie: RangeLie | undefined,
): { part: ByteRange; contentRange: string | undefined } {
  const answer = (part: ByteRange, said: ByteRange = part, total: number = size) => ({
    part,
    contentRange: `bytes ${said.start}-${said.end - 1}/${total}`,
  })
  const asked = { start, end }
  if (lie === 'start' && start + 1 < size) return answer({ start: start + 1, end: Math.max(end, start + 2) })
  if (lie === 'total') return answer(asked, asked, size + 1)
  if (lie === 'short') return answer({ start, end: end - 1 }, asked)
  if (lie === 'missing') return { part: asked, contentRange: undefined }
  if (lie === 'end') return answer({ start, end: start + Math.ceil((end - start) / 2) })
  if (lie === 'whole') return answer({ start: 0, end: size }, asked)
  return answer(asked)
}

/** The headers that depend on the part, and its bytes. */
async function sendPart(
  exchange: Exchange,
  settings: ResponseSettings,
  file: ResponseBody,
  part: ByteRange,
): Promise<void> {
  const { request, response, log } = exchange
  const isCompressed = settings.gzip === 'all' || (settings.gzip === 'ranges' && log.status === 206)
  const body = isCompressed ? fixedBody(file.type, gzipSync(file.slice(part.start, part.end))) : file
  const { start, end } = isCompressed ? { start: 0, end: body.size } : part
  if (isCompressed) response.setHeader('content-encoding', 'gzip')
  if (settings.length) response.setHeader('content-length', end - start)
  response.writeHead(log.status)
  if (request.method === 'HEAD' || log.status === 204 || log.status === 304) response.end()
  else await sendBody(exchange, body, { start, end }, settings)
}
