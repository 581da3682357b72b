import { createProblem, type Problem, type ProblemKind } from './problem.js'

/** The `code` that Node gives as the cause of "fetch failed". */
const kindsByCode: Readonly<Record<string, ProblemKind>> = {
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  ECONNREFUSED: 'refused',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  UND_ERR_SOCKET: 'reset',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'truncated',
  ETIMEDOUT: 'timeout',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  ENETDOWN: 'offline',
  ENETUNREACH: 'offline',
  EHOSTUNREACH: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  EPROTO: 'tls',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tls',
  SELF_SIGNED_CERT_IN_CHAIN: 'tls',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'tls',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'tls',
}

/**
 * What a rejection of `fetch`, or of its body, means. Browsers say no more than that it failed.
 *
 * @param hasAnswer - whether the headers had come
 */
export function fetchProblem(thrown: unknown, url: string, hasAnswer: boolean): Problem {
  const code = codeOf(thrown) ?? codeOf((thrown as { cause?: unknown } | undefined)?.cause) ?? ''
  const details = { server: serverOf(url), cause: thrown }
  if (/^(CERT_|ERR_TLS|ERR_SSL)/.test(code)) return createProblem('tls', details)
  return createProblem(kindsByCode[code] ?? (hasAnswer ? 'reset' : unexplained()), details)
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
