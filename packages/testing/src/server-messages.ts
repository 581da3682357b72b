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
