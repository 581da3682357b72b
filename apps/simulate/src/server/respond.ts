import { addressOf, findWish, type WishState } from '../app/wish-state.js'
import type { Respond } from '../host/virtual-network.js'
import { checkIfRange } from '../invariants/check-if-range.js'
import { checkRetryAfter } from '../invariants/check-retry-after.js'
import { tellsStatusInWords } from '../plan/draw-phone.js'
import { retryLimits } from '../plan/retry-limits.js'
import type { WorldPlan } from '../plan/world-plan.js'
import { changeResource } from '../run/change-resource.js'
import type { WorldState } from '../run/world-state.js'
import { type Answer, askedRange, type ServerRequest } from './answer.js'
import { type FaultName, faults } from './faults.js'
import type { LoggedRequest } from './request-log.js'
import { bytesOf } from './resource.js'
import { userOf } from './web-server.js'

/** The server as the phone meets it: by its addresses, with all that goes wrong on the way, and with a log. */
export function createRespond(world: WorldState): Respond {
  const { plan, clock, server, wishes, say } = world
  const random = world.random('requests')
  const wishOf = ({ url, headers }: ServerRequest): WishState | undefined => findWish(wishes, url, headers)

  const spoil = (
    answer: Answer,
    request: ServerRequest,
    resource: number,
  ): [Answer, FaultName | undefined] => {
    const { names, probability } = plan.faults
    const wish = wishOf(request)
    if (world.isCalm || wish === undefined || names.length === 0) return [answer, undefined]
    if (!random.chance(probability)) return [answer, undefined]
    const sight = { ...plan.phone.sight, hasChecksum: wish.wish.checksum !== undefined }
    const version = server.versionsOf(resource).at(-1)?.number ?? 0
    const scene = {
      random,
      file: bytesOf(wish.resource, version, userOf(request)),
      range: askedRange(request),
      isConditional: 'if-none-match' in request.headers || 'if-modified-since' in request.headers,
      elsewhere: `/files/${resource}?w=${wish.wish.address}&again=1`,
    }
    // Not every fault fits every answer.
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const name = random.pick(names)
      const fault = faults[name]
      const spoilt = fault.isNoticed?.(sight) === false ? undefined : fault.spoil(answer, scene)
      if (spoilt === undefined) continue
      world.excuse(fault.endsAs, wish)
      // Who does not see the status sees that it is not the file.
      const isRiddle = sight.hasChecksum && !sight.seesBadStatus
      if (isRiddle) world.excuse(['integrity'], wish)
      if (isRiddle || fault.voids) world.void(wish)
      const isNamed = /^(etag|both)$/.test(wish.resource.validator)
      const isLie = name === 'lying total' || (name === 'other tag' && !isNamed)
      if (isLie) Object.assign(wish, { doubts: 2, hasLie: true })
      return [spoilt, name]
    }
    return [answer, undefined]
  }

  const route = (request: ServerRequest): [Answer, FaultName | undefined] => {
    const [, folder, number] = /^https:\/\/[^/]+\/(\w+)\/?(\d*)/.exec(request.url) ?? []
    const { latency: after, rate } = plan.link
    const redirect = (place: string): Answer => ({
      status: 302,
      headers: { Location: place },
      body: new Uint8Array(0),
      after,
      rate,
    })
    if (folder === 'loop') return [redirect('/loop'), undefined]
    if (folder === 'moved')
      return [redirect(`https://mirror.example.com/files/${number}?w=${addressOf(request.url)}`), undefined]
    const resource = plan.resources[Number(number)]
    if (resource === undefined) throw new Error(`nothing at ${request.url}`)
    if ('if-range' in request.headers && random.chance(plan.faults.changes)) {
      changeResource(world, resource.index)
    }
    return spoil(server.answer(resource, request), request, resource.index)
  }

  return (url, headers) => {
    const request = { url, headers }
    checkIfRange(world, request)
    const [answer, fault] = route(request)
    const wish = wishOf(request)
    // Who may not try often enough to find out takes 416 for a broken link, where the client calls it one.
    // Only a server that disregards If-Range answers so.
    const { knobs } = plan.phone
    const isBrokenLink = answer.status === 416 && knobs.httpError === 'error-12' && !tellsStatusInWords(knobs)
    const isCareless = wish?.resource.ranges === 'careless'
    if (isBrokenLink && isCareless && hasFewAttempts(plan, wish)) world.excuse(['network'], wish)
    const isSlow = answer.after + answer.body.length / answer.rate + plan.mischief.outcomeNews > 1000
    if (isSlow) world.excuse(['timeout', 'stalled'], wish)
    const entry: LoggedRequest = {
      at: clock.now,
      url,
      asked: askedRange(request),
      isConditional: 'if-none-match' in headers || 'if-modified-since' in headers,
      status: answer.status,
      fault,
      retryAfter: readRetryAfter(answer),
      pauses: wish?.cycle.pauses ?? 0,
      kills: wish?.cycle.kills ?? 0,
      length: answer.body.length,
      delivered: 0,
      isHeard: false,
    }
    if (wish !== undefined) {
      checkRetryAfter(world, wish, entry)
      wish.cycle.requests.push(entry)
    }
    say('server', () => describe(entry, request, answer))
    return {
      answer,
      listener: {
        delivered(bytes) {
          entry.delivered += bytes
        },
      },
    }
  }
}

/** Whether a download has two attempts at most without a byte between them. */
function hasFewAttempts(plan: WorldPlan, { wish }: WishState): boolean {
  const { limit, connectLimit } = retryLimits(plan, wish.downloader)
  return Math.min(limit, connectLimit) < 2
}

/** Milliseconds; a date is read by the clock of the server. */
function readRetryAfter({ headers }: Answer): number | undefined {
  const { 'Retry-After': value = '', Date: date = '' } = headers
  if (/^\d+$/.test(value)) return Number(value) * 1000
  const until = Date.parse(value) - Date.parse(date)
  return Number.isNaN(until) ? undefined : until
}

function describe({ url, fault }: LoggedRequest, { headers }: ServerRequest, answer: Answer): string {
  const asked = ['range', 'if-range', 'if-none-match', 'if-modified-since']
    .filter((name) => name in headers)
    .map((name) => `${name} ${headers[name]}`)
  const { status, error, body, headers: given } = answer
  const what = error ?? `${status}, ${body.length} bytes, ${JSON.stringify(given)}`
  return `GET ${url.replace(/^https:\/\//, '')} ${asked.join(', ')} -> ${fault ? `(${fault}) ` : ''}${what}`
}
