// `bench` measures everything, `bench kill call` the figures of these names; `--write` puts all of them in the READMEs.
import { cpus } from 'node:os'
import { breakFigure } from './break-figure.js'
import { callFigure } from './call-figure.js'
import { killFigure } from './kill-figure.js'
import { toMarkdown } from './markdown.js'
import { memoryFigure } from './memory-figure.js'
import { parallelFigure } from './parallel-figure.js'
import { queueFigure } from './queue-figure.js'
import { sizeFigure } from './size-figure.js'
import { writeFigures } from './write-figures.js'

const figures = [sizeFigure, callFigure, memoryFigure, breakFigure, parallelFigure, killFigure, queueFigure]
const args = process.argv.slice(2).filter((arg) => arg !== '--')
const names = args.filter((arg) => arg !== '--write')
const isWrite = args.includes('--write')

const unknown = names.filter((name) => !figures.some((figure) => figure.name === name))
if (unknown.length > 0 || (isWrite && names.length > 0)) {
  const known = figures.map(({ name }) => name).join(', ')
  const problem = unknown.length > 0 ? `no figure ${unknown.join(', ')}` : '--write writes all figures'
  process.stderr.write(`${problem}; the figures are ${known}\n`)
  process.exit(1)
}

const parts: string[] = []
for (const { name, title, measure } of figures) {
  if (names.length > 0 && !names.includes(name)) continue
  const { rows, notes = [] } = await measure()
  const part = [`**${title}** (\`${name}\`)`, toMarkdown(rows), ...notes].join('\n\n')
  process.stdout.write(`${part}\n\n`)
  parts.push(part)
}
const [processor] = cpus()
const machine = `Node ${process.version}, ${cpus().length} × ${processor?.model.trim()}.`
process.stdout.write(`${machine}\n`)
if (isWrite) writeFigures([...parts, machine].join('\n\n'))
