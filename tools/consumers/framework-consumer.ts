import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { filesIn } from '../shared/project-files.js'
import type { Consumer, PlatformName } from './consumer.js'
import { installLocked } from './install-locked.js'
import { runTool } from './run-tool.js'

export interface FrameworkOptions {
  /** The folder beside this file as well. */
  readonly name: string
  readonly page: string
  readonly renders: Consumer['renders']
  /** The command in `node_modules/.bin` with its arguments, and where it writes to. */
  readonly builds: Readonly<Record<PlatformName, { readonly command: string; readonly output: string }>>
}

/** A project whose framework builds for both platforms from one source. */
export function frameworkConsumer({ name, page, renders, builds }: FrameworkOptions): Consumer {
  const folder = fileURLToPath(new URL(name, import.meta.url))
  return {
    name,
    platforms: ['wechat', 'alipay'],
    page,
    renders,
    async install({ tarballs }) {
      await installLocked(folder)
      // The lockfile knows nothing of them: their content is that of this checkout. Unpacked and not installed, since npm
      // would look up every other package again.
      for (const [name, tarball] of Object.entries(tarballs)) {
        const target = path.join(folder, 'node_modules/@miniferry', `download-${name}`)
        rmSync(target, { recursive: true, force: true })
        mkdirSync(target, { recursive: true })
        await runTool('tar', ['-xzf', tarball, '-C', target, '--strip-components=1'], folder)
      }
      return folder
    },
    async build(platform, project) {
      const { command, output } = builds[platform]
      const built = path.join(project, output)
      // Caches take a package of the same version for the same.
      for (const stale of [built, path.join(project, 'node_modules/.cache')]) {
        rmSync(stale, { recursive: true, force: true })
      }
      const [program = '', ...args] = command.split(' ')
      await runTool(path.join(project, 'node_modules/.bin', program), args, project)
      return { folder: built, scripts: filesIn(built).filter((file) => file.endsWith('.js')) }
    },
  }
}
