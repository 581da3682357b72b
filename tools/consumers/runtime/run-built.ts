import { createRequire } from 'node:module'
import path from 'node:path'
import { report } from '../../shared/run-in-child.js'
import { createHost } from './create-host.js'
import { startMiniProgram } from './mini-program.js'
import { templateDriver, treeDriver } from './page-driver.js'
import type { RunRequest } from './run-request.js'
import { scenarioProblems } from './scenarios.js'

const request = JSON.parse(process.argv[2] ?? '{}') as RunRequest

await report(async () => {
  const { platform, project, page, renders } = request
  const host = createHost(platform, createRequire(path.join(request.simulator, 'package.json')))
  const program = startMiniProgram({ platform, project, host })
  return await scenarioProblems(request.scenario, {
    openPage(url) {
      const instance = program.openPage(page, { url: encodeURIComponent(url) })
      if (renders === 'tree') return treeDriver(instance)
      const extension = platform === 'wechat' ? 'wxml' : 'axml'
      return templateDriver(instance, path.join(project, `${page}.${extension}`), platform)
    },
    readFile: (file) => host.simulate.readFile(file),
  })
})
