import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** A figure as it was measured, ready for a page. */
export interface MeasuredFigure {
  readonly name: string
  readonly title: string
  /** The table and the notes. */
  readonly text: string
}

/** What a reader of a README wants to know first. */
const first = ['size', 'call', 'memory']

/** Writes all figures into the documentation, and the first ones between the marks of both READMEs. */
export function writeFigures(figures: readonly MeasuredFigure[], machine: string): void {
  const root = fileURLToPath(new URL('../../../', import.meta.url))
  const page = [
    '# Figures',
    `Measured by one command, \`npx pnpm@10.34.8 bench -- --write\`, which writes this page. ${machine}`,
    'Servers, clients and programs share that machine, over loopback. A load much above nothing means that other work was going on: then times, and what depends on them, are worse than they are.',
    ...figures.map(
      ({ name, title, text }) => `## ${title}\n\n${text}\n\nAlone: \`npx pnpm@10.34.8 bench -- ${name}\``,
    ),
  ]
  writeFileSync(`${root}docs/bench/README.md`, `${page.join('\n\n')}\n`)
  const short = [
    ...figures.filter(({ name }) => first.includes(name)).map(({ title, text }) => `**${title}**\n\n${text}`),
    `${machine} All figures: [docs/bench](docs/bench/README.md).`,
  ].join('\n\n')
  for (const file of ['README.md', 'README.zh-CN.md']) {
    const text = readFileSync(root + file, 'utf8')
    const marks = /(?<=<!-- figures -->\n)[\s\S]*(?=<!-- \/figures -->)/
    writeFileSync(
      root + file,
      text.replace(marks, () => `\n${short}\n\n`),
    )
  }
}
