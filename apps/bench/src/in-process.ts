import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { runInChild } from '../../../tools/shared/in-child.js'

export { report } from '../../../tools/shared/in-child.js'

/** Runs a script beside this file in a process of its own, and resolves with what it reports. */
export function runInProcess<Message>(script: string, args: readonly string[] = []): Promise<Message> {
  return runInChild(new URL(script, import.meta.url), args)
}

/** Bytes on the heap of this process that are in use. */
export function usedHeap(): number {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
  return process.memoryUsage().heapUsed
}

/** Milliseconds. */
export async function timeOf(work: () => unknown): Promise<number> {
  const start = performance.now()
  const pending = work()
  // Not waited for where there is nothing to wait for: that takes longer than some of what is measured.
  if (pending instanceof Promise) await pending
  return performance.now() - start
}
