import { bodyFor, errorPage, type ResponseBody, textBody } from './file-server-body.js'
import type { Exchange } from './file-server-exchange.js'
import { sendFile } from './file-server-file.js'
import { type ResponseSettings, readSettings } from './file-server-query.js'
import { delay, sendPage } from './file-server-send.js'

const json = (value: unknown): ResponseBody =>
  textBody('application/json; charset=utf-8', JSON.stringify(value))

/** Answers one request by its route, or does not, where that is what was asked for. */
export async function answerRequest(exchange: Exchange, query: URLSearchParams): Promise<void> {
  const { request, log } = exchange
  Object.assign(exchange.headers, {
    'access-control-allow-origin': '*',
    'access-control-expose-headers': '*',
    'timing-allow-origin': '*',
  })
  if (request.method === 'OPTIONS') {
    return sendPage(exchange, 204, undefined, {
      'access-control-allow-methods': '*',
      'access-control-allow-headers': request.headers['access-control-request-headers'] ?? '*',
      'access-control-max-age': '600',
    })
  }
  switch (log.path) {
    case '/never':
      return
    case '/echo':
      return sendPage(exchange, 200, json({ method: log.method, headers: log.headers }))
    case '/doors':
      return sendPage(exchange, 200, json(exchange.doors))
    case '/parallel':
      return await answerTogether(exchange, query)
    case '/redirect':
      return sendPage(exchange, 302, errorPage(302), { location: redirectTarget(query) })
  }
  let settings: ResponseSettings
  try {
    settings = readSettings(query)
  } catch (error) {
    return sendPage(exchange, 400, textBody('text/plain; charset=utf-8', String(error)))
  }
  await answerWith(exchange, settings)
}

async function answerWith(exchange: Exchange, settings: ResponseSettings): Promise<void> {
  const { request, log, state } = exchange
  const { fail, failStatus, retryAfter, validFor } = settings
  if (settings.delay > 0) await delay(settings.delay)
  if (log.attempt <= fail) {
    return sendPage(
      exchange,
      failStatus,
      errorPage(failStatus),
      retryAfter === undefined ? {} : { 'retry-after': retryAfter },
    )
  }
  if (state.ageOf(request.address) >= validFor) return sendPage(exchange, 403, errorPage(403))
  const status = Number(/^\/status\/([2-5]\d\d)$/.exec(log.path)?.[1])
  const body = status > 0 ? errorPage(status) : bodyFor(log.path, settings)
  if (body === undefined) sendPage(exchange, 404, errorPage(404))
  else await sendFile(exchange, status > 0 ? { ...settings, status } : settings, body)
}

/** One byte for each request that is there. */
async function answerTogether(exchange: Exchange, query: URLSearchParams): Promise<void> {
  const { connection, state } = exchange
  const rendezvous = state.rendezvous(query.get('name') ?? '')
  connection.onClose(rendezvous.leave)
  const present = await rendezvous.arrive(Number(query.get('quiet') ?? 0))
  if (connection.isOpen) sendPage(exchange, 200, textBody('text/plain', 'x'.repeat(present)))
}

function redirectTarget(query: URLSearchParams): string {
  const to = query.get('to') ?? '/file'
  const times = Number(query.get('times') ?? 1)
  return times > 1 ? `/redirect?times=${times - 1}&to=${encodeURIComponent(to)}` : encodeURI(decodeURI(to))
}
