import { readFileSync, writeFileSync } from 'node:fs'
import type { MeasuredFigure } from './write-page.js'

/** What a reader wants to know first; the page has the rest. */
const names = ['size', 'call', 'memory']

/** Puts the first figures in their place in both READMEs. */
export function writeFigures(figures: readonly MeasuredFigure[], machine: string): void {
  const parts = figures
    .filter(({ name }) => names.includes(name))
    .map(({ title, text }) => `**${title}**\n\n${text}`)
  const figuresOfReadme = [...parts, `${machine} All figures: [docs/bench](docs/bench/README.md).`].join(
    '\n\n',
  )
  for (const file of ['README.md', 'README.zh-CN.md']) {
    const url = new URL(`../../../${file}`, import.meta.url)
    writeFileSync(
      url,
      readFileSync(url, 'utf8').replace(
        /(<!-- figures -->\n)[\s\S]*(<!-- \/figures -->)/,
        (_, begin: string, end: string) => `${begin}\n${figuresOfReadme}\n\n${end}`,
      ),
    )
  }
}
