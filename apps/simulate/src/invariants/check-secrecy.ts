import { inspect } from 'node:util'
import type { RunState } from '../run/run-state.js'
import { secretOfApp, secretOfHook } from '../server/signatures.js'

/** Nothing of a signature is in what the app hears: events, errors, results, warnings. */
export function checkSecrecy(state: RunState, where: string, heard: unknown): void {
  if (!isSigned(state)) return
  const text = typeof heard === 'string' ? heard : textOf(heard)
  const isShown = text.includes(secretOfHook) || text.includes(secretOfApp)
  state.check(!isShown, 'nothing of a signature is shown', () => `${where}: ${text.slice(0, 400)}`)
}

/** Nothing of what `beforeAttempt` returned is on the disk, in a path or in a file. */
export function checkWritten(state: RunState, path: string, data: Uint8Array | undefined): void {
  if (!isSigned(state) || !path.startsWith('user/')) return
  const isWritten =
    path.includes('secret') ||
    (data !== undefined && Buffer.from(data.buffer, data.byteOffset, data.length).includes(secretOfHook))
  state.check(!isWritten, 'nothing of a signature is shown', `${path} has it`)
}

function isSigned({ plan }: RunState): boolean {
  return plan.requests.some(({ address }) => address.signer !== undefined)
}

/** Errors show their message, their fields and their cause; downloads what a list needs. */
function textOf(heard: unknown): string {
  const { error } = heard as { error?: Error }
  return (
    JSON.stringify(heard) +
    (error === undefined ? '' : inspect({ ...error, message: error.message, cause: error.cause }))
  )
}
