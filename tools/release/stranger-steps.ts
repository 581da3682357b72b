import { cpSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { readSamples } from '../../apps/docs/src/samples/read-samples.js'
import { createApp } from '../../scripts/create-app.js'
import { publishedPackages, root } from '../../scripts/published-packages.js'
import { readJson, readText, temporaryFolder, writeFiles } from '../shared/files.js'
import { runInChild } from '../shared/in-child.js'
import { nativePlatforms, type PlatformName } from '../shared/native-platforms.js'
import type { PackedPackages } from '../shared/packed-packages.js'
import { runCommand } from '../shared/run-command.js'
import type { Step } from '../shared/steps.js'
import { startPageProblems } from './start-page.js'

// Empty projects of strangers, who install our packages.

const platforms = Object.keys(nativePlatforms) as PlatformName[]

/** A project that tests a mini-program: everything is imported both ways, and the simulator's own example runs. */
export function nodeSteps({ installed }: PackedPackages): Step[] {
  return [
    {
      name: 'Node project: import, require and the files for WeChat give the same names',
      run: () => importProblems(installed),
    },
    {
      name: "Node project: the example test of the simulator's README passes in vitest",
      run: () => exampleProblems(installed),
    },
  ]
}

async function importProblems(project: string): Promise<string[]> {
  const parts = platforms.flatMap((platform) =>
    ['download-file', 'downloader', 'cache', 'platform'].map(
      (entry) => `${nativePlatforms[platform].package}/${entry}`,
    ),
  )
  const entries = [
    ...publishedPackages.map(({ name }) => name),
    ...parts,
    '@miniferry/download-simulator/node',
  ]
  writeFiles(project, {
    'imports.mjs': `
      import { existsSync } from 'node:fs'
      import { createRequire } from 'node:module'
      const require = createRequire(import.meta.url)
      const problems = []
      for (const name of ${JSON.stringify(entries)}) {
        const imported = Object.keys(await import(name)).filter((key) => key !== 'default' && key !== 'module.exports')
        if (imported.length === 0) problems.push(name + ' exports nothing')
        const [scope, folder, entry = 'index'] = name.split('/')
        const native = ['./node_modules', scope, folder, 'miniprogram', entry + '.js'].join('/')
        for (const file of existsSync(native) ? [name, native] : [name]) {
          const required = Object.keys(require(file))
          if (imported.sort().join() !== required.sort().join())
            problems.push(name + ': import gives ' + imported + ', require of ' + file + ' gives ' + required)
        }
      }
      console.log(JSON.stringify(problems))`,
  })
  return JSON.parse(await runCommand(process.execPath, ['imports.mjs'], project)) as string[]
}

async function exampleProblems(project: string): Promise<string[]> {
  const page = 'packages/simulator/README.md'
  const example = readSamples(page, readText(root, page)).find(({ code }) => code.includes("from 'vitest'"))
  if (example === undefined) return [`${page} has no test`]
  writeFiles(project, { 'example.test.ts': example.code })
  // The runner is the one of this workspace, so that it need not be installed.
  symlinkSync(path.join(root, 'node_modules/vitest'), path.join(project, 'node_modules/vitest'))
  const vitest = path.join(root, 'node_modules/vitest/vitest.mjs')
  const output = await runCommand(
    process.execPath,
    [vitest, 'run', '--reporter=json', '--root', project],
    project,
  )
  const { numPassedTests } = JSON.parse(output.slice(output.indexOf('{'))) as { numPassedTests: number }
  return numPassedTests > 0 ? [] : ['no test ran']
}

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
export function typescriptSteps({ installed }: PackedPackages): Step[] {
  const samples = readSamples('README.md', readText(root, 'README.md')).filter(({ isRun }) => isRun)
  const sources = (platform: PlatformName) =>
    samples.map(({ code }, index) => {
      const { package: name, host } = nativePlatforms[platform]
      const text = code.replaceAll(nativePlatforms.wechat.package, name).replaceAll('wx.env', `${host}.env`)
      return [`src/${platform}-${index}.ts`, `${text}\nexport {}\n`] as const
    })
  return [
    {
      name: `TypeScript project: ${samples.length} samples of the README compile, strictly, for each platform`,
      async run() {
        if (samples.length === 0) return ['README.md has no sample that is run']
        writeFiles(installed, {
          'tsconfig.json': JSON.stringify(settings),
          'src/hosts.d.ts': `
            declare const wx: { readonly env: { readonly USER_DATA_PATH: string } }
            declare const my: { readonly env: { readonly USER_DATA_PATH: string } }
            declare const console: { log(...values: unknown[]): void }`,
          ...Object.fromEntries(platforms.flatMap(sources)),
        })
        const tsc = path.join(root, 'node_modules/typescript/bin/tsc')
        await runCommand(process.execPath, [tsc, '-p', installed], installed)
        return []
      },
    },
    ...platforms.map((platform) => ({
      name: `TypeScript project: bundled, they run on a simulated ${platform} phone`,
      async run() {
        const names = sources(platform).map(([file]) => path.join(installed, file))
        const bundles = await bundle(names, path.join(installed, 'bundled'))
        return runInChild(new URL('run-on-phone.ts', import.meta.url), [platform, installed, ...bundles])
      },
    })),
  ]
}

/** The bundler is the one that the preview has. */
async function bundle(entryPoints: readonly string[], outdir: string): Promise<string[]> {
  const require = createRequire(path.join(root, 'apps/preview/package.json'))
  const { build } = require('esbuild') as { build(options: object): Promise<unknown> }
  await build({
    entryPoints,
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    target: 'es2022',
    logLevel: 'silent',
  })
  return entryPoints.map((file) => path.join(outdir, `${path.basename(file, '.ts')}.mjs`))
}

/** The example of each platform: shown on the start pages as it is, and made into an app by the function of `new-app`. */
export function startSteps(packed: PackedPackages): Step[] {
  return platforms.map((platform) => ({
    name: `the start page, ${nativePlatforms[platform].title}: from an empty folder to a file that was downloaded by a tap`,
    run: async () => [...startPageProblems(platform), ...(await startProblems(platform, packed))],
  }))
}

async function startProblems(
  platform: PlatformName,
  { tarballs, installed }: PackedPackages,
): Promise<readonly string[]> {
  const { package: name } = nativePlatforms[platform]
  const project = temporaryFolder()
  await createApp(platform, project, tarballs[name] ?? '')
  const [page = ''] = readJson<{ pages: string[] }>(project, 'app.json').pages
  // DevTools.
  const app = platform === 'wechat' ? buildNpm(project, name) : project
  const problems = await runInChild(new URL('run-on-phone.ts', import.meta.url), [
    platform,
    installed,
    app,
    page,
  ])
  const isRefused = await createApp(platform, project, '').then(
    () => false,
    () => true,
  )
  return [...problems, ...(isRefused ? [] : ['a folder with files in it was written to'])]
}

/**
 * What goes to a phone of WeChat: no `node_modules`, but what "build npm" makes of it, the `miniprogram` folder of the package
 * (native-apis.md §7.1).
 */
function buildNpm(project: string, name: string): string {
  const built = temporaryFolder()
  cpSync(project, built, { recursive: true, filter: (file) => path.basename(file) !== 'node_modules' })
  const folder = path.join(project, 'node_modules', name, 'miniprogram')
  cpSync(folder, path.join(built, 'miniprogram_npm', name), { recursive: true })
  return built
}
