/** What can go wrong on a phone, in no host's words; each host translates it. */
export type ProblemKind =
  // the call
  | 'invalid-url'
  | 'scheme'
  | 'insecure'
  | 'domain'
  | 'redirect-domain'
  | 'too-many-tasks'
  // the app
  | 'aborted'
  | 'interrupted'
  | 'suspended'
  // the network
  | 'timeout'
  | 'network-changed'
  | 'offline'
  | 'dns'
  | 'refused'
  | 'reset'
  | 'tls'
  | 'unreachable'
  | 'truncated'
  | 'too-many-redirects'
  // the answer
  | 'http-status'
  | 'too-large'
  | 'empty'
  // files
  | 'missing'
  | 'temporary-missing'
  | 'outside'
  | 'read-only'
  | 'not-directory'
  | 'is-directory'
  | 'exists'
  | 'not-empty'
  | 'quota'
  | 'file-too-large'
  | 'invalid-argument'
  | 'encoding'
  | 'descriptor'
  | 'range'
  | 'digest'
  | 'name-too-long'
  | 'io'
  // nothing that anybody could name
  | 'unknown'

export interface ProblemDetails {
  /** The file that it is about. */
  readonly path?: string
  /** The server that it is about, `name:port`. */
  readonly server?: string
  /** Milliseconds, of a timeout. */
  readonly milliseconds?: number
  /** What is said of it in place of the host's own words, without a number that would tell more. */
  readonly words?: string
  readonly cause?: unknown
}

/** A failure inside the simulated phone. */
export type Problem = Error & ProblemDetails & { readonly kind: ProblemKind }

export function createProblem(kind: ProblemKind, details: ProblemDetails = {}): Problem {
  return Object.assign(new Error(kind), details, { kind })
}

/** Whatever was thrown, as a problem; what nobody foresaw is an input or output error. */
export function asProblem(thrown: unknown): Problem {
  const known = thrown instanceof Error && typeof (thrown as Partial<Problem>).kind === 'string'
  return known ? (thrown as Problem) : createProblem('io', { cause: thrown })
}
