import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { readReport } from '../src/device-report/read-report.js'
import { docs, recordReport, storedReports, writePages } from './device-report/report-store.js'
import { reportSummary } from './device-report/report-summary.js'

const help = `Reads what the page "Device report" of the demo has copied.

  pnpm device-report <file.json>          the knobs of a simulated host that behaves so, and what is new in it
  pnpm device-report <file.json> --write  records it in docs/device-reports and docs/host-behaviour.md as well
  pnpm device-report --write              writes docs/host-behaviour.md anew from what is recorded
`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { write: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
})
// pnpm passes on the `--` that parts its own options from ours.
const [file] = positionals.filter((argument) => argument !== '--')

try {
  if (values.help || (file === undefined && !values.write)) process.stdout.write(help)
  else if (file === undefined) writePages(docs)
  else readFile(file)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}

function readFile(name: string): void {
  // Where the command was called, whatever folder pnpm runs it in.
  const report = readReport(readFileSync(path.resolve(process.env.INIT_CWD ?? '.', name), 'utf8'))
  process.stdout.write(`${reportSummary(report, storedReports(docs))}\n`)
  if (values.write) process.stdout.write(`\nrecorded in docs/device-reports/${recordReport(docs, report)}\n`)
}
