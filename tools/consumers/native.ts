import { rmSync } from 'node:fs'
import path from 'node:path'
import { minidevVerdict } from '../alipay-check/minidev.js'
import { filesIn, ownFilesIn, readText, temporaryCopy, temporaryFolder } from '../shared/files.js'
import { runInChild } from '../shared/in-child.js'
import { nativePlatforms, type PlatformName } from '../shared/native-platforms.js'
import { installLocked, npm } from '../shared/run-command.js'
import type { StepResult } from '../shared/steps.js'
import type { Consumer } from './consumer.js'

/** A native WeChat project: "build npm", then compiled as for an upload, by `miniprogram-ci`. */
export const nativeWechat: Consumer = {
  ...nativeConsumer('wechat'),
  async build(_platform, project) {
    const folder = temporaryFolder()
    // What the build before this one made.
    rmSync(path.join(project, 'miniprogram_npm'), { recursive: true, force: true })
    const results = await vendorSteps('wechat', project, folder, ['npm', 'compile'])
    const problems = results.flatMap((result) => result.problems)
    if (problems.length > 0) throw new Error(problems.join('\n'))
    return { folder, scripts: filesIn(folder).filter((file) => file.endsWith('.js')) }
  },
  vendorChecks: (project) =>
    vendorSteps('wechat', project, '', [
      'files',
      'syntax',
      'markup',
      'styles',
      'tags',
      'handlers',
      'requires',
    ]),
}

/** A native Alipay project. Its builder is not to be had offline, so it is run as it stands. */
export const nativeAlipay: Consumer = {
  ...nativeConsumer('alipay'),
  build(_platform, project) {
    const own = ownFilesIn(project, '.js')
    const entry = `node_modules/${nativePlatforms.alipay.package}/download-file.js`
    return Promise.resolve({ folder: project, scripts: [...own, ...requiredScripts(project, entry)] })
  },
  async vendorChecks(project) {
    console.log(await minidevVerdict(process.argv.includes('--minidev'), project))
    const ids = 'files configuration markup remains tags handlers styles requires syntax typings'
    return vendorSteps('alipay', project, '', ids.split(' '))
  },
}

function nativeConsumer(
  platform: PlatformName,
): Pick<Consumer, 'name' | 'platforms' | 'page' | 'renders' | 'install'> {
  const name = `native-${platform}`
  return {
    name,
    platforms: [platform],
    page: 'pages/download/download',
    renders: 'template',
    /** In a copy, and by its manifest: "build npm" goes by that. */
    async install({ tarballs }) {
      await installLocked(path.join(import.meta.dirname, `../${platform}-check`))
      const project = temporaryCopy(path.join(import.meta.dirname, name))
      const ours = tarballs[nativePlatforms[platform].package] ?? ''
      await npm(['install', '--no-package-lock', ours], project)
      return project
    },
  }
}

/** A script of a package, and those that it requires by their paths. */
function requiredScripts(project: string, script: string): string[] {
  const required = [...readText(project, script).matchAll(/\brequire\(["'](\.[^"']+)["']\)/g)]
  const paths = required.map(([, request = '']) => path.posix.join(path.posix.dirname(script), request))
  return [...new Set([script, ...paths.flatMap((found) => requiredScripts(project, found))])]
}

/** Some of the steps of the vendor's tools, which check the demo as well. */
function vendorSteps(
  platform: PlatformName,
  project: string,
  target: string,
  ids: readonly string[],
): Promise<StepResult[]> {
  const script = new URL('vendor-steps.ts', import.meta.url)
  return runInChild(script, [platform, project, target, ...ids])
}
