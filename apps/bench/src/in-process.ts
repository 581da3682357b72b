import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** Runs a script beside this file in a process of its own, and resolves with what it reports. */
export function runInProcess<Message>(script: string, args: readonly string[] = []): Promise<Message> {
  const child = fork(fileURLToPath(new URL(script, import.meta.url)), args)
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve(message as Message))
    child.once('exit', (code) => reject(new Error(`${script} ended with exit code ${code}`)))
  })
}

/** Ends such a script with its outcome. */
export function report(outcome: object): void {
  process.send?.(outcome)
  process.disconnect()
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
