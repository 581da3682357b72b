import { wishIndexOf } from '../app/wish-state.js'
import type { Respond } from '../host/virtual-network.js'
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
  const state = (url: string) => wishes[wishIndexOf(url)]

  const spoil = (
    answer: Answer,
    request: ServerRequest,
    resource: number,
  ): [Answer, FaultName | undefined] => {
    const { names, probability } = plan.faults
    const wish = state(request.url)
    if (world.isCalm || wish === undefined || names.length === 0) return [answer, undefined]
    if (!random.chance(probability)) return [answer, undefined]
    const name = random.pick(names)
    const fault = faults[name]
    const sight = { ...plan.phone.sight, hasChecksum: wish.wish.checksum !== undefined }
    if (fault.isNoticed?.(sight) === false) return [answer, undefined]
    const version = server.versionsOf(resource).at(-1)?.number ?? 0
    const spoilt = fault.spoil(answer, {
      random,
      file: bytesOf(wish.resource, version, userOf(request)),
      range: askedRange(request),
      isConditional: 'if-none-match' in request.headers || 'if-modified-since' in request.headers,
      elsewhere: `/files/${resource}?w=${wish.wish.index}&again=1`,
    })
    if (spoilt === undefined) return [answer, undefined]
    world.excuse(fault.endsAs, wish)
    if (fault.voids) world.void(wish)
    return [spoilt, name]
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
      return [redirect(`https://mirror.example.com/files/${number}?w=${wishIndexOf(request.url)}`), undefined]
    const resource = plan.resources[Number(number)]
    if (resource === undefined) throw new Error(`nothing at ${request.url}`)
    return spoil(server.answer(resource, request), request, resource.index)
  }

  return (url, headers) => {
    const request = { url, headers }
    const [answer, fault] = route(request)
    const wish = state(url)
    const isSlow = answer.after + answer.body.length / answer.rate > 1000
    if (isSlow) world.excuse(['timeout', 'stalled'], wish)
    const entry: LoggedRequest = {
      wish: wishIndexOf(url),
      at: clock.now,
      url,
      asked: askedRange(request),
      isConditional: 'if-none-match' in headers || 'if-modified-since' in headers,
      status: answer.status,
      fault,
      length: answer.body.length,
      delivered: 0,
      isHeard: false,
    }
    world.log(entry)
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

function describe({ url, fault }: LoggedRequest, { headers }: ServerRequest, answer: Answer): string {
  const asked = ['range', 'if-range', 'if-none-match', 'if-modified-since']
    .filter((name) => name in headers)
    .map((name) => `${name} ${headers[name]}`)
  const { status, error, body, headers: given } = answer
  const what = error ?? `${status}, ${body.length} bytes, ${JSON.stringify(given)}`
  return `GET ${url.replace(/^https:\/\//, '')} ${asked.join(', ')} -> ${fault ? `(${fault}) ` : ''}${what}`
}
