import type { ChangeSource } from '../run/bundle.js'

/** One mistake in the code that some world has to notice. */
export interface Mutation {
  readonly name: string
  /** Below `packages/core/src`. */
  readonly file: string
  /** Each text, which has to be there exactly once, and what it becomes. */
  readonly changes: readonly (readonly [from: string, to: string])[]
}

/** The sources with the mistake in them. Throws where a text is not there, or more than once: the code has changed, and the mutation has to follow. */
export function applyMutation({ name, file, changes }: Mutation): ChangeSource {
  return (path, text) => {
    if (path !== `packages/core/src/${file}`) return text
    return changes.reduce((mutated, [from, to]) => {
      const count = mutated.split(from).length - 1
      if (count !== 1) throw new Error(`${name}: found ${count} times in ${file}: ${from}`)
      return mutated.replace(from, () => to)
    }, text)
  }
}
