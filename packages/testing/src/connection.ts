import type { Connection } from './file-server-exchange.js'

/** How the parts of an answer travel where there is no socket. */
export interface Carrier {
  head(status: number, headers: Readonly<Record<string, string>>): void
  /** There is room for the next one when `makeRoom` says so. */
  piece(bytes: Uint8Array<ArrayBuffer>): void
  end(): void
  broken(): void
}

/** A connection over something else than a socket. */
export function createConnection(carrier: Carrier) {
  let isOpen = true
  const listeners: ((isComplete: boolean) => void)[] = []
  let wake = (): void => undefined
  /** Goes with the first piece, or the end, as over a socket. */
  let sendHead = (): void => undefined
  const close = (isComplete = false): void => {
    if (!isOpen) return
    isOpen = false
    for (const listener of listeners) listener(isComplete)
    wake()
  }
  const write = (piece: Uint8Array): Promise<void> => {
    sendHead()
    if (!isOpen) return Promise.resolve()
    const room = new Promise<void>((resolve) => {
      wake = resolve
    })
    carrier.piece(new Uint8Array(piece))
    return room
  }
  const connection: Connection = {
    get isOpen() {
      return isOpen
    },
    head(status, headers) {
      sendHead = () => {
        sendHead = () => undefined
        if (isOpen) carrier.head(status, { date: new Date().toUTCString(), ...headers })
      }
    },
    write,
    end(piece) {
      if (piece !== undefined && piece.length > 0) void write(piece)
      sendHead()
      if (!isOpen) return
      carrier.end()
      close(true)
    },
    break() {
      if (!isOpen) return
      carrier.broken()
      close()
    },
    onClose(listener) {
      listeners.push(listener)
    },
  }
  return {
    connection,
    /** There is room for more again. */
    makeRoom: () => wake(),
    /** Nobody is there any more. */
    close: () => close(),
  }
}
