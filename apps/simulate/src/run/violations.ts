/** The promises of the library, see docs/simulation.md. */
export type Promised =
  | 'right bytes'
  | 'whole files'
  | 'one outcome'
  | 'failures have causes'
  | 'limits'
  | 'nothing runs unneeded'
  | 'no other file is touched'
  | 'all that can finish finishes'
  | 'nothing is left behind'
  | 'bytes fetched'
  | 'retry after'
  | 'progress'
  | 'cache'
  | 'nothing of a signature is shown'
  | 'no exception escapes'

export interface Violation {
  readonly promise: Promised
  readonly words: string
}

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
