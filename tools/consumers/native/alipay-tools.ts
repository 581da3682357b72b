import { runSteps, type Step } from '../../shared/steps.js'
import { tellSteps } from './steps-in-child.js'

interface Steps {
  alipaySteps(project: string): Step[]
}

const [project = ''] = process.argv.slice(2)
const { alipaySteps } = (await import(new URL('../../alipay-check/steps.ts', import.meta.url).href)) as Steps

// The last one drives the pages of the demo.
tellSteps(await runSteps(alipaySteps(project).filter(({ name }) => !/^the pages run/.test(name))))
