import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { runBites } from '../shared/bites.js'
import { printSteps, runSteps } from '../shared/steps.js'
import { temporaryCopy, temporaryFolder } from '../shared/temporary-copy.js'
import { bites } from './bites.js'
import { wechatSteps } from './steps.js'

const demo = fileURLToPath(new URL('../../apps/demo/dist/wechat', import.meta.url))
const project = path.resolve(process.argv[2] ?? demo)

console.log('The WeChat demo, by the tools of WeChat, offline')
const results = await runSteps(wechatSteps(temporaryCopy(project), temporaryFolder()))
printSteps(results)

console.log('\nEach step is shown to bite: broken copies of the demo')
const missed = await runBites(project, bites, (copy) => wechatSteps(copy, temporaryFolder()))

console.log(`
Proved: WeChat's own tools build the npm packages, compile the project and find nothing wrong; what they made runs on
WeChat's component engine and downloads real bytes, on our simulated host.
Not proved: how the app looks and behaves inside WeChat on a phone.`)

const failed = results.filter(({ problems }) => problems.length > 0).length + missed
const total = results.length + bites.length
console.log(`\nchecks: ${total - failed} passed, ${failed} failed`)
// The tools keep the process alive.
process.exit(failed === 0 ? 0 : 1)
