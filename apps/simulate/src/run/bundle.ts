import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { type BuildOptions, build } from 'esbuild'

const here = fileURLToPath(new URL('.', import.meta.url))

const contents = `
  export { createDownloader, createDownloadFile, createFileCache } from '@miniferry/download-core'
  export { createPlatform as createWechatPlatform } from '@miniferry/download-wechat/platform'
  export { createPlatform as createAlipayPlatform } from '@miniferry/download-alipay/platform'
`

/** The code of the packages, as mini-programs get it: ECMAScript 2018. */
export function bundleLibrary(): Promise<string> {
  const stdin = { contents, resolveDir: here }
  return bundle({ stdin, format: 'iife', globalName: 'library', target: 'es2018' })
}

/** The code of a thread that runs seeds, simulator included. */
export function bundleWorker(): Promise<string> {
  const entryPoints = [path.join(here, 'seed-worker.ts')]
  return bundle({ entryPoints, format: 'cjs', platform: 'node', target: 'node20' })
}

async function bundle(options: BuildOptions): Promise<string> {
  const conditions = ['@miniferry/source']
  const { outputFiles = [] } = await build({ ...options, bundle: true, write: false, conditions })
  return outputFiles[0]?.text ?? ''
}
