import { Script } from 'node:vm'
import type { createPlatform as createAlipayPlatform } from '@miniferry/download-alipay/platform'
import type { createDownloader, createDownloadFile, createFileCache } from '@miniferry/download-core'
import type { createPlatform as createWechatPlatform } from '@miniferry/download-wechat/platform'

/** The packages, as one run of an app has them: with a memory of their own, and the globals that they were given. */
export interface Library {
  readonly createDownloader: typeof createDownloader
  readonly createDownloadFile: typeof createDownloadFile
  readonly createFileCache: typeof createFileCache
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

const names: readonly (keyof AppGlobals)[] = ['setTimeout', 'clearTimeout', 'Date', 'Math', 'console']

/** Compiles the bundled sources once, so that starting them costs a fraction of a millisecond. */
export function loadLibrary(code: string): StartLibrary {
  const script = new Script(`(function (${names.join()}) {${code}\nreturn library})`, {
    filename: 'miniferry.js',
  })
  const start = script.runInThisContext() as (...globals: unknown[]) => Library
  return (globals) => start(...names.map((name) => globals[name]))
}
