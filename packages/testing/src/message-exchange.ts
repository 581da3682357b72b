import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FromServer, ToServer } from './message-server.js'

export interface MessageExchange {
  /** As far as the file server uses them. */
  readonly request: IncomingMessage
  readonly response: ServerResponse
  /** The oldest piece that is on its way has been read. */
  taken(): void
  close(): void
}

/** Bytes on their way to the phone, after which the server has to wait. */
const highWater = 1_000_000

/**
 * Request and response of Node's `http`, as messages.
 *
 * @param onClose - called when there is nothing more to be sent
 */
export function createMessageExchange(
  { id, method, address, headers }: Extract<ToServer, { kind: 'request' }>,
  send: (message: FromServer) => void,
  onClose: () => void,
): MessageExchange {
  const listeners = new Map<() => void, string>()
  const fields: Record<string, string> = {}
  const waiting: number[] = []
  let isHeadSent = false
  let isOver = false
  const listen = (event: string, listener: () => void): unknown => listeners.set(listener, event)
  const emit = (event: string): void => {
    for (const [listener, of] of [...listeners]) if (of === event) listener()
  }
  const isFull = (): boolean => waiting.reduce((sum, bytes) => sum + bytes, 0) > highWater
  const close = (): void => {
    if (isOver) return
    isOver = true
    emit('close')
    onClose()
  }
  const destroy = (): void => {
    if (!isOver) send({ id, kind: 'broken' })
    close()
  }
  const response = {
    statusCode: 200,
    writableFinished: false,
    get destroyed() {
      return isOver
    },
    on: listen,
    once: listen,
    removeListener: (_: string, listener: () => void) => listeners.delete(listener),
    setHeader(name: string, value: string | number) {
      fields[name.toLowerCase()] = String(value)
    },
    writeHead(status: number, more: Record<string, string | number> = {}) {
      response.statusCode = status
      for (const [name, value] of Object.entries(more)) response.setHeader(name, value)
    },
    write(piece: Uint8Array) {
      if (isOver) return false
      sendHead()
      waiting.push(piece.length)
      send({ id, kind: 'piece', bytes: new Uint8Array(piece) })
      return !isFull()
    },
    end(piece?: Uint8Array) {
      if (isOver) return
      sendHead()
      if (piece !== undefined && piece.length > 0) response.write(piece)
      send({ id, kind: 'end' })
      response.writableFinished = true
      close()
    },
    destroy,
    socket: { destroy, write: (_: string, callback: () => void) => callback() },
  }
  const sendHead = (): void => {
    if (isHeadSent) return
    isHeadSent = true
    fields.date ??= new Date().toUTCString()
    send({ id, kind: 'head', status: response.statusCode, headers: fields })
  }
  return {
    request: { method, url: address, headers, socket: { destroy } } as unknown as IncomingMessage,
    response: response as unknown as ServerResponse,
    taken() {
      const wasFull = isFull()
      waiting.shift()
      if (wasFull && !isFull()) emit('drain')
    },
    close,
  }
}
