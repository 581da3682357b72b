import { createHash } from 'node:crypto'
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

export type Random = ReturnType<typeof createRandom>

/** What is drawn in the course of a run. Each concern has a stream of its own, so that one more draw here changes nothing there. */
export function createRandom(seed: number, stream: string) {
  // The generator would begin alike for neighbouring seeds.
  const generator = xoroshiro128plus(createHash('md5').update(`${seed} ${stream}`).digest().readInt32LE())
  const fraction = (): number => uniformFloat64(generator)
  const integer = (least: number, most: number): number => least + Math.floor(fraction() * (most - least + 1))
  return {
    /** From 0 on, less than 1. */
    fraction,
    /** A whole number, both ends included. */
    integer,
    chance: (probability: number): boolean => fraction() < probability,
    pick<Value>(values: readonly Value[]): Value {
      if (values.length === 0) throw new Error('nothing to pick from')
      return values[integer(0, values.length - 1)] as Value
    },
  }
}
