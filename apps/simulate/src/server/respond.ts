import type { Respond } from '../host/host.js'
import { checkIfRange, checkRetryAfter } from '../invariants/check-bytes.js'
import { tellsStatusInWords } from '../plan/phone.js'
import { retryLimits } from '../plan/plan.js'
import { changeResource } from '../run/events.js'
import { type Exchange, findRequest, markOf, type RequestState } from '../run/request-state.js'
import type { RunState } from '../run/run-state.js'
import { type FaultName, faults } from './faults.js'
import { bytesOf } from './resource.js'
import { signedLike } from './signatures.js'
import { askedRange, type HttpRequest, type HttpResponse, userOf } from './web-server.js'

type Spoilt = readonly [response: HttpResponse, fault: FaultName | undefined]

/** The server as the phone meets it: by its URLs, with all faults on the way, and with a log. */
export function createRespond(state: RunState): Respond {
  const { plan, clock, server, requests, trace } = state
  const random = state.random('requests')

  const spoil = (response: HttpResponse, http: HttpRequest, resource: number): Spoilt => {
    const { names, probability } = plan.faults
    const request = findRequest(requests, http.url, http.headers)
    if (state.isCalm || request === undefined || names.length === 0) return [response, undefined]
    if (!random.chance(probability)) return [response, undefined]
    const visible = { ...plan.phone.visible, checksum: request.request.checksum !== undefined }
    const version = server.versionsOf(resource).at(-1)?.number ?? 0
    const context = {
      random,
      file: bytesOf(request.resource, version, userOf(http)),
      range: askedRange(http.headers),
      isConditional: isConditional(http),
      elsewhere: `/files/${resource}?w=${request.request.mark}&again=1${signedLike(http.url)}`,
    }
    // Not every fault fits every response.
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const name = random.pick(names)
      const fault = faults[name]
      const spoilt = fault.isNoticed(visible) ? fault.spoil(response, context) : undefined
      if (spoilt === undefined) continue
      // Who does not see the status sees that it is not the file.
      const isTold = visible.badStatus && (name !== 'not modified' || visible.notModified)
      const isHidden = visible.checksum && !isTold
      state.allow(isHidden ? [...fault.failsAs, 'integrity'] : fault.failsAs, request)
      if (isHidden || fault.restarts) state.allowRestart(request)
      const isNamed = /^(etag|both)$/.test(request.resource.validator)
      if (name === 'false total' || (name === 'other tag' && !isNamed)) request.isContradicted = true
      return [spoilt, name]
    }
    return [response, undefined]
  }

  const route = (http: HttpRequest): Spoilt => {
    const [, folder, number] = /^https:\/\/[^/]+\/(\w+)\/?(\d*)/.exec(http.url) ?? []
    const { latency: after, rate } = plan.link
    const request = findRequest(requests, http.url, http.headers)
    const redirect = (place: string): Spoilt => {
      const headers = { Location: place }
      return [{ status: 302, headers, body: new Uint8Array(0), after, rate }, undefined]
    }
    if (folder === 'loop') return redirect('/loop')
    if (folder === 'moved')
      return redirect(
        `https://mirror.example.com/files/${number}?w=${markOf(http.url)}${signedLike(http.url)}`,
      )
    const resource = plan.resources[Number(number)]
    if (resource === undefined) throw new Error(`nothing at ${http.url}`)
    if (request !== undefined && !state.signatures.accepts(resource, http)) {
      state.allow(['http-status', 'network'], request)
      const headers = { 'Content-Type': 'application/xml' }
      return [
        { status: 403, headers, body: Buffer.from('<Error>AccessDenied</Error>'), after, rate },
        undefined,
      ]
    }
    const mayChange = 'if-range' in http.headers && random.chance(plan.faults.changes)
    if (mayChange) changeResource(state, resource.index)
    return spoil(server.answer(resource, http), http, resource.index)
  }

  return (http) => {
    checkIfRange(state, http)
    const [response, fault] = route(http)
    const request = findRequest(requests, http.url, http.headers)
    const { status, body } = response
    if (hidesUnsatisfied(state, response, request)) state.allow(['network'], request)
    const isSlow = response.after + body.length / response.rate + plan.callbacks.outcomeNews > 1000
    if (isSlow) state.allow(['timeout', 'stalled'], request)
    const { pauses = 0, kills = 0 } = request?.cycle ?? {}
    const asked = askedRange(http.headers)
    const retryAfter = readRetryAfter(response)
    const { host } = new URL(http.url)
    const { length } = body
    const facts = { at: clock.now, host, asked, status, fault, retryAfter, pauses, kills, length }
    const exchange: Exchange = { ...facts, delivered: 0, isHeard: false }
    if (request !== undefined) {
      checkRetryAfter(state, request, exchange)
      request.cycle.exchanges.push(exchange)
    }
    trace('server', () => describe(fault, http, response))
    return {
      response,
      delivered(bytes) {
        exchange.delivered += bytes
      },
    }
  }
}

function isConditional({ headers }: HttpRequest): boolean {
  return 'if-none-match' in headers || 'if-modified-since' in headers
}

/**
 * Who may not try often enough to find out takes 416 for a broken link, where the client calls it one. Only a server that disregards `If-Range`
 * answers so.
 */
function hidesUnsatisfied({ plan }: RunState, { status }: HttpResponse, request?: RequestState): boolean {
  const { knobs } = plan.phone
  if (status !== 416 || knobs.httpError !== 'error-12' || tellsStatusInWords(knobs)) return false
  if (request?.resource.ranges !== 'careless') return false
  const { limit, connectLimit } = retryLimits(plan, request.request.downloader)
  return Math.min(limit, connectLimit) < 2
}

/** Milliseconds; a date is read by the clock of the server. */
function readRetryAfter({ headers }: HttpResponse): number | undefined {
  const { 'Retry-After': value = '', Date: date = '' } = headers
  if (/^\d+$/.test(value)) return Number(value) * 1000
  const until = Date.parse(value) - Date.parse(date)
  return Number.isNaN(until) ? undefined : until
}

function describe(
  fault: FaultName | undefined,
  { url, headers }: HttpRequest,
  response: HttpResponse,
): string {
  const asked = ['range', 'if-range', 'if-none-match', 'if-modified-since']
    .filter((name) => name in headers)
    .map((name) => `${name} ${headers[name]}`)
  const { status, error, body, headers: given } = response
  const what = error ?? `${status}, ${body.length} bytes, ${JSON.stringify(given)}`
  return `GET ${url.replace(/^https:\/\//, '')} ${asked.join(', ')} -> ${fault ? `(${fault}) ` : ''}${what}`
}
