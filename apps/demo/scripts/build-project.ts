import { existsSync } from 'node:fs'
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'
import { build } from 'esbuild'
import type { PackedPackage } from './pack-packages.js'
import { wxmlToAxml } from './wxml-to-axml.js'

export type PlatformName = 'wechat' | 'alipay'

const dialects = {
  wechat: { markup: '.wxml', style: '.wxss', translate: (wxml: string) => wxml },
  alipay: { markup: '.axml', style: '.acss', translate: wxmlToAxml },
}

const demo = dirname(import.meta.dirname)

/** Makes the project that the vendor's DevTools opens as it is: no step is left to do there. */
export async function buildProject(platform: PlatformName, packed: PackedPackage): Promise<string> {
  const source = join(demo, platform)
  const target = join(demo, 'dist', platform)
  await rm(target, { recursive: true, force: true })
  await cp(source, target, { recursive: true, filter: (file) => !/\.(ts|css)$/.test(file) })
  await writeAppStyle(platform, target)
  await writeMarkup(platform, target)
  await writeScripts(source, target)
  await installPackage(target, packed)
  if (platform === 'wechat') await buildNpm(target, packed)
  return target
}

/** WXSS and ACSS are the same language. The stylesheet of the app has the colors of the platform. */
async function writeAppStyle(platform: PlatformName, target: string): Promise<void> {
  const files = ['src/styles/base.css', 'src/styles/controls.css', `${platform}/colors.css`]
  const parts = await Promise.all(files.map((file) => readText(join(demo, file))))
  await writeFile(join(target, `app${dialects[platform].style}`), parts.join('\n'))
}

/** The markup is written once, for WeChat. */
async function writeMarkup(platform: PlatformName, target: string): Promise<void> {
  const { markup, translate } = dialects[platform]
  const source = join(demo, 'src/markup')
  for (const file of await readdir(source, { recursive: true })) {
    if (extname(file) !== '.wxml') continue
    const name = basename(file, '.wxml')
    const isPage = dirname(file) === '.'
    const path = join(target, isPage ? `pages/${name}/${name}` : file.replace(/\.wxml$/, ''))
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path + markup, translate(await readText(join(source, file))))
    if (isPage) await writePageFiles(platform, name, path)
  }
}

/** What a page has besides its markup and script; WeChat's analysis misses a stylesheet where there is none. */
async function writePageFiles(platform: PlatformName, name: string, path: string): Promise<void> {
  const style = join(demo, 'src/styles', `${name}.css`)
  await writeFile(path + dialects[platform].style, existsSync(style) ? await readText(style) : '')
  await writeFile(`${path}.json`, '{ "usingComponents": {} }\n')
}

/** The app and each page become one CommonJS file each; only the npm packages are required at run time, as in any app. */
async function writeScripts(source: string, target: string): Promise<void> {
  const { pages } = JSON.parse(await readText(join(source, 'app.json'))) as { pages: string[] }
  await writeScript(source, join(target, 'app.js'), 'App', 'createDemoApp', 'demo')
  for (const page of pages) {
    const name = basename(page)
    const create = `create${name[0]?.toUpperCase()}${name.slice(1)}Page`
    await writeScript(source, join(target, `${page}.js`), 'Page', create, `${name}-page`)
  }
}

async function writeScript(
  source: string,
  outfile: string,
  define: 'App' | 'Page',
  create: string,
  module: string,
): Promise<void> {
  const contents = `
    import { ${create} } from '../src/${module}.js'
    import { demo } from './demo.js'
    ${define}(${create}(demo))`
  await build({
    stdin: { contents, resolveDir: source },
    outfile,
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

/** What `npm install` would leave: a manifest, and a real copy of the package, which needs no other one. */
async function installPackage(target: string, { name, version, directory }: PackedPackage): Promise<void> {
  const manifest = {
    name: 'miniferry-demo',
    version: '0.0.0',
    private: true,
    dependencies: { [name]: version },
  }
  await writeFile(join(target, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`)
  await cp(directory, join(target, 'node_modules', name), { recursive: true })
}

/** What DevTools' "build npm" would leave: it copies the `miniprogram` folder of the package (native-apis.md §7.1). */
async function buildNpm(target: string, { name, directory }: PackedPackage): Promise<void> {
  await cp(join(directory, 'miniprogram'), join(target, 'miniprogram_npm', name), { recursive: true })
}

function readText(file: string): Promise<string> {
  return readFile(file, 'utf8')
}
