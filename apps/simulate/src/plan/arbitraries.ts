import { type Arbitrary, integer, record, tuple } from 'fast-check'

/** From 0 on, less than 1; shrinks to 0. */
export const share: Arbitrary<number> = integer({ min: 0, max: 999_999 }).map(
  (millionths) => millionths / 1e6,
)

/** A whole number, both ends included. */
export const whole = (min: number, max: number): Arbitrary<number> => integer({ min, max })

/** True with this probability; shrinks to `false`. */
export const chance = (probability: number): Arbitrary<boolean> =>
  share.map((drawn) => drawn >= 1 - probability)

/** A value with this probability; shrinks to `undefined`. */
export const maybe = <Value>(probability: number, values: Arbitrary<Value>): Arbitrary<Value | undefined> =>
  tuple(share, values).map(([drawn, value]) => (drawn >= 1 - probability ? value : undefined))

/** Each value with a probability that is drawn as well; shrinks to none. */
export const some = <Value>(values: readonly Value[], probability: Arbitrary<number>): Arbitrary<Value[]> =>
  tuple(probability, tuple(...values.map(() => share))).map(([most, drawn]) =>
    values.filter((_, index) => (drawn[index] ?? 0) >= 1 - most),
  )

type Optional<Fields> = {
  [Key in keyof Fields as undefined extends Fields[Key] ? Key : never]?: Exclude<Fields[Key], undefined>
}
type Required<Fields> = {
  [Key in keyof Fields as undefined extends Fields[Key] ? never : Key]: Fields[Key]
}

/** An object without the keys whose value is `undefined`. */
export function sparse<Fields extends object>(fields: { [Key in keyof Fields]: Arbitrary<Fields[Key]> }) {
  return record(fields).map((drawn) => {
    const entries = Object.entries(drawn).filter(([, value]) => value !== undefined)
    return Object.fromEntries(entries) as Optional<Fields> & Required<Fields>
  })
}

/** What a function of a scenario draws. */
export type Drawn<From extends (scenario: never) => Arbitrary<unknown>> =
  ReturnType<From> extends Arbitrary<infer Value> ? Value : never
