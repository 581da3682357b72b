import type { IncomingMessage, ServerResponse } from 'node:http'

export type LoggedRequest = ReturnType<typeof createLoggedRequest>

/** One request as the server saw it; the log follows the answer to its end. */
export function createLoggedRequest(
  { method = 'GET', headers }: IncomingMessage,
  response: ServerResponse,
  { pathname, searchParams }: URL,
  counts: {
    /** Which request of exactly this address it is, from 1; preflights do not count and have 0. */
    readonly attempt: number
    /** How many requests were unfinished when this one came, itself included. */
    readonly parallel: number
  },
) {
  const fields = Object.entries(headers).map(([name, value]) => [name, String(value)])
  const log = {
    method,
    /** Percent-decoded. */
    path: decodeURIComponent(pathname),
    query: Object.fromEntries(searchParams) as Readonly<Record<string, string>>,
    /** Lower-case names. */
    headers: Object.fromEntries(fields) as Readonly<Record<string, string>>,
    ...counts,
    /** What was answered; 0 before that, and where nothing is answered. */
    status: 0,
    /** As answered; `undefined` without one. */
    contentRange: undefined as string | undefined,
    /** Body bytes handed to the socket. */
    bytesSent: 0,
    /** Whether the connection ended before the answer, by the client or by a setting. */
    closedEarly: false,
    /** Whether nothing more will be sent: the answer is complete or the connection gone. */
    isOver: false,
  }
  response.on('close', () => {
    log.isOver = true
    log.closedEarly = !response.writableFinished
  })
  return log
}
