import { mkdirSync, writeFileSync } from 'node:fs'
import type { Chart } from './figure.js'

/** A figure as it was measured, ready for the page. */
export interface MeasuredFigure {
  readonly name: string
  readonly title: string
  /** The table and the notes. */
  readonly text: string
  readonly chart?: Chart | undefined
}

const folder = new URL('../../../docs/bench/', import.meta.url)

/** Writes all figures and their charts into the documentation. */
export function writePage(figures: readonly MeasuredFigure[], machine: string): void {
  mkdirSync(folder, { recursive: true })
  const sections = figures.map(({ name, title, text, chart }) => {
    const picture = chart === undefined ? [] : [`![${chart.alternative}](${chart.file})`]
    return [`## ${title}`, ...picture, text, `Alone: \`npx pnpm@10.34.8 bench -- ${name}\``].join('\n\n')
  })
  const head = [
    '# Figures',
    `Measured by one command, \`npx pnpm@10.34.8 bench -- --write\`, which writes this page. ${machine}`,
    'Servers, clients and programs share that machine, over loopback. A load much above nothing means that other work was going on: then times, and what depends on them, are worse than they are.',
  ]
  writeFileSync(new URL('README.md', folder), `${[...head, ...sections].join('\n\n')}\n`)
  for (const { chart } of figures) {
    if (chart !== undefined) writeFileSync(new URL(chart.file, folder), chart.svg)
  }
}
