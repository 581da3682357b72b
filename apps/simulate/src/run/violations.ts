/** The promises that hold after every step, whatever happens. */
export type Promised =
  /** A download reports success with the server's bytes of one version. */
  | 'right bytes'
  /** `filePath` holds the old file, nothing, or the whole new one. */
  | 'whole files'
  | 'one outcome'
  /** Each failure has a cause in this run. */
  | 'failures have causes'
  | 'limits'
  /** No transfer in the background, while paused, after the end. */
  | 'nothing runs unneeded'
  | 'no other file is touched'
  | 'all that can finish finishes'
  | 'nothing is left behind'
  /** At most the file, and one segment for each failure. */
  | 'bytes fetched'
  /** A server that says when to come back is not asked earlier. */
  | 'retry after'
  | 'progress'
  | 'cache'
  | 'no exception escapes'

export interface Violation {
  readonly promise: Promised
  readonly words: string
}

export type Violations = ReturnType<typeof createViolations>

/** Collects what is wrong in a run. */
export function createViolations(trace: (words: string) => void) {
  const all: Violation[] = []
  const add = (promise: Promised, words: string): void => {
    all.push({ promise, words })
    trace(`VIOLATION ${promise}: ${words}`)
  }
  return {
    all: all as readonly Violation[],
    add,
    check(isRight: boolean, promise: Promised, words: string | (() => string)): void {
      if (!isRight) add(promise, typeof words === 'string' ? words : words())
    },
  }
}
