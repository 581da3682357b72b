/** A line that several answers share and that breaks again and again. */
export interface BreakingLink {
  /** Lets through what fits before the next break, and says whether that was the last byte before it. */
  take(wanted: number): { granted: number; breaks: boolean }
}

/** How many bytes a line has carried, over all answers that were sent on it. */
export interface LinkLoad {
  carried: number
}

/**
 * One answer's end of the line. What other answers carry brings the break nearer, but only the answer that reaches it is cut.
 *
 * @param every - bytes from break to break; without it the answer counts and is never cut
 */
export function createBreakingLink(load: LinkLoad, every: number | undefined): BreakingLink {
  return {
    take: (wanted) => {
      const room = every === undefined ? Infinity : every - (load.carried % every)
      const granted = Math.min(wanted, room)
      load.carried += granted
      return { granted, breaks: granted === room }
    },
  }
}
