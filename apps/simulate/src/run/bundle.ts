import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { type BuildOptions, build, type Plugin } from 'esbuild'

/** What a source file becomes: for mutations. Paths are below the root of the repository. */
export type ChangeSource = (file: string, text: string) => string

const root = fileURLToPath(new URL('../../../../', import.meta.url))
const here = path.join(root, 'apps/simulate/src')

/** The code of the packages, changed or not. It is what mini-programs get: ECMAScript 2018. */
export function bundleLibrary(change?: ChangeSource): Promise<string> {
  const contents = `
    export { createDownloader, createDownloadFile } from '@miniferry/download-core'
    export { createPlatform as createWechatPlatform } from '@miniferry/download-wechat'
    export { createPlatform as createAlipayPlatform } from '@miniferry/download-alipay'
  `
  return bundle({
    stdin: { contents, resolveDir: here },
    format: 'iife',
    globalName: 'library',
    target: 'es2018',
    plugins: change === undefined ? [] : [changedSources(change)],
  })
}

/** The code of a thread that runs worlds: all of this but the command, and the simulator. */
export function bundleWorker(): Promise<string> {
  return bundle({
    entryPoints: [path.join(here, 'run/seed-worker.ts')],
    format: 'cjs',
    platform: 'node',
    target: 'node20',
  })
}

async function bundle(options: BuildOptions): Promise<string> {
  const { outputFiles } = await build({
    ...options,
    bundle: true,
    write: false,
    conditions: ['@miniferry/source'],
    logLevel: 'error',
  })
  return outputFiles?.[0]?.text ?? ''
}

function changedSources(change: ChangeSource): Plugin {
  return {
    name: 'changed sources',
    setup({ onLoad }) {
      onLoad({ filter: /[\\/]packages[\\/]\w+[\\/]src[\\/].*\.ts$/ }, async ({ path: file }) => {
        const name = path.relative(root, file).split(path.sep).join('/')
        return { contents: change(name, await readFile(file, 'utf8')), loader: 'ts' }
      })
    },
  }
}
