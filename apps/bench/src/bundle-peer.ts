import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import type { Size } from './measure-sizes.js'
import type { PlatformName } from './platforms.js'

/** The words that the peers' own builds have for a platform. */
const words = {
  wechat: { mpx: 'wx', taro: 'weapp' },
  alipay: { mpx: 'ali', taro: 'alipay' },
} as const

/** Taro's switches as its own build sets them by default. */
const taroSwitches = {
  ENABLE_INNER_HTML: 'true',
  ENABLE_ADJACENT_HTML: 'false',
  ENABLE_CLONE_NODE: 'false',
  ENABLE_CONTAINS: 'false',
  ENABLE_MUTATION_OBSERVER: 'false',
  ENABLE_SIZE_APIS: 'false',
  ENABLE_TEMPLATE_CONTENT: 'false',
  'process.env.SUPPORT_TARO_POLYFILL': '"disabled"',
}

/** Bundles a file of `peers`, minified for ES2018, its package read as its own build would. */
export async function bundlePeer(
  { entry, globals }: { entry: string; globals: string | undefined },
  platform: PlatformName,
  outfile: string,
): Promise<Size> {
  const { mpx, taro } = words[platform]
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(entry)],
    outfile,
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    target: 'es2018',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    // Mpx: a file for the platform comes before the one for all.
    resolveExtensions: [`.${mpx}.js`, '.js', '.ts'],
    // uni-app: its own Vue, and a package that it imports and does not depend on.
    alias: {
      vue: fileURLToPath(import.meta.resolve('@dcloudio/uni-mp-vue')),
      '@dcloudio/uni-i18n': path.dirname(
        fileURLToPath(import.meta.resolve('@dcloudio/uni-i18n/package.json')),
      ),
    },
    inject: globals === undefined ? [] : [fileURLToPath(globals)],
    define: {
      'process.env.NODE_ENV': '"production"',
      'process.env.TARO_ENV': `"${taro}"`,
      __mpx_mode__: `"${mpx}"`,
      ...taroSwitches,
    },
  })
  const code = outputFiles[0]?.contents ?? new Uint8Array()
  await writeFile(outfile, code)
  return { minified: code.length, gzip: gzipSync(code, { level: 9 }).length }
}
