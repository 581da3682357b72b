import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { type BuildOptions, build } from 'esbuild'

const root = fileURLToPath(new URL('../../../../', import.meta.url))
const here = path.join(root, 'apps/simulate/src')

/** The code of the packages, as mini-programs get it: ECMAScript 2018. */
export function bundleLibrary(): Promise<string> {
  const contents = `
    export { createDownloader, createDownloadFile, createFileCache } from '@miniferry/download-core'
    export { createPlatform as createWechatPlatform } from '@miniferry/download-wechat/platform'
    export { createPlatform as createAlipayPlatform } from '@miniferry/download-alipay/platform'
  `
  return bundle({
    stdin: { contents, resolveDir: here },
    format: 'iife',
    globalName: 'library',
    target: 'es2018',
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
