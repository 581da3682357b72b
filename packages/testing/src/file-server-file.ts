import { gzipBody, gzipStream, pieceSizeFor, pieces, type ResponseBody } from './file-server-body.js'
import { errorPage } from './file-server-content.js'
import { type Exchange, sendNothing, sendPage } from './file-server-exchange.js'
import type { FileServerKnobs } from './file-server-knobs.js'
import { type RangedAnswer, rangedAnswer } from './file-server-lie.js'
import { createBreakingLink } from './file-server-link.js'
import { type ByteRange, byteRange } from './file-server-range.js'
import { sendBody } from './file-server-send.js'
import { ifRangeHolds, isNotModified } from './file-server-validators.js'

/** One file with validators, ranges and every knob. */
export async function sendFile(
  exchange: Exchange,
  knobs: FileServerKnobs,
  file: ResponseBody,
): Promise<void> {
  const { request, response, log } = exchange
  const { etag, lastModified, status } = knobs
  if (etag !== undefined) response.setHeader('etag', etag)
  if (lastModified !== undefined) response.setHeader('last-modified', lastModified)
  if (knobs.ranges) response.setHeader('accept-ranges', 'bytes')
  if (knobs.vary.length > 0) response.setHeader('vary', knobs.vary.join(', '))
  response.sendDate = knobs.date
  for (const [name, value] of knobs.header) response.setHeader(name, value)
  response.setHeader('content-type', file.type)
  if (status === undefined && isNotModified(request.headers, knobs)) {
    for (const [name, value] of knobs.header304) response.setHeader(name, value)
    sendNothing(exchange, 304)
    return
  }

  const asked = askedRange(exchange, knobs, file.size)
  const replaced = asked === 'unsatisfiable' ? 416 : asked && knobs.rangeStatus
  if (knobs.retryAfter !== undefined && (status ?? replaced ?? 200) >= 400) {
    response.setHeader('retry-after', knobs.retryAfter)
  }
  if (replaced === 416) {
    log.contentRange = `bytes */${file.size}`
    sendNothing(exchange, 416, { 'content-range': log.contentRange, 'content-length': '0' })
  } else if (replaced !== undefined && replaced >= 300) {
    sendPage(exchange, replaced, errorPage(replaced))
  } else if (asked === undefined || asked === 'unsatisfiable' || replaced !== undefined) {
    const whole = { start: 0, end: file.size }
    log.status = status ?? replaced ?? 200
    await sendPart(exchange, knobs, file, { part: whole, contentRange: undefined })
  } else {
    log.status = 206
    await sendPart(exchange, knobs, file, rangedAnswer(asked, file.size, knobs.lie))
  }
}

/** The range that this server goes by; `undefined` where it sends the whole file. */
function askedRange(
  { request }: Exchange,
  knobs: FileServerKnobs,
  size: number,
): ByteRange | 'unsatisfiable' | undefined {
  if (!knobs.ranges || knobs.status !== undefined || knobs.gzip === 'all') return undefined
  const condition = request.headers['if-range'] as string | undefined
  const { etag, lastModified, nodes } = knobs
  // A node of a CDN knows its own tag and nothing of the others; a date would hold on all of them.
  const validators = { etag, lastModified: nodes === undefined ? lastModified : undefined }
  if (knobs.ifRange === 'honoured' && !ifRangeHolds(condition, validators)) return undefined
  return byteRange(request.headers.range, size)
}

/** The headers that depend on the part, and its bytes. */
async function sendPart(
  { request, response, log, memory }: Exchange,
  knobs: FileServerKnobs,
  file: ResponseBody,
  { part, contentRange }: RangedAnswer,
): Promise<void> {
  const isCompressed = knobs.gzip === 'all' || (knobs.gzip === 'ranges' && log.status === 206)
  const compressed = isCompressed ? gzipBody(file, part) : undefined
  const isStreamed = isCompressed && compressed === undefined
  const body = compressed ?? file
  const { start, end } = compressed === undefined ? part : { start: 0, end: compressed.size }
  log.contentRange = contentRange
  if (contentRange !== undefined) response.setHeader('content-range', contentRange)
  if (isCompressed) response.setHeader('content-encoding', 'gzip')
  if (knobs.length && !isStreamed) response.setHeader('content-length', end - start)
  response.writeHead(log.status)
  if (request.method === 'HEAD' || log.status === 204 || log.status === 304) {
    response.end()
    return
  }
  const { rate, reset, stall, link, breakEvery } = knobs
  const source = isStreamed ? gzipStream(file, part) : pieces(body, { start, end }, pieceSizeFor(rate))
  await sendBody(response, source, {
    rate,
    reset,
    stall,
    link: link === undefined ? undefined : createBreakingLink(memory.link(link), breakEvery),
    onProgress: (sent) => {
      log.bytesSent = sent
    },
  })
}
