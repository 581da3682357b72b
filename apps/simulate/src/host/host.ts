import {
  type AlipayDevice,
  type Clock,
  createAlipayHost,
  createScriptedFetch,
  createWechatHost,
  type Disk,
  type FetchLike,
  type ScriptedResponse,
  type SharedKnobs,
  type Simulate,
  type WechatDevice,
} from '@miniferry/download-simulator'
import type { PhonePlan } from '../plan/phone.js'
import type { Headers, HttpRequest, HttpResponse } from '../server/web-server.js'

/** What a run needs of a simulated host, whichever it is. */
export interface SimulatedHost {
  readonly env: { readonly USER_DATA_PATH: string }
  readonly simulate: Simulate<SimulatedHost, SharedKnobs>
}

export function createHost(
  { platform, device, SDKVersion, clientVersion, knobs }: PhonePlan,
  context: { readonly fetch: FetchLike; readonly clock: Clock; readonly disk: Disk },
): SimulatedHost {
  const client = { ...context, SDKVersion, clientVersion, knobs }
  return platform === 'wechat'
    ? createWechatHost({ ...client, device: device as WechatDevice })
    : createAlipayHost({ ...client, device: device as AlipayDevice })
}

/** What answers an HTTP request, and who hears how many bytes of the body have come. */
export type Respond = (request: HttpRequest) => {
  readonly response: HttpResponse
  delivered(bytes: number): void
}

/** Into so many pieces a body comes at most: each is a moment at which something can happen. */
const mostPieces = 4
const leastPiece = 1000

/** A `fetch` without sockets: each millisecond is the clock's, each byte the server's. */
export function createFetch(clock: Clock, respond: Respond): FetchLike {
  return async (url, init) => {
    const headers: Headers = Object.fromEntries(
      Object.entries(init.headers).map(([name, value]) => [name.toLowerCase(), value]),
    )
    const { response, delivered } = respond({ url, headers })
    const answer = await createScriptedFetch(() => scriptOf(response), clock)(url, init)
    const reader = answer.body?.getReader()
    const read = async () => {
      const piece = (await reader?.read()) ?? { done: true }
      delivered(piece.value?.length ?? 0)
      return piece
    }
    return { ...answer, body: { getReader: () => ({ read, cancel: () => Promise.resolve() }) } }
  }
}

function scriptOf(response: HttpResponse): ScriptedResponse {
  const { status, headers, body, after, rate, error, end, pause = 0 } = response
  if (error !== undefined) return { after, error }
  const size = Math.max(leastPiece, Math.ceil(body.length / mostPieces))
  // What ends before the first byte has headers all the same.
  const count = Math.max(end === undefined ? 0 : 1, Math.ceil(body.length / size))
  const chunks = Array.from({ length: count }, (_, index) => {
    const bytes = body.subarray(index * size, (index + 1) * size)
    return { bytes, after: bytes.length / rate + (index === 1 ? pause : 0) }
  })
  const script = { status, headers, after, chunks }
  if (end === undefined) return script
  return end === 'reset' ? { ...script, error: 'reset' } : { ...script, never: true }
}
