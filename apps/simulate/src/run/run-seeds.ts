import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Violation } from './violations.js'

/** A seed whose world broke a promise, and the first one that it broke. */
export interface SeedFailure {
  readonly seed: number
  readonly violation: Violation
}

/** What a process has to do. */
export interface Share {
  /** The library, see `bundleLibrary`. */
  readonly code: string
  readonly from: number
  readonly count: number
  /** Every so many seeds one is this process's. */
  readonly step: number
  /** Whether the first failure is enough. */
  readonly stopsAtFirst: boolean
}

/** What a process says: a failure, or that it is done. */
export type Report = SeedFailure | 'done'

export interface SeedsOptions {
  readonly code: string
  readonly from: number
  readonly count: number
  readonly workers: number
  readonly stopsAtFirst?: boolean
}

const worker = fileURLToPath(new URL('seed-worker.ts', import.meta.url))

/** Runs the worlds of many seeds in several processes; resolves with the failures, in the order of their seeds. */
export async function runSeeds({
  code,
  from,
  count,
  workers,
  stopsAtFirst = false,
}: SeedsOptions): Promise<SeedFailure[]> {
  const failures: SeedFailure[] = []
  const step = Math.max(1, Math.min(workers, count))
  const shares = Array.from({ length: step }, (_, index): Share => {
    return { code, from: from + index, count: Math.ceil((count - index) / step), step, stopsAtFirst }
  })
  await Promise.all(shares.map((share) => runShare(share, (failure) => failures.push(failure))))
  return failures.sort((one, other) => one.seed - other.seed)
}

function runShare(share: Share, onFailure: (failure: SeedFailure) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = fork(worker, { execArgv: ['--conditions=@miniferry/source', '--import', 'tsx'] })
    child.on('message', (report: Report) => {
      if (report === 'done') child.kill()
      else onFailure(report)
    })
    child.on('exit', (status, signal) => {
      if (status === 0 || signal === 'SIGTERM') resolve()
      else reject(new Error(`a process of seeds ended with ${status ?? signal}`))
    })
    child.on('error', reject)
    child.send(share)
  })
}
