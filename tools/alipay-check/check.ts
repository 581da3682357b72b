import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { runBites } from '../shared/bites.js'
import { printSteps, runSteps } from '../shared/steps.js'
import { temporaryCopy } from '../shared/temporary-copy.js'
import { bites } from './bites.js'
import { minidevVerdict } from './minidev.js'
import { alipaySteps } from './steps.js'

const demo = fileURLToPath(new URL('../../apps/demo/dist/alipay', import.meta.url))
const given = process.argv.slice(2).find((argument) => !argument.startsWith('-'))
const project = path.resolve(given ?? demo)
const copy = temporaryCopy(project)

// It mostly waits for the network, beside all else.
const verdict = minidevVerdict(temporaryCopy(project), process.argv.includes('--minidev'))

console.log('The Alipay demo, by all that can be had without the network of Alipay')
const results = await runSteps(alipaySteps(copy))
printSteps(results)

console.log('\nEach step is shown to bite: broken copies of the demo')
const missed = await runBites(project, bites, alipaySteps)

console.log(`\n${await verdict}`)
console.log(`
Proved: the files, the markup, the styles and the scripts are well formed; every handler, require and use of \`my\`
exists; the pages run and download real bytes, on our simulated host.
Not proved: that Alipay's own compiler builds the project, and how the pages look and behave inside Alipay.`)

const failed = results.filter(({ problems }) => problems.length > 0).length + missed
const total = results.length + bites.length
console.log(`\nchecks: ${total - failed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
