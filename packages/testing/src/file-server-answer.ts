import { bodyFor, errorPage, text } from './file-server-content.js'
import { type Exchange, sendNothing, sendPage } from './file-server-exchange.js'
import { sendFile } from './file-server-file.js'
import { type FileServerKnobs, fileServerKnobs } from './file-server-knobs.js'
import { delay } from './file-server-pace.js'
import { knobsOfRequest } from './file-server-version.js'

/** Answers one request by its route, or does not, where that is what was asked for. */
export async function answerRequest(exchange: Exchange, query: URLSearchParams): Promise<void> {
  const { request, response, log } = exchange
  response.setHeader('access-control-allow-origin', '*')
  response.setHeader('access-control-expose-headers', '*')
  response.setHeader('timing-allow-origin', '*')
  if (request.method === 'OPTIONS') {
    sendNothing(exchange, 204, {
      'access-control-allow-methods': '*',
      'access-control-allow-headers': request.headers['access-control-request-headers'] ?? '*',
      'access-control-max-age': '600',
    })
    return
  }
  if (log.path === '/never') return
  if (log.path === '/echo') {
    const echo = JSON.stringify({ method: log.method, headers: log.headers })
    sendPage(exchange, 200, text('application/json; charset=utf-8', echo))
    return
  }
  if (log.path === '/doors') {
    sendPage(exchange, 200, text('application/json', JSON.stringify(exchange.doors)))
    return
  }
  if (log.path === '/parallel') {
    await answerMeeting(exchange, query)
    return
  }
  if (log.path === '/redirect') {
    sendPage(exchange, 302, errorPage(302), { location: redirectTarget(query) })
    return
  }
  let knobs: FileServerKnobs
  try {
    knobs = fileServerKnobs(query)
  } catch (error) {
    sendPage(exchange, 400, text('text/plain; charset=utf-8', String(error)))
    return
  }
  await answerWithKnobs(exchange, knobsOfRequest(knobs, log))
}

async function answerWithKnobs(exchange: Exchange, knobs: FileServerKnobs): Promise<void> {
  const { request, log } = exchange
  if (knobs.delay > 0) await delay(knobs.delay)
  if (log.attempt <= knobs.failReset) {
    request.socket.destroy()
    return
  }
  if (log.attempt <= knobs.fail) {
    const headers = knobs.retryAfter === undefined ? undefined : { 'retry-after': knobs.retryAfter }
    sendPage(exchange, knobs.failStatus, errorPage(knobs.failStatus), headers)
    return
  }
  const status = /^\/status\/([2-5]\d\d)$/.exec(log.path)?.[1]
  if (status !== undefined) {
    await sendFile(exchange, { ...knobs, status: Number(status) }, errorPage(Number(status)))
    return
  }
  const body = bodyFor(log.path, knobs)
  if (body === undefined) sendPage(exchange, 404, errorPage(404))
  else await sendFile(exchange, knobs, body)
}

/** One byte for each request that is there. */
async function answerMeeting(exchange: Exchange, query: URLSearchParams): Promise<void> {
  const { response, memory } = exchange
  const meeting = memory.meeting(query.get('name') ?? '')
  response.on('close', meeting.leave)
  const present = await meeting.arrive(Number(query.get('quiet') ?? 0))
  if (!response.destroyed) sendPage(exchange, 200, text('text/plain', 'x'.repeat(present)))
}

function redirectTarget(query: URLSearchParams): string {
  const to = query.get('to') ?? '/file'
  const times = Number(query.get('times') ?? 1)
  return times > 1 ? `/redirect?times=${times - 1}&to=${encodeURIComponent(to)}` : encodeURI(decodeURI(to))
}
