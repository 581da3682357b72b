import type { FindingValue } from './device-report.js'

/** The words that stand for what JSON cannot say. */
const wordless: readonly [word: string, value: number | undefined][] = [
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['undefined', undefined],
]

export function encodeValue(value: FindingValue | undefined): FindingValue {
  const found = wordless.find(([, meant]) => Object.is(meant, value))
  return found === undefined ? (value as FindingValue) : found[0]
}

/** What a knob of the simulator is set to. */
export function decodeValue(value: FindingValue): FindingValue | undefined {
  const found = wordless.find(([word]) => word === value)
  return found === undefined ? value : found[1]
}
