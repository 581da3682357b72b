import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/**
 * Watches how far what JavaScript holds rises, buffers included, over what it held at first. Garbage does not count, which a busy machine
 * collects later; nor does what the process has of the system, which keeps what earlier tests needed.
 */
export function watchMemory() {
  setFlagsFromString('--expose-gc')
  const collectGarbage = runInNewContext('gc') as () => void
  const read = (): number => {
    const { heapUsed, external } = process.memoryUsage()
    return heapUsed + external
  }
  collectGarbage()
  const first = read()
  let rise = 0
  return {
    /** To be called often. */
    look(): void {
      if (read() - first <= rise) return
      collectGarbage()
      rise = Math.max(rise, read() - first)
    },
    /** Bytes. */
    get rise() {
      return rise
    },
  }
}
