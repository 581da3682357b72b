import { Buffer } from 'node:buffer'
import { expect } from 'vitest'

/** `toEqual` takes seconds for what this compares at once. */
export function expectBytes(actual: Uint8Array | undefined, expected: Uint8Array): void {
  expect(actual?.length).toBe(expected.length)
  expect(isSame(actual, expected)).toBe(true)
}

export function isSame(one: Uint8Array | undefined, other: Uint8Array): boolean {
  return one !== undefined && Buffer.compare(one, other) === 0
}
