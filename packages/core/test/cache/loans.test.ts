import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createLoans, type Loans } from '../../src/cache/loans.js'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

interface LoanScene {
  readonly loans: Loans
  /** Files that were let go, in order. */
  readonly released: string[]
  add(): number
  end(order: number): void
  lend(name: string): void
}

/** Downloads that begin and end, by their numbers. */
function createLoanScene(): LoanScene {
  const unfinished = new Set<number>()
  const released: string[] = []
  let newest = 0
  const loans = createLoans(
    () => newest,
    () => Math.min(...unfinished),
  )
  return {
    loans,
    released,
    add() {
      newest += 1
      unfinished.add(newest)
      return newest
    },
    end(order) {
      unfinished.delete(order)
      loans.settle()
    },
    lend: (name) => loans.lend(name, () => released.push(name)),
  }
}

const pass = (milliseconds: number): Promise<unknown> => vi.advanceTimersByTimeAsync(milliseconds)

describe('a file whose path was just given to the app', () => {
  it('is lent until the app has heard of it, where there is no other download', async () => {
    const { released, lend, add, end } = createLoanScene()
    const own = add()
    lend('a')
    end(own)
    expect(released).toEqual([])
    await pass(0)
    expect(released).toEqual(['a'])
    expect(vi.getTimerCount()).toBe(0)
  })

  it('is lent until the others have ended that were there, and a second longer', async () => {
    const { released, lend, add, end } = createLoanScene()
    const [own, other, third] = [add(), add(), add()]
    lend('a')
    end(own)
    await pass(60_000)
    end(third)
    await pass(60_000)
    expect(released).toEqual([])
    end(other)
    await pass(999)
    expect(released).toEqual([])
    await pass(1)
    expect(released).toEqual(['a'])
    expect(vi.getTimerCount()).toBe(0)
  })

  it('is lent no longer for those that begin later', async () => {
    const { released, lend, add, end } = createLoanScene()
    const [own, other] = [add(), add()]
    lend('a')
    const later = add()
    end(own)
    await pass(0)
    lend('b')
    end(other)
    await pass(1000)
    expect(released).toEqual(['a'])
    end(later)
    await pass(1000)
    expect(released).toEqual(['a', 'b'])
  })

  it('is lent a second after the others have ended, though more end in it', async () => {
    const { released, lend, add, end } = createLoanScene()
    const [own, other] = [add(), add()]
    lend('a')
    end(own)
    await pass(0)
    const later = add()
    end(other)
    await pass(900)
    end(later)
    await pass(100)
    expect(released).toEqual(['a'])
  })

  it('is lent for five minutes at most', async () => {
    const { released, lend, add } = createLoanScene()
    add()
    lend('a')
    await pass(299_999)
    expect(released).toEqual([])
    await pass(1)
    expect(released).toEqual(['a'])
    expect(vi.getTimerCount()).toBe(0)
  })

  it('is lent anew when it is handed out again, and let go once for each time', async () => {
    const { released, lend, add, end } = createLoanScene()
    const [first, other] = [add(), add()]
    lend('a')
    await pass(200_000)
    lend('a')
    expect(released).toEqual(['a'])
    end(first)
    await pass(299_999)
    expect(released).toEqual(['a'])
    end(other)
    await pass(1000)
    expect(released).toEqual(['a', 'a'])
    expect(vi.getTimerCount()).toBe(0)
  })

  it('is let go at once where the app wants that', async () => {
    const { loans, released, lend, add } = createLoanScene()
    add()
    add()
    lend('a')
    await pass(0)
    lend('b')
    loans.end()
    // The app has yet to hear of this one.
    expect(released).toEqual(['a'])
    await pass(0)
    expect(released).toEqual(['a', 'b'])
    expect(vi.getTimerCount()).toBe(0)
  })

  it('is let go on its own', async () => {
    const { released, lend, add, end } = createLoanScene()
    const [first, second] = [add(), add()]
    lend('a')
    await pass(0)
    const third = add()
    lend('b')
    await pass(0)
    end(first)
    end(second)
    await pass(1000)
    expect(released).toEqual(['a'])
    end(third)
    await pass(1000)
    expect(released).toEqual(['a', 'b'])
  })
})
