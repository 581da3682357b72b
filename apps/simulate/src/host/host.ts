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
    return {
      ...answer,
      body: {
        getReader() {
          const reader = answer.body?.getReader()
          return {
            async read() {
              const piece = (await reader?.read()) ?? { done: true }
              delivered(piece.value?.length ?? 0)
              return piece
            },
            cancel: () => Promise.resolve(),
          }
        },
      },
    }
  }
}

function scriptOf({
  status,
  headers,
  body,
  after,
  rate,
  error,
  end,
  pause = 0,
}: HttpResponse): ScriptedResponse {
  if (error !== undefined) return { after, error }
  const size = Math.max(leastPiece, Math.ceil(body.length / mostPieces))
  const chunks = Array.from({ length: Math.ceil(body.length / size) }, (_, index) => {
    const bytes = body.subarray(index * size, (index + 1) * size)
    return { bytes, after: bytes.length / rate + (index === 1 ? pause : 0) }
  })
  const isReset = end === 'reset'
  // What is reset before the first byte has headers all the same.
  const all = chunks.length === 0 && end !== undefined ? [{ bytes: new Uint8Array(0) }] : chunks
  return {
    status,
    headers,
    after,
    chunks: all,
    ...(isReset && { error: 'reset' }),
    ...(end === 'silence' && { never: true }),
  }
}
