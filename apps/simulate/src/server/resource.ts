import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import type { ResourcePlan } from '../plan/downloads.js'

const poolSize = 0x40_0000
const largestFile = 0x10_0000
let pool: Uint8Array | undefined

/** Bytes of which no two stretches are alike, so that a mixture of two versions is neither of them. */
function getPool(): Uint8Array {
  if (pool === undefined) {
    const generator = xoroshiro128plus(1)
    pool = new Uint8Array(Uint32Array.from({ length: poolSize / 4 }, () => generator.next()).buffer)
  }
  return pool
}

/** The bytes of one version, as one user gets them. */
export function bytesOf(resource: ResourcePlan, version: number, user: string): Uint8Array {
  const { index, sizes, isPersonal } = resource
  const size = sizes[Math.min(version, sizes.length - 1)] ?? 0
  const place = (index * 67 + version) * 31 + (isPersonal ? user.length : 0)
  const offset = (place * 40_009) % (poolSize - largestFile)
  return getPool().subarray(offset, offset + size)
}

/** Whether parts of it can be told from parts of another version. */
export function isResumable({ ranges, validator, isCompressed, tellsDate, isBusy }: ResourcePlan): boolean {
  const isNamed = validator === 'etag' || validator === 'both' || (validator === 'date' && tellsDate)
  return ranges === 'yes' && isNamed && !isCompressed && !isBusy
}

export function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0
}
