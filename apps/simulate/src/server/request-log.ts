import type { FaultName } from './faults.js'

/** One request that reached the network. */
export interface LoggedRequest {
  /** Milliseconds since 1970. */
  readonly at: number
  /** The path, with where a redirect led. */
  readonly url: string
  readonly asked: { readonly start: number; readonly end: number } | undefined
  readonly isConditional: boolean
  status: number | undefined
  fault: FaultName | undefined
  /** Milliseconds after which the server wants to be asked again. */
  retryAfter: number | undefined
  /** How often the download had been paused, and the app killed, until then. */
  pauses: number
  kills: number
  /** Bytes of the answer's body. */
  length: number
  /** Bytes that the host has read of it. */
  delivered: number
  /** Whether the library has got it: the host may keep to itself what it has, or call it a failure. */
  isHeard: boolean
}
