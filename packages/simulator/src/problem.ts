/** What can go wrong on a phone, in no host's words; each host translates it. `unknown` is what nobody could name. */
export type ProblemKind = CallProblem | AppProblem | NetworkProblem | AnswerProblem | FileProblem | 'unknown'

type CallProblem = 'invalid-url' | 'scheme' | 'insecure' | 'domain' | 'redirect-domain' | 'too-many-tasks'
type AppProblem = 'aborted' | 'interrupted' | 'suspended'
type NetworkProblem = 'timeout' | 'network-changed' | 'truncated' | 'too-many-redirects' | ConnectionProblem
type ConnectionProblem = 'offline' | 'dns' | 'refused' | 'reset' | 'tls' | 'unreachable'
type AnswerProblem = 'http-status' | 'too-large' | 'empty'
type FileProblem = PathProblem | 'quota' | 'file-too-large' | FileArgumentProblem | 'io'
type PathProblem = PathAbsence | 'outside' | 'read-only' | 'is-directory' | 'exists' | 'not-empty'
type PathAbsence = 'missing' | 'temporary-missing' | 'not-directory'
type FileArgumentProblem = 'invalid-argument' | 'encoding' | 'range' | 'digest' | 'name-too-long'

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
