import { createCallAnswers, type NetworkApi } from './call-answers.js'
import type { Clock } from './clock.js'
import { globalClock } from './clock.js'
import type { Disk } from './disk.js'
import { type FetchLike, globalFetch } from './fetch-like.js'
import { createAppDisk, unwatchedDisk } from './intercepted-disk.js'
import { createKeyValueStorage, type KeyValueLimits } from './key-value-storage.js'
import { createMemoryDisk } from './memory-disk.js'
import type { PathScheme } from './path-scheme.js'
import { removeFiles } from './path-scheme.js'
import { createPhone } from './phone.js'
import type { Problem } from './problem.js'
import type { SharedKnobs } from './shared-knobs.js'
import { createTaskAdmission } from './task-admission.js'
import { createVirtualFileSystem } from './virtual-file-system.js'

export type HostContext<Knobs extends SharedKnobs = SharedKnobs> = ReturnType<typeof createHostContext<Knobs>>

export interface NativeCall {
  /** `'downloadFile'`, `'DownloadTask.abort'`, `'FileSystemManager.stat'`, … */
  readonly api: string
  /** A shallow copy of what was passed; bytes of files are left out, to keep no large buffers. */
  readonly options: Readonly<Record<string, unknown>>
}

export interface RunningTask {
  readonly api: NetworkApi
  readonly url: string
  readonly isQueued: boolean
  cancel(problem: Problem): void
  /** Nothing comes of it any more, until the app aborts it. */
  silence(): void
  drop(): void
}

/** The options that both hosts have in common. */
export interface SharedHostOptions {
  /** How bytes are fetched. Default: the environment's `fetch`, looked up at each call. */
  fetch?: FetchLike
  /** Where files and storage are kept. Default: a new memory disk. */
  disk?: Disk
  /** Default: the environment's timers, looked up at each call, so that fake timers work. */
  clock?: Clock
  /** The domains of the app's list, `https://example.com` or `example.com`. */
  downloadDomains?: readonly string[]
  /**
   * Whether HTTPS and the domain list are enforced. Default `true` when `downloadDomains` is given, else `false`, as in the
   * developer tools with the check switched off.
   */
  urlCheck?: boolean
  /** Default `'wxsimulator000000'` on WeChat, `'2021000000000000'` on Alipay. */
  appId?: string
}

export interface HostContextOptions<Knobs extends SharedKnobs> extends SharedHostOptions {
  knobs: Knobs
  scheme: PathScheme
  storageLimits: KeyValueLimits
}

/** What both hosts run on. */
export function createHostContext<Knobs extends SharedKnobs>(options: HostContextOptions<Knobs>) {
  const { clock = globalClock, fetch = globalFetch, disk = createMemoryDisk(), knobs } = options
  const { scheme, storageLimits } = options
  let isAlive = true
  const ownDisk = createAppDisk(disk, scheme, () => isAlive)
  const files = createVirtualFileSystem({
    disk: ownDisk,
    scheme,
    limits: () => ({ fileBytes: knobs.maxFileBytes, totalBytes: knobs.maxTotalBytes }),
    clearTemporaryFiles: knobs.temporaryFilesAtRestart === 'vanish',
    maxNameBytes: () => knobs.maxNameBytes,
  })
  const phone = createPhone(clock)
  const tasks = new Set<RunningTask>()
  const admission = createTaskAdmission(knobs)
  return {
    clock,
    fetch,
    /** As it was given, for the host of the next run. */
    disk,
    files,
    storage: createKeyValueStorage(ownDisk, storageLimits),
    phone,
    /** May be changed at any time. */
    knobs,
    calls: [] as NativeCall[],
    tasks,
    answers: createCallAnswers(knobs),
    admission,
    /** Calls back later, unless the app was killed meanwhile. */
    deliver: (callback: () => void) =>
      queueMicrotask(() => {
        if (isAlive) callback()
      }),
    /** See `simulate.removeFiles`. */
    removeFiles: (isRemoved: (path: string) => boolean): string[] => {
      if (!isAlive) throw new Error('the app was killed: ask the host of its next run')
      const removed = removeFiles(unwatchedDisk(disk), scheme, isRemoved)
      files.recount()
      return removed
    },
    get isAlive() {
      return isAlive
    },
    /** Tasks die without a word; nothing is called back, started or written any more. */
    kill: () => {
      phone.turnOff()
      admission.close()
      for (const task of [...tasks]) task.drop()
      tasks.clear()
      // Only now: dropped downloads have just thrown their files away.
      isAlive = false
    },
  }
}

/** Notes a call for `simulate.calls`. */
export function logCall(context: HostContext, api: string, options: unknown): void {
  const copy: Record<string, unknown> = { ...(options as object) }
  if (api.startsWith('FileSystemManager.')) {
    if (typeof copy.data !== 'string') delete copy.data
    // They hold what they were given: the bytes of a file, say.
    for (const callback of ['success', 'fail', 'complete']) delete copy[callback]
  }
  delete copy.arrayBuffer
  context.calls.push({ api, options: copy })
}
