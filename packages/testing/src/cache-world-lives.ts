/** The lives of an app, one after the other, and what goes on in each. */
export interface Lives {
  /** What has begun in this life and not ended. */
  readonly unsettled: number
  /** Follows something that ends in this life, or never. */
  settle<Value>(work: Promise<Value>, done: (value: Value) => void, failed: (code: string) => void): void
  /** The app is dead: nothing that goes on may end any more. */
  end(): void
}

export function createLives(check: (isRight: boolean, words: string) => void): Lives {
  let life = 0
  let unsettled = 0
  return {
    get unsettled() {
      return unsettled
    },
    settle(work, done, failed) {
      const of = life
      unsettled += 1
      const leave = (tell: () => void): void => {
        check(of === life, 'something ended after the kill')
        unsettled -= 1
        tell()
      }
      work.then(
        (value) => leave(() => done(value)),
        (error) => leave(() => failed(String(error?.code ?? error))),
      )
    },
    end() {
      life += 1
      unsettled = 0
    },
  }
}
