/** What `downloadFile` needs of an `AbortSignal`. Mini-program hosts have none, so any object of this shape will do. */
export interface AbortSignalLike {
  readonly aborted: boolean
  /** Becomes the `cause` of the error. */
  readonly reason?: unknown
  addEventListener(type: 'abort', listener: () => void): void
  removeEventListener(type: 'abort', listener: () => void): void
}
