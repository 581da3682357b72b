export type FileServerState = ReturnType<typeof createFileServerState>

/** What a server has to remember from one request to the next. */
export function createFileServerState() {
  const attempts = new Map<string, { count: number; readonly first: number }>()
  return {
    /** Counts a request for this address, query included. Returns which one it is, from 1. */
    nextAttempt(address: string): number {
      const { count, first } = attempts.get(address) ?? { count: 0, first: Date.now() }
      attempts.set(address, { count: count + 1, first })
      return count + 1
    },
    /** Milliseconds since the first request for this address. */
    ageOf: (address: string): number => Date.now() - (attempts.get(address)?.first ?? Date.now()),
    /** The link of this name; it is there for as long as the server is. */
    link: byName(createLink),
    rendezvous: byName(createRendezvous),
  }
}

function byName<Value>(create: () => Value): (name: string) => Value {
  const values = new Map<string, Value>()
  return (name) => {
    const value = values.get(name) ?? create()
    values.set(name, value)
    return value
  }
}

/** A connection that several answers share and that breaks again and again. */
function createLink() {
  let carried = 0
  return {
    /**
     * Lets through what fits before the next break, and says whether that was the last byte before it. What other answers carry
     * brings the break nearer, but only the answer that reaches it is cut.
     *
     * @param every - bytes from break to break; without it the answer counts and is never cut
     */
    carry(wanted: number, every: number | undefined): { granted: number; breaks: boolean } {
      const room = every === undefined ? Number.POSITIVE_INFINITY : every - (carried % every)
      const granted = Math.min(wanted, room)
      carried += granted
      return { granted, breaks: granted === room }
    },
  }
}

/** Requests that wait for each other, so that the server sees how many a client has in flight. */
function createRendezvous() {
  let present = 0
  const waiting: ((present: number) => void)[] = []
  let timer: NodeJS.Timeout | undefined
  const answer = (): void => {
    for (const resolve of waiting.splice(0)) resolve(present)
  }
  return {
    /** Comes in, and waits until nobody has come for so many milliseconds. Resolves with how many are there. */
    arrive(quiet: number): Promise<number> {
      present++
      clearTimeout(timer)
      timer = setTimeout(answer, quiet)
      return new Promise((resolve) => {
        waiting.push(resolve)
      })
    },
    leave(): void {
      present--
    },
  }
}
