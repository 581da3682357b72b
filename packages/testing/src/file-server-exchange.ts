import type { FileServerState } from './file-server-state.js'

/** A request as the server gets it. */
export interface ServerRequest {
  readonly method: string
  /** Path and query. */
  readonly address: string
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>
}

/** Where the answer to one request goes, over a socket or without one. */
export interface Connection {
  /** Whether there is still somebody to whom more can be sent. */
  readonly isOpen: boolean
  head(status: number, headers: Readonly<Record<string, string>>): void
  /** Resolves when there is room for more, or nobody left. */
  write(piece: Uint8Array): Promise<void>
  end(piece?: Uint8Array): void
  /** Breaks when what was written before is on its way. */
  break(): void
  /** Tells once whether the answer was complete. */
  onClose(listener: (isComplete: boolean) => void): void
}

/** One request as the server saw it; the log follows the answer to its end. */
export interface LoggedRequest {
  readonly method: string
  /** Percent-decoded. */
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>
  /** Which request of exactly this address it is, from 1; preflights do not count and have 0. */
  readonly attempt: number
  /** What was answered; 0 before that, and where nothing is answered. */
  status: number
  /** Body bytes handed to the connection. */
  bytesSent: number
  /** Whether the connection ended before the answer, by the client or by a setting. */
  closedEarly: boolean
  /** Whether nothing more will be sent: the answer is complete or the connection gone. */
  isOver: boolean
}

/** One request, its answer, and what is noted of both. */
export interface Exchange {
  readonly request: ServerRequest
  readonly connection: Connection
  /** Of the answer, so far; lower-case names. */
  readonly headers: Record<string, string>
  readonly log: LoggedRequest
  readonly state: FileServerState
  /** The other ports of the server. */
  readonly doors: readonly number[]
}
