import { answerRequest } from './file-server-answer.js'
import { createFileServerState } from './file-server-state.js'
import { createLoggedRequest, type LoggedRequest } from './logged-request.js'
import { createMessageExchange, type MessageExchange } from './message-exchange.js'
import type { FromServer, ToServer } from './server-messages.js'

export type { ToServer } from './server-messages.js'

/** The file server on something else than a socket of Node: requests and answers are messages. */
export interface MessageServer {
  /** Every request so far, oldest first. */
  readonly requests: LoggedRequest[]
  receive(message: ToServer): void
}

/** @param doors - its other ports, which `/doors` names */
export function createMessageServer(
  send: (message: FromServer) => void,
  doors: readonly number[] = [],
): MessageServer {
  const state = createFileServerState()
  const exchanges = new Map<number, MessageExchange>()
  const requests: LoggedRequest[] = []

  function answer(message: Extract<ToServer, { kind: 'request' }>): void {
    const { id, address } = message
    const exchange = createMessageExchange(message, send, () => exchanges.delete(id))
    exchanges.set(id, exchange)
    const url = new URL(address, 'http://localhost')
    const { request, response } = exchange
    const log = createLoggedRequest(request, url, {
      attempt: state.nextAttempt(address),
      parallel: exchanges.size,
    })
    requests.push(log)
    response.on('close', () => {
      log.isOver = true
      log.closedEarly = !response.writableFinished
    })
    answerRequest({ request, response, log, state, doors }, url.searchParams).catch((error: unknown) => {
      console.error(error)
      response.destroy()
    })
  }

  return {
    requests,
    receive(message) {
      if (message.kind === 'request') answer(message)
      else if (message.kind === 'taken') exchanges.get(message.id)?.taken()
      else exchanges.get(message.id)?.close()
    },
  }
}
