import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Rolldown, UserConfig } from 'tsdown'

type Plugin = Rolldown.Plugin

const shared: UserConfig = {
  entry: ['src/index.ts'],
  platform: 'neutral',
  target: 'es2018',
  tsconfig: 'tsconfig.json',
  // WeChat's packer skips `.cjs`: CommonJS has to be called `.js`.
  fixedExtension: false,
  report: false,
}

/** How core is built, which is in the packages for apps already: for those who add a platform. */
export function corePackage(): UserConfig {
  return { ...shared, outDir: 'dist', format: ['esm', 'cjs'], dts: true }
}

/** What an app may import by itself: native packers copy whole files, and drop nothing that is in one. */
const entries = ['download-file', 'downloader', 'cache', 'platform']

/**
 * How the packages for apps are built, with core in them. `dist` is for bundlers; `miniprogram` for WeChat's "build npm", which copies that folder
 * as it is, so nothing but code may be in it. Alipay looks for a file where the import says, so there is one for each entry beside `dist`.
 */
export function appPackage(): UserConfig[] {
  const bundled: UserConfig = {
    ...shared,
    entry: Object.fromEntries(['index', ...entries].map((name) => [name, `src/${name}.ts`])),
    deps: { alwaysBundle: ['@miniferry/download-core'] },
    // From its sources: what one entry alone needs of it is then in no file of another one.
    inputOptions: { resolve: { conditionNames: ['@miniferry/source'] } },
    plugins: [plainExports],
    outputOptions: { generatedCode: { symbols: false } },
  }
  return [
    {
      ...bundled,
      outDir: 'dist',
      format: ['esm', 'cjs'],
      dts: { resolver: 'tsc' },
      hooks: { 'build:done': ({ options }) => writeEntries(options.cwd) },
    },
    {
      ...bundled,
      outDir: 'miniprogram',
      format: 'cjs',
      dts: false,
      minify: true,
      inputOptions: {
        ...bundled.inputOptions,
        ...withoutComments.inputOptions,
        // An entry that others need is not split in two.
        preserveEntrySignatures: 'allow-extension',
      },
      outputOptions: {
        ...bundled.outputOptions,
        comments: false,
        chunkFileNames: 'chunks/[name].js',
        // With what they import. A cache is given to a downloader, so whoever pays for the one pays for the other.
        codeSplitting: {
          groups: [
            {
              name: 'download-file',
              test: /src\/(download-platform|download-file\/(download-file|task|transfer))\.ts$/,
              priority: 2,
            },
            { name: 'downloader', test: /core\/src\/(downloader|resume)\//, priority: 1 },
          ],
        },
      },
    },
  ]
}

/**
 * Chunks export by getters, of 70 bytes for each name: 5 kB in all. They are for names that change after they were exported, and for chunks in a
 * circle; here are none.
 */
const plainExports: Plugin = {
  name: 'plain-exports',
  renderChunk(code, _chunk, { format }) {
    if (format !== 'cjs') return null
    const getter =
      /Object\.defineProperty\(exports, (['"])(\w+)\1, \{\s*enumerable: true,\s*get: function ?\(\) \{\s*return ([\w$]+);\s*\}\s*\}\)/g
    return { code: code.replace(getter, 'exports.$2 = $3') }
  },
}

async function writeEntries(folder: string): Promise<void> {
  for (const name of entries) {
    await writeFile(path.join(folder, `${name}.js`), `module.exports = require('./dist/${name}.js')\n`)
    await writeFile(path.join(folder, `${name}.d.ts`), `export * from './dist/${name}.js'\n`)
  }
}

const withoutComments: Pick<UserConfig, 'inputOptions' | 'outputOptions'> = {
  // The `//#region` marks.
  inputOptions: { experimental: { attachDebugInfo: 'none' } },
  outputOptions: { comments: false },
}
