import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { runBites } from '../shared/bites.js'
import { printSteps, runSteps } from '../shared/steps.js'
import { temporaryCopy, temporaryFolder } from '../shared/temporary-copy.js'
import { bites } from './bites.js'
import { runProblems } from './run-problems.js'
import { wechatSteps } from './steps.js'

const demo = fileURLToPath(new URL('../../apps/demo/dist/wechat', import.meta.url))
const project = path.resolve(process.argv[2] ?? demo)
const compiled = temporaryFolder()

console.log('The WeChat demo, by the tools of WeChat, offline')
const results = await runSteps([
  ...wechatSteps(temporaryCopy(project), compiled),
  {
    name: 'the compiled result runs and downloads over HTTP',
    run: () => runProblems(compiled),
  },
])
printSteps(results)

console.log('\nEach step is shown to bite: broken copies of the demo')
const missed = await runBites(project, bites, (copy) => wechatSteps(copy, temporaryFolder()))

const failed = results.filter(({ problems }) => problems.length > 0).length + missed
const total = results.length + bites.length
console.log(`\nchecks: ${total - failed} passed, ${failed} failed`)
// The tools keep the process alive.
process.exit(failed === 0 ? 0 : 1)
