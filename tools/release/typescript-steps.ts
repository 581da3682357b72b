import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { joinSamples } from '../../apps/docs/src/samples/join-samples.js'
import { readSamples } from '../../apps/docs/src/samples/read-samples.js'
import { root } from '../../scripts/published-packages.js'
import { type PlatformName, packageNames } from '../consumers/consumer.js'
import { runTool } from '../consumers/run-tool.js'
import { runInChild } from '../shared/run-in-child.js'
import type { Step } from '../shared/steps.js'
import { installPackages, writeFiles } from './empty-project.js'

const platforms: readonly PlatformName[] = ['wechat', 'alipay']

const settings = {
  compilerOptions: {
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    target: 'es2022',
    module: 'esnext',
    moduleResolution: 'bundler',
    // Hosts have neither a DOM nor Node.
    lib: ['es2022'],
    types: [],
    noEmit: true,
  },
  include: ['src'],
}

/** A TypeScript project with a bundler: its sources are the samples of the README, for each platform. */
export function typescriptSteps(project: string, simulator: string): Step[] {
  const samples = readmeSamples()
  return [
    {
      name: 'TypeScript project: the packages of both platforms install',
      async run() {
        await installPackages(project, Object.values(packageNames))
        return samples.length > 0 ? [] : ['README.md has no sample that is run']
      },
    },
    {
      name: `TypeScript project: ${samples.length} samples of the README compile, strictly, for each platform`,
      async run() {
        writeFiles(project, { 'tsconfig.json': JSON.stringify(settings), ...sourceFiles(samples) })
        const tsc = path.join(root, 'node_modules/typescript/bin/tsc')
        await runTool(process.execPath, [tsc, '-p', project], project)
        return []
      },
    },
    ...platforms.map((platform) => ({
      name: `TypeScript project: bundled, they run on a simulated ${platform} phone`,
      async run() {
        const bundles = await bundle(project, platform, samples.length)
        return runInChild(new URL('run-samples.ts', import.meta.url), [platform, simulator, ...bundles])
      },
    })),
  ]
}

function readmeSamples(): string[] {
  const text = readFileSync(path.join(root, 'README.md'), 'utf8')
  return joinSamples(readSamples('README.md', text))
    .filter(({ isRun }) => isRun)
    .map(({ code }) => code)
}

function sourceFiles(samples: readonly string[]): Record<string, string> {
  const files: Record<string, string> = {
    'src/hosts.d.ts': `
      declare const wx: { readonly env: { readonly USER_DATA_PATH: string } }
      declare const my: { readonly env: { readonly USER_DATA_PATH: string } }
      declare const console: { log(...values: unknown[]): void }`,
  }
  samples.forEach((code, index) => {
    files[`src/wechat-${index}.ts`] = `${code}\nexport {}\n`
    files[`src/alipay-${index}.ts`] = code
      .replaceAll(packageNames.wechat, packageNames.alipay)
      .replaceAll('wx.env', 'my.env')
      .concat('\nexport {}\n')
  })
  return files
}

/** As much of esbuild as is used. */
interface Bundler {
  build(options: object): Promise<unknown>
}

/** The bundler is the one that the preview has. */
async function bundle(project: string, platform: PlatformName, count: number): Promise<string[]> {
  const { build } = createRequire(path.join(root, 'apps/preview/package.json'))('esbuild') as Bundler
  const names = Array.from({ length: count }, (_, index) => `${platform}-${index}`)
  await build({
    entryPoints: names.map((name) => path.join(project, `src/${name}.ts`)),
    outdir: path.join(project, 'bundled'),
    outExtension: { '.js': '.mjs' },
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    target: 'es2022',
    logLevel: 'silent',
  })
  return names.map((name) => path.join(project, `bundled/${name}.mjs`))
}
