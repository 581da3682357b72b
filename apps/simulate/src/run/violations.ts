/** The promises that hold after every step, whatever happens. */
export type Invariant =
  /** A download reports success with the server's bytes of one version. */
  | 'right bytes'
  /** `filePath` holds the old file, nothing, or the whole new one. */
  | 'whole files'
  | 'one outcome'
  /** Each failure has a cause in this world. */
  | 'failures have reasons'
  | 'limits'
  /** Nothing runs that nobody waits for: in the background, while paused, after the end. */
  | 'nothing runs for nobody'
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
  readonly invariant: Invariant
  readonly words: string
}

/** Collects what is wrong in a world. */
export interface Violations {
  readonly all: readonly Violation[]
  add(invariant: Invariant, words: string): void
  check(isRight: boolean, invariant: Invariant, words: string | (() => string)): void
}

export function createViolations(say: (words: string) => void): Violations {
  const all: Violation[] = []
  const add = (invariant: Invariant, words: string): void => {
    all.push({ invariant, words })
    say(`VIOLATION ${invariant}: ${words}`)
  }
  return {
    all,
    add,
    check(isRight, invariant, words) {
      if (!isRight) add(invariant, typeof words === 'string' ? words : words())
    },
  }
}
