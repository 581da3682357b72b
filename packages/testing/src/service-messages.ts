import { createConnection } from './connection.js'
import type { Connection, ServerRequest } from './file-server-exchange.js'
import type { Answer } from './file-service.js'

/** What a phone says to the file server in its worker; `id` is the request that it is about. */
export type ToServer =
  | { id: number; kind: 'request'; request: ServerRequest }
  /** The piece that came last has found its place. */
  | { id: number; kind: 'taken' }
  /** Nobody waits for the answer any more. */
  | { id: number; kind: 'gone' }

/** What the file server says. */
export type FromServer =
  | { id: number; kind: 'head'; status: number; headers: Readonly<Record<string, string>> }
  | { id: number; kind: 'piece'; bytes: Uint8Array }
  | { id: number; kind: 'end' }
  /** The connection is gone. */
  | { id: number; kind: 'broken' }

/** A service at the other end of a line of messages. */
export function createRemoteService(
  send: (message: ToServer) => void,
  listen: (listener: (message: FromServer) => void) => void,
): Answer {
  const connections = new Map<number, Connection>()
  let requests = 0
  listen((message) => {
    const { id, kind } = message
    const connection = connections.get(id)
    if (connection === undefined) return
    if (kind === 'head') connection.head(message.status, message.headers)
    else if (kind === 'piece') void connection.write(message.bytes).then(() => send({ id, kind: 'taken' }))
    else {
      connections.delete(id)
      if (kind === 'end') connection.end()
      else connection.break()
    }
  })
  return (request, connection) => {
    const id = ++requests
    connections.set(id, connection)
    connection.onClose(() => {
      if (connections.delete(id)) send({ id, kind: 'gone' })
    })
    send({ id, kind: 'request', request })
  }
}

/** Lets a service answer the messages of such a line. */
export function serveMessages(
  answer: Answer,
  send: (message: FromServer) => void,
): (message: ToServer) => void {
  const running = new Map<number, Omit<ReturnType<typeof createConnection>, 'connection'>>()
  return (message) => {
    const { id } = message
    const leave = (kind: 'end' | 'broken'): void => {
      running.delete(id)
      send({ id, kind })
    }
    if (message.kind === 'request') {
      const { connection, ...ours } = createConnection({
        head: (status, headers) => send({ id, kind: 'head', status, headers }),
        piece: (bytes) => send({ id, kind: 'piece', bytes }),
        end: () => leave('end'),
        broken: () => leave('broken'),
      })
      running.set(id, ours)
      answer(message.request, connection)
    } else if (message.kind === 'taken') running.get(id)?.makeRoom()
    else {
      running.get(id)?.close()
      running.delete(id)
    }
  }
}
