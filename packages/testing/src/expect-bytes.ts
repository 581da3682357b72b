import { Buffer } from 'node:buffer'
import { expect } from 'vitest'

/** `toEqual` takes seconds for what this compares at once. */
export function expectBytes(actual: Uint8Array | undefined, expected: Uint8Array): void {
  expect(actual?.length).toBe(expected.length)
  expect(Buffer.compare(actual ?? new Uint8Array(), expected)).toBe(0)
}
