import { createHash } from 'node:crypto'
import { createSum } from '../plan/draw-configs.js'

/** Hexadecimal digits of a digest that the hosts compute, or of `sum`, which only the app can. */
export function digestOf(algorithm: string, bytes: Uint8Array): string {
  if (algorithm !== 'sum') return createHash(algorithm).update(bytes).digest('hex')
  const sum = createSum()
  sum.update(bytes)
  return Buffer.from(sum.digest()).toString('hex')
}
