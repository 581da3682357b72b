/** What passes between a source that may say anything at any time and those who want to hear one outcome. */
export interface Settlement {
  /** A report that passes as long as nothing is settled. */
  before<Value>(report: (value: Value) => void): (value: Value) => void
  /** A report that settles: it passes if it is the first one, and nothing passes after it. */
  settle<Value>(report: (value: Value) => void): (value: Value) => void
}

/** Makes the reports of one attempt end with its first outcome. */
export function createSettlement(): Settlement {
  let settled = false
  const before: Settlement['before'] = (report) => (value) => {
    if (!settled) report(value)
  }
  return {
    before,
    settle: (report) =>
      before((value) => {
        settled = true
        try {
          report(value)
        } catch (exception) {
          // Nobody heard of it: a payload could not be read, and another outcome has to come.
          settled = false
          throw exception
        }
      }),
  }
}
