import type { PhonePlan } from './draw-phone.js'
import type { Wish } from './world-plan.js'

/** Where names have a limit, each wish has a path that just keeps it. */
export function withLongNames(wishes: readonly Wish[], { knobs }: PhonePlan): Wish[] {
  const { maxNameBytes = Number.POSITIVE_INFINITY } = knobs
  return wishes.map((wish) => {
    if (maxNameBytes === Number.POSITIVE_INFINITY || wish.filePath === undefined) return wish
    const [, folder = '', name = ''] = /^(.*\/)?([^/]*)$/.exec(wish.filePath) ?? []
    return { ...wish, filePath: folder + longName(name, maxNameBytes) }
  })
}

/** The longest name that ends like this one. Chinese letters take three bytes. */
export function longName(name: string, bytes: number): string {
  const left = bytes - Buffer.byteLength(name)
  return '文'.repeat(left / 3) + 'x'.repeat(left % 3) + name
}
