import { readFileSync } from 'node:fs'
import path from 'node:path'
import { minidevVerdict } from '../../alipay-check/minidev.js'
import { ownFilesIn } from '../../shared/project-files.js'
import type { Consumer } from '../consumer.js'
import { packageNames } from '../consumer.js'
import { installNativeProject, installVendorTools } from './native-project.js'
import { stepsInChild } from './steps-in-child.js'

/** A native Alipay project. Its builder is not to be had offline, so it is run as it stands. */
export const nativeAlipay: Consumer = {
  name: 'native-alipay',
  platforms: ['alipay'],
  page: 'pages/download/download',
  renders: 'template',
  async install(packed) {
    await installVendorTools('alipay-check')
    return installNativeProject('alipay', packed)
  },
  build(_platform, project) {
    const own = ownFilesIn(project).filter((file) => file.endsWith('.js'))
    const packages = [packageNames.alipay, '@miniferry/download-core'].map((name) => {
      const folder = path.join('node_modules', name)
      const { main } = JSON.parse(readFileSync(path.join(project, folder, 'package.json'), 'utf8'))
      return path.join(folder, String(main))
    })
    return Promise.resolve({ folder: project, scripts: [...own, ...packages] })
  },
  vendorChecks: (project) => stepsInChild(new URL('alipay-tools.ts', import.meta.url), [project]),
  vendorNote: (project) => minidevVerdict(project, process.argv.includes('--minidev')),
}
