import { answerRequest } from './file-server-answer.js'
import type { Connection, LoggedRequest, ServerRequest } from './file-server-exchange.js'
import { createFileServerState } from './file-server-state.js'

/** Answers a request over its connection. */
export type Answer = (request: ServerRequest, connection: Connection) => void

/**
 * The file server without a network.
 *
 * @param doors - its other ports, which `/doors` names; may grow
 */
export function createFileService(doors: readonly number[] = []) {
  const requests: LoggedRequest[] = []
  const state = createFileServerState()
  const answer: Answer = (request, connection) => {
    const { method, address, headers } = request
    const { pathname, searchParams } = new URL(address, 'http://localhost')
    const log: LoggedRequest = {
      method,
      path: decodeURIComponent(pathname),
      query: Object.fromEntries(searchParams),
      headers,
      attempt: method === 'OPTIONS' ? 0 : state.nextAttempt(address),
      status: 0,
      bytesSent: 0,
      closedEarly: false,
      isOver: false,
    }
    requests.push(log)
    connection.onClose((isComplete) => {
      log.isOver = true
      log.closedEarly = !isComplete
    })
    const exchange = { request, connection, headers: {}, log, state, doors }
    answerRequest(exchange, searchParams).catch((error: unknown) => {
      console.error(error)
      connection.break()
    })
  }
  return {
    /** Every request so far, oldest first. */
    requests,
    answer,
  }
}
