import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FromServer, ToServer } from './server-messages.js'

type Request = Extract<ToServer, { kind: 'request' }>

export interface MessageExchange {
  /** As far as the file server uses them. */
  readonly request: IncomingMessage
  readonly response: ServerResponse
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
  { id, method, address, headers }: Request,
  send: (message: FromServer) => void,
  onClose: () => void,
): MessageExchange {
  const listeners: { event: string; listener: () => void }[] = []
  const fields: Record<string, string> = {}
  const waiting: number[] = []
  let isHeadSent = false
  let isOver = false
  const listen = (event: string, listener: () => void) => void listeners.push({ event, listener })
  const removeListener = (event: string, listener: () => void) => {
    const index = listeners.findIndex((one) => one.event === event && one.listener === listener)
    if (index >= 0) listeners.splice(index, 1)
  }
  const emit = (event: string) => {
    for (const { listener } of listeners.filter((one) => one.event === event)) listener()
  }
  const isFull = () => waiting.reduce((sum, bytes) => sum + bytes, 0) > highWater
  const close = () => {
    if (isOver) return
    isOver = true
    emit('close')
    onClose()
  }
  const destroy = () => {
    if (!isOver) send({ id, kind: 'broken' })
    close()
  }

  const response = {
    sendDate: true,
    statusCode: 200,
    writableFinished: false,
    get destroyed() {
      return isOver
    },
    on: listen,
    once: listen,
    removeListener,
    setHeader(name: string, value: string | number) {
      fields[name.toLowerCase()] = String(value)
    },
    writeHead(status: number, more: Record<string, string | number> = {}) {
      response.statusCode = status
      for (const [name, value] of Object.entries(more)) response.setHeader(name, value)
    },
    flushHeaders() {
      if (isHeadSent || isOver) return
      isHeadSent = true
      if (response.sendDate) fields.date ??= new Date().toUTCString()
      send({ id, kind: 'head', status: response.statusCode, headers: fields })
    },
    write(piece: Uint8Array) {
      if (isOver) return false
      response.flushHeaders()
      waiting.push(piece.length)
      send({ id, kind: 'piece', bytes: new Uint8Array(piece) })
      return !isFull()
    },
    end(piece?: Uint8Array) {
      if (isOver) return
      response.flushHeaders()
      if (piece !== undefined && piece.length > 0) response.write(piece)
      send({ id, kind: 'end' })
      response.writableFinished = true
      close()
    },
    destroy,
    socket: { destroy, write: (_: string, callback: () => void) => callback() },
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
