import type { FetchLikeResponse } from './fetch-like.js'
import type { HostContext } from './host-context.js'
import { createProblem, type Problem, type ProblemKind } from './problem.js'

/** One HTTP exchange, without a word about what is done with the bytes. */
export interface TransferRequest {
  url: string
  method: string
  header: Record<string, string>
  body?: ArrayBuffer | string | undefined
  /** Milliseconds. */
  timeout: number
  /** Asked for each address that the transfer is sent to after the first. */
  checkRedirect?: ((url: string) => Problem | undefined) | undefined
}

export interface TransferListener {
  headers(response: TransferResponse): void
  /** May throw a problem, which ends the transfer. */
  bytes(bytes: Uint8Array): void
  done(): void
  failed(problem: Problem): void
}

export interface TransferResponse {
  status: number
  /** Lower-case names. */
  headers: Record<string, string>
  /** Names as sent, as far as `fetch` tells. */
  rawHeaders: Record<string, string>
  /** Bytes of the body; `undefined` without `Content-Length`, without a body, or where that was compressed. */
  total: number | undefined
  redirects: TransferRedirect[]
}

export interface TransferRedirect {
  /** Milliseconds since 1970. */
  start: number
  end: number
  sameHost: boolean
}

export interface Transfer {
  /** Ends it with this problem; after the end it does nothing. */
  cancel(problem: Problem): void
  /** Ends it and says nothing. */
  drop(): void
}

/** Where Chromium and the Fetch standard give up. */
const maxRedirects = 20

/** Starts an exchange. The listener is called later, never from within this function. */
export function startTransfer(
  context: HostContext,
  request: TransferRequest,
  listener: TransferListener,
): Transfer {
  const { clock } = context
  const { timeoutMeasures, truncatedBody } = context.knobs
  const { timeout } = request
  const controller = new AbortController()
  let ended = false
  let timer: unknown
  let hasAnswer = false

  const end = (settle?: () => void) => {
    if (ended) return
    ended = true
    clock.clearTimeout(timer)
    controller.abort()
    settle?.()
  }
  const fail = (problem: Problem) => end(() => listener.failed(problem))
  const startTimer = () => {
    timer = clock.setTimeout(() => fail(createProblem('timeout', { milliseconds: timeout })), timeout)
  }
  const noteActivity = () => {
    if (timeoutMeasures === 'total') return
    clock.clearTimeout(timer)
    startTimer()
  }

  const run = async () => {
    const { response, redirects } = await fetchHopByHop(context, request, controller.signal)
    if (ended) return
    hasAnswer = true
    noteActivity()
    const described = describe(request.method, response, redirects)
    listener.headers(described)
    if (ended) return
    let received = 0
    const reader = response.body?.getReader()
    while (reader !== undefined) {
      const { done, value } = await reader.read()
      if (ended) return
      if (done || value === undefined) break
      noteActivity()
      received += value.length
      listener.bytes(value)
      if (ended) return
    }
    const { total } = described
    const isTruncated = total !== undefined && received < total
    if (isTruncated && truncatedBody === 'fail') {
      throw createProblem('truncated', { server: serverOf(request.url) })
    }
    end(() => listener.done())
  }

  startTimer()
  run().catch((thrown: unknown) => {
    const isOurs = typeof (thrown as Partial<Problem> | undefined)?.kind === 'string'
    fail(isOurs ? (thrown as Problem) : fetchProblem(thrown, request.url, hasAnswer))
  })
  return { cancel: fail, drop: () => end() }
}

/** Follows redirects one by one, to check each; where the environment hides them, checks where they ended. */
async function fetchHopByHop(
  { fetch, clock }: HostContext,
  request: TransferRequest,
  signal: AbortSignal,
): Promise<{ response: FetchLikeResponse; redirects: TransferRedirect[] }> {
  const { method, header, body } = request
  const redirects: TransferRedirect[] = []
  let url = request.url
  for (;;) {
    const init = { method, headers: header, signal, ...(body === undefined ? {} : { body }) }
    const start = clock.now()
    let response = await fetch(url, { ...init, redirect: 'manual' })
    if (response.type === 'opaqueredirect') {
      response = await fetch(url, { ...init, redirect: 'follow' })
      const problem = request.checkRedirect?.(response.url || url)
      if (problem !== undefined) throw problem
      redirects.push({ start, end: clock.now(), sameHost: serverOf(response.url || url) === serverOf(url) })
      return { response, redirects }
    }
    const location = redirectLocation(response)
    if (location === undefined) return { response, redirects }
    if (redirects.length >= maxRedirects) throw createProblem('too-many-redirects')
    await response.body?.getReader().cancel()
    const next = new URL(location, url).href
    const problem = request.checkRedirect?.(next)
    if (problem !== undefined) throw problem
    redirects.push({ start, end: clock.now(), sameHost: serverOf(next) === serverOf(url) })
    url = next
  }
}

function redirectLocation(response: FetchLikeResponse): string | undefined {
  if (![301, 302, 303, 307, 308].includes(response.status)) return undefined
  return headersOf(response).location
}

function describe(
  method: string,
  response: FetchLikeResponse,
  redirects: TransferRedirect[],
): TransferResponse {
  const headers = headersOf(response)
  const encoding = headers['content-encoding'] ?? 'identity'
  const length = Number(headers['content-length'] ?? Number.NaN)
  // `fetch` hands over the plain bytes of a compressed body, and `Content-Length` counts the others.
  const isPlain = encoding === 'identity' && Number.isInteger(length) && length >= 0
  // What has no body may tell the length of the body that it stands for.
  const hasBody = method !== 'HEAD' && ![204, 304].includes(response.status)
  return {
    status: response.status,
    headers,
    rawHeaders: { ...(response.rawHeaders ?? headers) },
    total: isPlain && hasBody ? length : undefined,
    redirects,
  }
}

function headersOf(response: FetchLikeResponse): Record<string, string> {
  const headers: Record<string, string> = {}
  response.headers.forEach((value, name) => {
    headers[name] = value
  })
  return headers
}

/** The `code` that Node gives as the cause of "fetch failed". */
const codesByKind: Partial<Record<ProblemKind, RegExp>> = {
  dns: /^(ENOTFOUND|EAI_AGAIN)$/,
  refused: /^ECONNREFUSED$/,
  reset: /^(ECONNRESET|EPIPE|UND_ERR_SOCKET)$/,
  truncated: /^UND_ERR_RES_CONTENT_LENGTH_MISMATCH$/,
  timeout: /^(ETIMEDOUT|UND_ERR_(CONNECT|HEADERS|BODY)_TIMEOUT)$/,
  offline: /^(ENETDOWN|ENETUNREACH)$/,
  unreachable: /^(EHOSTUNREACH|EADDRNOTAVAIL)$/,
  tls: /^(CERT_|ERR_TLS|ERR_SSL|EPROTO$|UNABLE_TO_|(DEPTH_ZERO_)?SELF_SIGNED_CERT)/,
}

/**
 * What a rejection of `fetch`, or of its body, means. Browsers say no more than that it failed.
 *
 * @param hasAnswer - whether the headers had come
 */
export function fetchProblem(thrown: unknown, url: string, hasAnswer: boolean): Problem {
  const code = codeOf(thrown) ?? codeOf((thrown as { cause?: unknown } | undefined)?.cause) ?? ''
  const details = { server: serverOf(url), cause: thrown }
  const [kind] = Object.entries(codesByKind).find(([, codes]) => codes.test(code)) ?? []
  return createProblem((kind as ProblemKind | undefined) ?? (hasAnswer ? 'reset' : unexplained()), details)
}

/** Without a code there is only what a browser says of itself. */
function unexplained(): ProblemKind {
  const { navigator } = globalThis as { navigator?: { onLine?: boolean } }
  return navigator?.onLine === false ? 'offline' : 'unreachable'
}

/** `name:port`, with the port that the scheme implies. */
export function serverOf(url: string): string {
  try {
    const { hostname, port, protocol } = new URL(url)
    return `${hostname}:${port || (protocol === 'https:' ? 443 : 80)}`
  } catch {
    return ''
  }
}

function codeOf(value: unknown): string | undefined {
  const code = (value as { code?: unknown } | null | undefined)?.code
  return typeof code === 'string' ? code : undefined
}

/** How a client writes the names of response headers. */
export type HeaderCase = 'as-sent' | 'lower' | 'title'

export function withHeaderCase(response: TransferResponse, headerCase: HeaderCase): Record<string, string> {
  if (headerCase === 'lower') return { ...response.headers }
  if (headerCase === 'as-sent') return { ...response.rawHeaders }
  const titled = Object.entries(response.headers).map(([name, value]) => [
    // The one name that servers write otherwise.
    name === 'etag' ? 'ETag' : name.replace(/(^|-)[a-z]/g, (start) => start.toUpperCase()),
    value,
  ])
  return Object.fromEntries(titled)
}
