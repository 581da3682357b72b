import type { IncomingMessage } from 'node:http'

/** One request as the server saw it. */
export interface LoggedRequest {
  readonly method: string
  /** Percent-decoded. */
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>
  /** Which request of exactly this address it is, from 1; preflights do not count and have 0. */
  readonly attempt: number
  /** How many requests were unfinished when this one came, itself included. */
  readonly parallel: number
  /** What was answered; 0 before that, and where nothing is answered. */
  status: number
  /** As answered, lies included; `undefined` without one. */
  contentRange: string | undefined
  /** Body bytes handed to the socket. */
  bytesSent: number
  /** Whether the connection ended before the answer, by the client or by a knob. */
  closedEarly: boolean
  /** Whether nothing more will be sent: the answer is complete or the connection gone. */
  isOver: boolean
}

export function createLoggedRequest(
  request: IncomingMessage,
  { pathname, searchParams }: URL,
  counts: { attempt: number; parallel: number },
): LoggedRequest {
  const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)])
  return {
    method: request.method ?? 'GET',
    path: decodeURIComponent(pathname),
    query: Object.fromEntries(searchParams),
    headers: Object.fromEntries(headers),
    ...counts,
    status: 0,
    contentRange: undefined,
    bytesSent: 0,
    closedEarly: false,
    isOver: false,
  }
}
