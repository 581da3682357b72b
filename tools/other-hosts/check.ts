import { startFileServer } from '../../packages/testing/src/file-server.js'
import { endWith, runAndPrint, type Step, type StepResult } from '../shared/steps.js'
import { gap, hosts, type OpenHost, openHost } from './hosts.js'
import { downloaderScenarios, type Layer, type ScenarioName, scenarios } from './scenarios.js'

/** Milliseconds; ends what hangs, and is far longer than any scenario takes. */
const deadline = 60_000

const stepsOf = (table: object, layers: readonly Layer[], opened: OpenHost): Step[] =>
  (Object.keys(table) as ScenarioName[]).flatMap((name) =>
    layers.map((layer) => ({
      name: `layer ${layer}: ${name === gap.scenario ? `${name}, which it cannot do` : name}`,
      async run() {
        const found = await inTime(opened.run(name, layer))
        if (name !== gap.scenario) return found === undefined ? [] : [found]
        return gap.says.test(found ?? '') ? [] : [found ?? 'it holds, and is no gap any more']
      },
    })),
  )

function inTime(found: Promise<string | undefined>): Promise<string | undefined> {
  let timer: NodeJS.Timeout
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(`no outcome after ${deadline / 1000} s`), deadline)
  })
  return Promise.race([found.catch(String), late]).finally(() => clearTimeout(timer))
}

console.log('The WeChat package over hosts that others wrote')
const results: StepResult[] = []
for (const host of hosts) {
  console.log(`\n${host.name}: ${host.gap}`)
  const server = await startFileServer()
  let opened: OpenHost | undefined
  const open = async (): Promise<string[]> => {
    opened = await openHost(host, server)
    return []
  }
  results.push(...(await runAndPrint([{ name: 'opens', run: open }])))
  if (opened !== undefined) {
    const steps = [...stepsOf(scenarios, [1, 2], opened), ...stepsOf(downloaderScenarios, [2], opened)]
    results.push(...(await runAndPrint(steps)))
    await opened.close()
  }
  await server.close()
}
console.log(`
Proved: what passes does so over the code of these hosts; the gap was tried, and is one.
Not proved: anything about a phone: these hosts are browsers.`)
endWith(results)
