import { filesIn } from '../../shared/project-files.js'
import { temporaryFolder } from '../../shared/temporary-copy.js'
import type { Consumer } from '../consumer.js'
import { installNativeProject, installVendorTools } from './native-project.js'
import { stepsInChild } from './steps-in-child.js'

const tools = new URL('wechat-tools.ts', import.meta.url)

/** A native WeChat project: "build npm", then compiled as for an upload, by `miniprogram-ci`. */
export const nativeWechat: Consumer = {
  name: 'native-wechat',
  platforms: ['wechat'],
  page: 'pages/download/download',
  renders: 'template',
  async install(packed) {
    await installVendorTools('wechat-check')
    return installNativeProject('wechat', packed)
  },
  async build(_platform, project) {
    const folder = temporaryFolder()
    const problems = (await stepsInChild(tools, ['build', project, folder])).flatMap((step) => step.problems)
    if (problems.length > 0) throw new Error(problems.join('\n'))
    return { folder, scripts: filesIn(folder).filter((file) => file.endsWith('.js')) }
  },
  vendorChecks: (project) => stepsInChild(tools, ['check', project]),
}
