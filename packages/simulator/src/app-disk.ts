import type { Disk } from './disk.js'
import { createInterceptedDisk } from './intercepted-disk.js'
import { hostPath, type PathScheme } from './path-scheme.js'
import { createProblem, type Problem } from './problem.js'

/**
 * The disk as one run of an app has it. In a test the code of a killed app may still run, and must not write into the
 * files of the next run. What was removed in the midst of a change is named as the host names it.
 */
export function createAppDisk(disk: Disk, scheme: PathScheme, isAlive: () => boolean): Disk {
  return createInterceptedDisk(disk, ({ operation, path }, make) => {
    if (!isAlive()) throw new Error(`${operation} of ${path} after the app was killed`)
    try {
      make()
    } catch (thrown) {
      const { kind, path: lost = '' } = thrown as Partial<Problem>
      if (kind !== 'missing') throw thrown
      throw createProblem('missing', { path: hostPath(scheme, lost) ?? lost })
    }
  })
}
