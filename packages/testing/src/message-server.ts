import { answerRequest } from './file-server-answer.js'
import { createFileServerState } from './file-server-state.js'
import { createLoggedRequest, type LoggedRequest } from './logged-request.js'
import { createMessageExchange, type MessageExchange } from './message-exchange.js'

/** What a phone says to the file server in its worker; `id` is the request that it is about. */
export type ToServer =
  | { id: number; kind: 'request'; method: string; address: string; headers: Record<string, string> }
  /** The piece that came last has been read. */
  | { id: number; kind: 'taken' }
  /** Nobody waits for the answer any more. */
  | { id: number; kind: 'gone' }

/** What the file server says. */
export type FromServer =
  | { id: number; kind: 'head'; status: number; headers: Record<string, string> }
  | { id: number; kind: 'piece'; bytes: Uint8Array<ArrayBuffer> }
  | { id: number; kind: 'end' }
  /** The connection is gone. */
  | { id: number; kind: 'broken' }

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
    const { request, response, ...exchange } = createMessageExchange(message, send, () =>
      exchanges.delete(id),
    )
    exchanges.set(id, { request, response, ...exchange })
    const url = new URL(address, 'http://localhost')
    const counts = { attempt: state.nextAttempt(address), parallel: exchanges.size }
    const log = createLoggedRequest(request, response, url, counts)
    requests.push(log)
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
