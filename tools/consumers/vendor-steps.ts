import { report } from '../shared/in-child.js'
import { runSteps, type Step } from '../shared/steps.js'

type Steps = Readonly<Record<string, (project: string, target: string) => Readonly<Record<string, Step>>>>

const [platform = '', project = '', target = '', ...ids] = process.argv.slice(2)
// Not known before: its tools have a `node_modules` of their own, and their own types.
const steps = (await import(`../${platform}-check/steps.ts`)) as Steps
const all = steps[`${platform}Steps`]?.(project, target)
report(
  await runSteps(
    ids.map((id) => {
      const step = all?.[id]
      if (step === undefined) throw new Error(`no step is called "${id}"`)
      return step
    }),
  ),
)
