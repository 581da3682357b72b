import { rmSync } from 'node:fs'
import path from 'node:path'
import { filesIn } from '../shared/files.js'
import type { PlatformName } from '../shared/native-platforms.js'
import { type PackedPackages, unpackTarball } from '../shared/packed-packages.js'
import { installLocked, runCommand } from '../shared/run-command.js'
import type { BuiltProject } from './our-code.js'

/**
 * A project that uses our packages as a stranger would: from tarballs, with the build of its framework, for both platforms from one source. Its folder
 * has its name.
 */
export interface Consumer {
  readonly name: string
  /** Path of the page that downloads, without extension. */
  readonly page: string
  /** How that page gets on the screen: by a template of its own, or as one tree of data (Taro). */
  readonly renders: 'template' | 'tree'
  /** The command in `node_modules/.bin` with its arguments, and where it writes to. */
  readonly builds: Readonly<Record<PlatformName, readonly [command: string, output: string]>>
}

export const consumers: readonly Consumer[] = [
  {
    name: 'mpx',
    page: 'pages/download',
    renders: 'template',
    builds: {
      wechat: ['mpx-cli-service build --targets=wx', 'dist/wx'],
      alipay: ['mpx-cli-service build --targets=ali', 'dist/ali'],
    },
  },
  {
    name: 'taro',
    page: 'pages/download/index',
    renders: 'tree',
    builds: {
      wechat: ['taro build --type weapp', 'dist/wechat'],
      alipay: ['taro build --type alipay', 'dist/alipay'],
    },
  },
  {
    name: 'uni-app',
    page: 'pages/download-page',
    renders: 'template',
    builds: {
      wechat: ['uni build -p mp-weixin', 'dist/build/mp-weixin'],
      alipay: ['uni build -p mp-alipay', 'dist/build/mp-alipay'],
    },
  },
]

/** Installs everything, and returns the folder whose `node_modules` has our packages. */
export async function installConsumer({ name }: Consumer, { tarballs }: PackedPackages): Promise<string> {
  const folder = path.join(import.meta.dirname, name)
  await installLocked(folder)
  // The lockfile knows nothing of them: their content is that of this checkout. Unpacked and not installed, since npm
  // would look up every other package again.
  for (const [packageName, tarball] of Object.entries(tarballs)) {
    await unpackTarball(tarball, path.join(folder, 'node_modules', packageName))
  }
  return folder
}

/** Runs the real build. Throws where it fails. */
export async function buildConsumer(
  { builds }: Consumer,
  platform: PlatformName,
  project: string,
): Promise<BuiltProject> {
  const [command, output] = builds[platform]
  const folder = path.join(project, output)
  // Caches take a package of the same version for the same.
  for (const stale of [folder, path.join(project, 'node_modules/.cache')]) {
    rmSync(stale, { recursive: true, force: true })
  }
  const [program = '', ...args] = command.split(' ')
  await runCommand(path.join(project, 'node_modules/.bin', program), args, project)
  return { folder, scripts: filesIn(folder).filter((file) => file.endsWith('.js')) }
}
