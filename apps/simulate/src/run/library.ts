import { Script } from 'node:vm'
import type { createPlatform as createAlipayPlatform } from '@miniferry/download-alipay/platform'
import type * as core from '@miniferry/download-core'
import type { createPlatform as createWechatPlatform } from '@miniferry/download-wechat/platform'

type Core = Pick<typeof core, 'createDownloader' | 'createDownloadFile' | 'createFileCache'>

/** The packages, as one launch of an app has them: with a memory of their own, and the globals that they were given. */
export interface Library extends Core {
  readonly createWechatPlatform: typeof createWechatPlatform
  readonly createAlipayPlatform: typeof createAlipayPlatform
}

/** The globals that a host promises, and what of ECMAScript's own depends on time and chance. */
export interface AppGlobals {
  readonly setTimeout: (callback: () => void, milliseconds?: number) => unknown
  readonly clearTimeout: (handle: unknown) => void
  readonly Date: { now(): number; parse(text: string): number }
  readonly Math: Math
  readonly console: { warn(message: string): void }
}

/** Starts the packages anew: nothing in memory survives the end of an app. */
export type StartLibrary = (globals: AppGlobals) => Library

/** Compiles the bundled sources once, so that starting them costs a fraction of a millisecond. */
export function loadLibrary(code: string): StartLibrary {
  const names = ['setTimeout', 'clearTimeout', 'Date', 'Math', 'console'] as const
  const script = new Script(`(function (${names.join()}) {${code}\nreturn library})`)
  const start = script.runInThisContext() as (...globals: unknown[]) => Library
  return (globals) => start(...names.map((name) => globals[name]))
}
