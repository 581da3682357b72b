/** Everything that is left to chance in a world, drawn from its seed: the same seed, the same draws. */
export interface Random {
  /** From 0 on, less than 1. */
  fraction(): number
  /** A whole number, both ends included. */
  integer(least: number, most: number): number
  chance(probability: number): boolean
  pick<Value>(values: readonly [Value, ...Value[]] | readonly Value[]): Value
  /** Each of them with this probability. */
  some<Value>(values: readonly Value[], probability: number): Value[]
}

/**
 * Draws of one stream of a seed. Each concern has a stream of its own, so that one more draw here changes nothing there.
 */
export function createRandom(seed: number, stream: string): Random {
  const next = createGenerator(seed, stream)
  const random: Random = {
    fraction: () => next() / 0x1_0000_0000,
    integer: (least, most) => least + Math.floor(random.fraction() * (most - least + 1)),
    chance: (probability) => random.fraction() < probability,
    pick(values) {
      const value = values[random.integer(0, values.length - 1)]
      if (values.length === 0) throw new Error('nothing to pick from')
      return value as (typeof values)[number]
    },
    some: (values, probability) => values.filter(() => random.chance(probability)),
  }
  return random
}

/** Whole numbers of 32 bits: a counter, an addition and two rounds of mixing, after Marsaglia's and Doty-Humphrey's ideas. */
function createGenerator(seed: number, stream: string): () => number {
  let [a, b, c] = [seed | 0, hash(stream), 0x9e37_79b9]
  let counter = 1
  const next = (): number => {
    const sum = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    return sum >>> 0
  }
  // Until neighbouring seeds have nothing in common.
  for (let round = 0; round < 15; round += 1) next()
  return next
}

function hash(text: string): number {
  let value = 0x811c_9dc5
  for (const character of text) value = Math.imul(value ^ character.charCodeAt(0), 0x0100_0193)
  return value
}
