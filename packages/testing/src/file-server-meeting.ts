/** Requests that wait for each other, so that the server sees how many a client has under way at a time. */
export interface Meeting {
  /** Comes in, and waits until nobody has come for so many milliseconds. Resolves with how many are there. */
  arrive(quiet: number): Promise<number>
  leave(): void
}

export function createMeeting(): Meeting {
  let present = 0
  let waiting: ((present: number) => void)[] = []
  let timer: NodeJS.Timeout | undefined
  const answer = () => {
    const answered = waiting
    waiting = []
    for (const resolve of answered) resolve(present)
  }
  return {
    arrive: (quiet) => {
      present++
      clearTimeout(timer)
      timer = setTimeout(answer, quiet)
      return new Promise((resolve) => {
        waiting.push(resolve)
      })
    },
    leave: () => {
      present--
    },
  }
}
