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

const root = fileURLToPath(new URL('../../../', import.meta.url))
const page = `${root}docs/bench/README.md`

/** What is said of the machine, and the figures, as an earlier run has written them. */
function readPage(): { machine: string; figures: MeasuredFigure[] } {
  const text = readFileSync(page, 'utf8')
  const sections = text.matchAll(/^## (.*)\n\n([\s\S]*?)\n\nAlone: `.* (\w+)`$/gm)
  return {
    machine: /writes this page\. (.*)/.exec(text)?.[1] ?? '',
    figures: [...sections].map(([, title = '', text = '', name = '']) => ({ name, title, text })),
  }
}

/**
 * Writes figures into the documentation, and the first ones between the marks of both READMEs.
 *
 * @param machine - what to say of the machine where all figures were measured; without it those that were not stay as they are
 */
export function writeFigures(measured: readonly MeasuredFigure[], machine?: string): void {
  const known = readPage()
  const figures =
    machine === undefined
      ? known.figures.map((figure) => measured.find(({ name }) => name === figure.name) ?? figure)
      : measured
  const said = machine ?? known.machine
  const text = [
    '# Figures',
    `Measured by one command, \`npx pnpm@10.34.8 bench -- --write\`, which writes this page. ${said}`,
    'Servers, clients and programs share that machine, over loopback. A load much above nothing means that other work was going on: then times, and what depends on them, are worse than they are.',
    ...figures.map(
      ({ name, title, text }) => `## ${title}\n\n${text}\n\nAlone: \`npx pnpm@10.34.8 bench -- ${name}\``,
    ),
  ]
  writeFileSync(page, `${text.join('\n\n')}\n`)
  const short = [
    ...figures.filter(({ name }) => first.includes(name)).map(({ title, text }) => `**${title}**\n\n${text}`),
    `${said} All figures: [docs/bench](docs/bench/README.md).`,
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
