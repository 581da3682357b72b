import type { IncomingMessage, ServerResponse } from 'node:http'

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

/** The log of a request, which follows its answer to the end. */
export function createLoggedRequest(
  { method = 'GET', headers }: IncomingMessage,
  response: ServerResponse,
  { pathname, searchParams }: URL,
  counts: { readonly attempt: number; readonly parallel: number },
): LoggedRequest {
  const log: LoggedRequest = {
    method,
    path: decodeURIComponent(pathname),
    query: Object.fromEntries(searchParams),
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
    ...counts,
    status: 0,
    contentRange: undefined,
    bytesSent: 0,
    closedEarly: false,
    isOver: false,
  }
  response.on('close', () => {
    log.isOver = true
    log.closedEarly = !response.writableFinished
  })
  return log
}
