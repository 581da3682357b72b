import { startFileServer } from '../../packages/testing/src/file-server.js'
import { gap, hosts, openHost } from './hosts.js'
import { downloaderScenarios, type Layer, type ScenarioName, scenarios } from './scenarios.js'

type Verdict = 'pass' | 'gap' | 'FAIL'

interface Row {
  readonly name: ScenarioName
  readonly layer: Layer
  /** One for each host. */
  readonly verdicts: Verdict[]
}

/** Milliseconds; ends what hangs, and is far longer than any scenario takes. */
const deadline = 60_000

const rowsOf = (table: object, layers: readonly Layer[]): Row[] =>
  (Object.keys(table) as ScenarioName[]).flatMap((name) =>
    layers.map((layer) => ({ name, layer, verdicts: [] })),
  )

const rows = [...rowsOf(scenarios, [1, 2]), ...rowsOf(downloaderScenarios, [2])]
const failures: string[] = []

for (const host of hosts) {
  const server = await startFileServer()
  const opened = await openHost(host, server).catch((error: unknown) => {
    failures.push(`${host.name}: nothing is proved. ${error}`)
  })
  for (const { name, layer, verdicts } of rows) {
    const found = opened && (await inTime(opened.run(name, layer)))
    const isGap = name === gap.scenario
    const isGood = isGap ? gap.says.test(found ?? '') : found === undefined
    if (opened && isGood) verdicts.push(isGap ? 'gap' : 'pass')
    else verdicts.push('FAIL')
    if (opened && !isGood)
      failures.push(`${host.name}, layer ${layer}, ${name}: ${found ?? 'holds, and is no gap any more'}`)
  }
  await opened?.close()
  await server.close()
}

function inTime(found: Promise<string | undefined>): Promise<string | undefined> {
  let timer: NodeJS.Timeout
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(`no outcome after ${deadline / 1000} s`), deadline)
  })
  return Promise.race([found.catch(String), late]).finally(() => clearTimeout(timer))
}

function printRow(title: string, cells: readonly string[]): void {
  console.log([title.padEnd(50), ...cells.map((cell) => cell.padEnd(20))].join('  ').trimEnd())
}

printRow(
  'The WeChat package over hosts that others wrote',
  hosts.map(({ name }) => name),
)
for (const { name, layer, verdicts } of rows) printRow(`layer ${layer}  ${name}`, verdicts)
console.log(`\nThe gap "${gap.scenario}"`)
for (const host of hosts) console.log(`${host.name}: ${host.gap}`)
if (failures.length > 0) console.log(`\nFailures\n${failures.join('\n')}`)

const verdicts = rows.flatMap((row) => row.verdicts)
const failed = verdicts.filter((verdict) => verdict === 'FAIL').length
console.log(`
Proved: what passes does so over the code of these hosts; each gap was tried, and is one.
Not proved: anything about a phone: these hosts are browsers.

checks: ${verdicts.length - failed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
