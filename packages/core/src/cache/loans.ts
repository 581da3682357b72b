/// <reference path="../host-globals.d.ts" />

/**
 * Files whose paths the app has just been given. An app that downloads several shows them when it has all, so none of them may go for another
 * one of them: a loan lasts until all downloads have ended that were unfinished when it began, and a moment longer, but not for ever, as where
 * one of them is paused. Those that begin later do not count, so an app that always downloads something does not hold everything.
 */
export interface Loans {
  /**
   * Lends a file, or lends it anew.
   *
   * @param release - is called when the loan ends
   */
  lend(name: string, release: () => void): void
  /** A download has ended. */
  settle(): void
  /** Ends all loans, but those of which the app has not heard yet only then. */
  end(): void
}

interface Loan {
  /** The latest download that it waits for. */
  readonly until: number
  /** Whether the app has not heard of the path yet. */
  isNew: boolean
  /** Whether it waits for others than the one that it is for. */
  isLong: boolean
  timer: unknown
  end(): void
}

/** Milliseconds after the last of those downloads, in which the app shows what it has got. */
const moment = 1000

/** Milliseconds that a loan takes at most. */
const longest = 300_000

/**
 * @param newest - the number of the download that was added last
 * @param oldest - that of the first one that has not ended; `Infinity` where there is none
 */
export function createLoans(newest: () => number, oldest: () => number): Loans {
  /** By the name of the file; those that began first come first. */
  const loans = new Map<string, Loan>()
  const endAfter = (loan: Loan, delay: number): void => {
    clearTimeout(loan.timer)
    loan.timer = setTimeout(loan.end, delay)
  }
  return {
    lend(name, release) {
      loans.get(name)?.end()
      const loan: Loan = {
        until: newest(),
        isNew: true,
        isLong: false,
        // The app hears of the path, and the download has ended.
        timer: setTimeout(() => {
          if (oldest() > loan.until) {
            loan.end()
            return
          }
          loan.isNew = false
          loan.isLong = true
          endAfter(loan, longest)
        }, 0),
        end() {
          clearTimeout(loan.timer)
          loans.delete(name)
          release()
        },
      }
      loans.set(name, loan)
    },
    settle() {
      const first = oldest()
      for (const loan of loans.values()) {
        if (loan.until >= first) break
        if (!loan.isLong) continue
        loan.isLong = false
        endAfter(loan, moment)
      }
    },
    end() {
      for (const loan of loans.values()) {
        if (loan.isNew) endAfter(loan, 0)
        else loan.end()
      }
    },
  }
}
