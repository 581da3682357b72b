import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** Runs a script beside this file in a process of its own, and resolves with the one message that it sends. */
export function runInProcess<Message>(script: string, args: readonly string[]): Promise<Message> {
  const child = fork(fileURLToPath(new URL(script, import.meta.url)), args)
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve(message as Message))
    child.once('exit', (code) => reject(new Error(`${script} ended with exit code ${code}`)))
  })
}
