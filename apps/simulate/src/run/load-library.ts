import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { Script } from 'node:vm'
import type { createPlatform as createAlipayPlatform } from '@miniferry/download-alipay'
import type { createDownloader, createDownloadFile } from '@miniferry/download-core'
import type { createPlatform as createWechatPlatform } from '@miniferry/download-wechat'
import { build, type Plugin } from 'esbuild'

/** The packages, as one run of an app has them: with a memory of their own, and the globals that they were given. */
export interface Library {
  readonly createDownloader: typeof createDownloader
  readonly createDownloadFile: typeof createDownloadFile
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

/** What a source file becomes: for mutations. Paths are below the root of the repository. */
export type ChangeSource = (file: string, text: string) => string

const root = fileURLToPath(new URL('../../../../', import.meta.url))

const names: readonly (keyof AppGlobals)[] = ['setTimeout', 'clearTimeout', 'Date', 'Math', 'console']

/** Bundles the sources once, so that starting them costs a fraction of a millisecond. */
export function loadLibrary(code: string): StartLibrary {
  const script = new Script(`(function (${names.join()}) {${code}\nreturn library})`, {
    filename: 'miniferry.js',
  })
  const start = script.runInThisContext() as (...globals: unknown[]) => Library
  return (globals) => start(...names.map((name) => globals[name]))
}

/** The code of the packages, changed or not. It is what mini-programs get: ECMAScript 2018. */
export async function bundleLibrary(change?: ChangeSource): Promise<string> {
  const { outputFiles } = await build({
    stdin: {
      contents: `
        export { createDownloader, createDownloadFile } from '@miniferry/download-core'
        export { createPlatform as createWechatPlatform } from '@miniferry/download-wechat'
        export { createPlatform as createAlipayPlatform } from '@miniferry/download-alipay'
      `,
      resolveDir: path.join(root, 'apps/simulate/src'),
    },
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'library',
    target: 'es2018',
    conditions: ['@miniferry/source'],
    logLevel: 'error',
    plugins: change === undefined ? [] : [changedSources(change)],
  })
  return outputFiles[0]?.text ?? ''
}

function changedSources(change: ChangeSource): Plugin {
  return {
    name: 'changed sources',
    setup({ onLoad }) {
      onLoad({ filter: /[\\/]packages[\\/]\w+[\\/]src[\\/].*\.ts$/ }, async ({ path: file }) => {
        const { readFile } = await import('node:fs/promises')
        const name = path.relative(root, file).split(path.sep).join('/')
        return { contents: change(name, await readFile(file, 'utf8')), loader: 'ts' }
      })
    },
  }
}
