import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, extname, join, relative } from 'node:path'
import { build } from 'esbuild'
import type { PackedPackage } from './pack-packages.js'

export type PlatformName = 'wechat' | 'alipay'

const stylesheetExtension: Record<PlatformName, string> = { wechat: '.wxss', alipay: '.acss' }
const demo = dirname(import.meta.dirname)

/** Makes the project that the vendor's DevTools opens as it is: no step is left to do there. */
export async function buildProject(
  platform: PlatformName,
  packages: readonly PackedPackage[],
): Promise<string> {
  const source = join(demo, platform)
  const target = join(demo, 'dist', platform)
  await rm(target, { recursive: true, force: true })
  await copyNativeFiles(source, target)
  await copyStyles(join(target, 'styles'), stylesheetExtension[platform])
  await compileScripts(source, target)
  await installPackages(target, packages)
  if (platform === 'wechat') await buildNpm(target, packages)
  return target
}

async function copyNativeFiles(source: string, target: string): Promise<void> {
  await cp(source, target, { recursive: true, filter: (file) => !file.endsWith('.ts') })
}

async function copyStyles(target: string, extension: string): Promise<void> {
  const styles = join(demo, 'src/styles')
  await mkdir(target, { recursive: true })
  for (const file of await readdir(styles)) {
    await cp(join(styles, file), join(target, file.replace(extname(file), extension)))
  }
}

/** Each page becomes one CommonJS file; only the npm packages are required at run time, as in any app. */
async function compileScripts(source: string, target: string): Promise<void> {
  const app = JSON.parse(await readFile(join(source, 'app.json'), 'utf8')) as { pages: string[] }
  await build({
    entryPoints: ['app', ...app.pages].map((path) => join(source, `${path}.ts`)),
    outdir: target,
    outbase: source,
    bundle: true,
    external: ['@miniferry/*'],
    format: 'cjs',
    platform: 'neutral',
    target: 'es2018',
    // Chinese texts stay readable in DevTools.
    charset: 'utf8',
    logLevel: 'warning',
  })
}

/** What `npm install` would leave: a manifest, and real copies of the packages. */
async function installPackages(target: string, packages: readonly PackedPackage[]): Promise<void> {
  const dependencies = Object.fromEntries(packages.map(({ name, version }) => [name, version]))
  const manifest = { name: 'miniferry-demo', version: '0.0.0', private: true, dependencies }
  await writeFile(join(target, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`)
  for (const { name, directory } of packages) {
    await cp(directory, join(target, 'node_modules', name), { recursive: true })
  }
}

/** What DevTools' "build npm" would leave: it copies the `miniprogram` folder of each package (native-apis.md §7.1). */
async function buildNpm(target: string, packages: readonly PackedPackage[]): Promise<void> {
  for (const { name, directory } of packages) {
    await cp(join(directory, 'miniprogram'), join(target, 'miniprogram_npm', name), { recursive: true })
  }
}

/** Every file of a project outside its npm folders, for the summary. */
export async function countFiles(directory: string): Promise<number> {
  const files = await readdir(directory, { recursive: true, withFileTypes: true })
  return files.filter(
    (file) =>
      file.isFile() && !/(^|[\\/])(node_modules|miniprogram_npm)/.test(relative(directory, file.parentPath)),
  ).length
}
