import { rmSync } from 'node:fs'
import path from 'node:path'
import { filesIn } from '../shared/files.js'
import type { PlatformName } from '../shared/native-platforms.js'
import { unpackTarball } from '../shared/packed-packages.js'
import { installLocked, runCommand } from '../shared/run-command.js'
import type { Consumer } from './consumer.js'
import { nativeAlipay, nativeWechat } from './native.js'

interface Framework extends Pick<Consumer, 'name' | 'page' | 'renders'> {
  /** The command in `node_modules/.bin` with its arguments, and where it writes to. */
  readonly builds: Readonly<Record<PlatformName, readonly [command: string, output: string]>>
}

export const consumers: readonly Consumer[] = [
  nativeWechat,
  nativeAlipay,
  frameworkConsumer({
    name: 'mpx',
    page: 'pages/download',
    renders: 'template',
    builds: {
      wechat: ['mpx-cli-service build --targets=wx', 'dist/wx'],
      alipay: ['mpx-cli-service build --targets=ali', 'dist/ali'],
    },
  }),
  frameworkConsumer({
    name: 'taro',
    page: 'pages/download/index',
    renders: 'tree',
    builds: {
      wechat: ['taro build --type weapp', 'dist/wechat'],
      alipay: ['taro build --type alipay', 'dist/alipay'],
    },
  }),
  frameworkConsumer({
    name: 'uni-app',
    page: 'pages/download-page',
    renders: 'template',
    builds: {
      wechat: ['uni build -p mp-weixin', 'dist/build/mp-weixin'],
      alipay: ['uni build -p mp-alipay', 'dist/build/mp-alipay'],
    },
  }),
]

/** A project whose framework builds for both platforms from one source. Its folder has its name. */
function frameworkConsumer({ builds, ...framework }: Framework): Consumer {
  const folder = path.join(import.meta.dirname, framework.name)
  return {
    ...framework,
    platforms: ['wechat', 'alipay'],
    async install({ tarballs }) {
      await installLocked(folder)
      // The lockfile knows nothing of them: their content is that of this checkout. Unpacked and not installed, since npm
      // would look up every other package again.
      for (const [name, tarball] of Object.entries(tarballs)) {
        await unpackTarball(tarball, path.join(folder, 'node_modules', name))
      }
      return folder
    },
    async build(platform, project) {
      const [command, output] = builds[platform]
      const built = path.join(project, output)
      // Caches take a package of the same version for the same.
      for (const stale of [built, path.join(project, 'node_modules/.cache')]) {
        rmSync(stale, { recursive: true, force: true })
      }
      const [program = '', ...args] = command.split(' ')
      await runCommand(path.join(project, 'node_modules/.bin', program), args, project)
      return { folder: built, scripts: filesIn(built).filter((file) => file.endsWith('.js')) }
    },
  }
}
