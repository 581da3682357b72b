// `bench` measures everything, `bench kill call` the figures of these names; `--write` puts them in `docs/bench`, the shortest in the READMEs as
// well, and leaves the others as they are there.
import { cpus, loadavg } from 'node:os'
import { markdownTable } from 'markdown-table'
import { breakFigure } from './break-figure.js'
import { cacheFigure } from './cache-figure.js'
import { callFigure } from './call-figure.js'
import { killFigure } from './kill-figure.js'
import { memoryFigure } from './memory-figure.js'
import { queueFigure } from './queue-figure.js'
import { sizeFigure } from './size-figure.js'
import { stampedeFigure } from './stampede-figure.js'
import { transferFigure } from './transfer-figure.js'
import { type MeasuredFigure, writeFigures } from './write-figures.js'

const figures = [
  sizeFigure,
  callFigure,
  memoryFigure,
  transferFigure,
  breakFigure,
  killFigure,
  queueFigure,
  cacheFigure,
  stampedeFigure,
]
const args = process.argv.slice(2).filter((arg) => arg !== '--')
const names = args.filter((arg) => arg !== '--write')
const isWrite = args.includes('--write')

const unknown = names.filter((name) => !figures.some((figure) => figure.name === name))
if (unknown.length > 0) {
  const known = figures.map(({ name }) => name).join(', ')
  process.stderr.write(`no figure ${unknown.join(', ')}; the figures are ${known}\n`)
  process.exit(1)
}

const start = performance.now()
const measured: MeasuredFigure[] = []
for (const { name, title, measure } of figures) {
  if (names.length > 0 && !names.includes(name)) continue
  const [load = 0] = loadavg()
  const { rows, notes = [] } = await measure()
  const text = [markdownTable(rows), ...notes, `Load ${load.toFixed(1)} when it began.`].join('\n\n')
  process.stdout.write(`**${title}** (\`${name}\`)\n\n${text}\n\n`)
  measured.push({ name, title, text })
}
const [processor] = cpus()
const minutes = ((performance.now() - start) / 60_000).toFixed(1)
const machine = `Node ${process.version}, ${cpus().length} × ${processor?.model.trim()}.`
process.stdout.write(`${machine} ${minutes} minutes.\n`)
if (isWrite) {
  writeFigures(
    measured,
    figures.map(({ name }) => name),
    machine,
  )
}
