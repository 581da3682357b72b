import type { AnswerRule, NetworkApi } from './call-answers.js'
import type { HostContext, NativeCall, RunningTask } from './host-context.js'
import type { PhoneNetwork } from './phone.js'
import { createProblem } from './problem.js'
import type { SharedKnobs } from './shared-knobs.js'

/** What a user's phone does, and what a test wants to see. The member `simulate` of both hosts. */
export interface Simulate<Host, Knobs extends SharedKnobs> {
  /** The app leaves the screen. Five seconds later the phone's background rule applies. */
  background(): void
  /** The app is back. */
  foreground(): void
  /** The phone is on another network from now on, or on none. */
  network(network: PhoneNetwork): void
  /**
   * The app is killed: its tasks die without a callback, and nothing of this host is called back any more. Should its code
   * still run, it starts and changes nothing: what is asynchronous never ends, and what is synchronous throws. Returns the
   * host of the next run, over the same disk, with the same options and knobs. May be called in the midst of a change of
   * the disk (`createWatchedDisk`).
   */
  kill(): Host
  /**
   * User and saved files can grow by this much and no more; deleting makes room. `Infinity` takes it back, and so does
   * `kill()`.
   */
  fillDisk(freeBytes: number): void
  /**
   * The host or the user removes files behind the app's back: user, saved and temporary ones. `isRemoved` is asked for each
   * file, and each folder of the user area, by its path as the host writes it; a folder goes with all that is in it.
   * Returns the paths that went. It is no step of the app (`createWatchedDisk`), and may be called in the midst of one, or
   * on the host that `kill()` returned, before the next run begins.
   */
  removeFiles(isRemoved: (path: string) => boolean): string[]
  /**
   * The next call of `downloadFile`, or of another API, fails with exactly this object, later, without any network. May be
   * called several times.
   */
  failNext(payload: object, api?: NetworkApi): void
  /** The same with a success. */
  respondNext(payload: object, api?: NetworkApi): void
  /**
   * Answers calls of `downloadFile` and `request` by a rule, which is asked for each of them. Returns the function that
   * takes the rule back.
   *
   * @example
   * ```ts
   * // Every third download fails after its transfer, in words of the test's own.
   * const failure = { errMsg: 'downloadFile:fail download fail save file fail' }
   * wx.simulate.answer(({ api, count }) =>
   *   api === 'downloadFile' && count % 3 === 0 ? () => [{ terminal: 'fail', payload: failure }] : undefined,
   * )
   * ```
   */
  answer(rule: AnswerRule): () => void
  /** The bytes at any path of the host, temporary files too; `undefined` where there is no file. */
  readFile(path: string): Uint8Array | undefined
  /** Unfinished tasks, oldest first. */
  readonly tasks: readonly SimulatedTask[]
  /** What the app called, oldest first. */
  readonly calls: readonly NativeCall[]
  /** May be changed at any time. */
  readonly knobs: Knobs
}

export type SimulatedTask = Pick<RunningTask, 'api' | 'url' | 'isQueued'>

/** The rules of a host about its phone. */
export interface PhoneRules {
  /** Whether five seconds in the background end the running tasks. */
  interrupts(): boolean
  /** Whether a switch of networks does, unless `networkSwitch` silences them. */
  failsOnSwitch(): boolean
}

export function createSimulate<Host, Knobs extends SharedKnobs>(
  context: HostContext<Knobs>,
  rules: PhoneRules,
  restart: () => Host,
): Simulate<Host, Knobs> {
  const { answers, files, knobs, phone, tasks } = context
  const cancelAll = (kind: 'interrupted' | 'offline' | 'network-changed') => {
    for (const task of [...tasks]) task.cancel(createProblem(kind))
  }
  const silenceAll = () => {
    for (const task of tasks) task.silence()
  }
  phone.on('suspend', () => {
    if (rules.interrupts()) cancelAll('interrupted')
  })
  phone.on('network', () => {
    const isLost = phone.network === 'none'
    if ((isLost ? knobs.networkLoss : knobs.networkSwitch) === 'silence') silenceAll()
    else if (isLost) cancelAll('offline')
    else if (rules.failsOnSwitch()) cancelAll('network-changed')
  })
  return {
    background: phone.background,
    foreground: phone.foreground,
    network: phone.switchNetwork,
    kill: () => {
      context.kill()
      return restart()
    },
    fillDisk: files.setFreeBytes,
    removeFiles: context.removeFiles,
    failNext: (payload, api = 'downloadFile') => answers.add(api, { terminal: 'fail', payload }),
    respondNext: (payload, api = 'downloadFile') => answers.add(api, { terminal: 'success', payload }),
    answer: answers.addRule,
    readFile: (path) => {
      try {
        return files.read(path)
      } catch {
        return undefined
      }
    },
    get tasks() {
      return context.isAlive ? [...tasks] : []
    },
    calls: context.calls,
    knobs,
  }
}
