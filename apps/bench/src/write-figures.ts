import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { markdownTable } from 'markdown-table'

/** A figure as it was measured, ready for a page. */
export interface MeasuredFigure {
  readonly name: string
  readonly title: string
  /** The table and the notes. */
  readonly text: string
}

/** What a reader of a README wants to know first: what each part costs an app, and a call. */
const readmes = {
  'README.md': ['', 'a native WeChat app pays', 'a bundle, minified / gzip', 'a call adds, WeChat / Alipay'],
  'README.zh-CN.md': ['', '微信原生项目', '打包后，压缩 / gzip', '每次调用增加，微信 / 支付宝'],
}

const root = fileURLToPath(new URL('../../../', import.meta.url))
const page = `${root}docs/bench/README.md`

/** The figures as an earlier run has written them. */
function readPage(): MeasuredFigure[] {
  const text = readFileSync(page, 'utf8')
  const sections = text.matchAll(/^## (.*)\n\n([\s\S]*?)\n\nAlone: `.* (\w+)`$/gm)
  return [...sections].map(([, title = '', text = '', name = '']) => ({ name, title, text }))
}

/**
 * Writes figures into the documentation, and the first ones between the marks of both READMEs. Those that were not measured stay as they are.
 *
 * @param names - of all that there are
 */
export function writeFigures(
  measured: readonly MeasuredFigure[],
  names: readonly string[],
  machine: string,
): void {
  const all = [...measured, ...readPage()]
  const figures = names.flatMap((name) => all.find((figure) => figure.name === name) ?? [])
  const text = [
    '# Figures',
    `Measured by one command, \`npx pnpm@10.34.8 bench -- --write\`, which writes this page. ${machine}`,
    'Servers, clients and programs share that machine, over loopback. A load much above nothing means that other work was going on: then times, and what depends on them, are worse than they are.',
    ...figures.map(
      ({ name, title, text }) => `## ${title}\n\n${text}\n\nAlone: \`npx pnpm@10.34.8 bench -- ${name}\``,
    ),
  ]
  writeFileSync(page, `${text.join('\n\n')}\n`)
  for (const [file, header] of Object.entries(readmes)) {
    const text = readFileSync(root + file, 'utf8')
    const marks = /(?<=<!-- figures -->\n)[\s\S]*(?=<!-- \/figures -->)/
    writeFileSync(
      root + file,
      text.replace(marks, () => `\n${shortTable(figures, header)}\n\n`),
    )
  }
}

/** What is said, and where it is in the tables: what a native app pays, a bundle, and a call. */
const parts = [
  ['`downloadFile`', '`/download-file`', '`downloadFile`', 'added by `downloadFile`'],
  ['`createDownloader`', '`/downloader`', '`createDownloader`', 'added by the downloader'],
  ['+ `createFileCache`', '`/downloader` and `/cache`', '`createDownloader` and `createFileCache`', ''],
] as const

/** Sizes are WeChat's: Alipay's bundles are within a hundredth of them. */
function shortTable(figures: readonly MeasuredFigure[], header: readonly string[]): string {
  const lines = figures.flatMap(({ text }) => text.split('\n'))
  const cells = (row: string): string[] => {
    const found = lines.find((line) => line.startsWith(`| ${row} `))
    if (found === undefined) throw new Error(`docs/bench has no figure "${row}"`)
    const [, , wechat = '', alipay = ''] = found.split('|')
    return [wechat, alipay].map((value) => value.replace(/ \(target.*| µs/, '').trim())
  }
  return markdownTable([
    header,
    ...parts.map(([name, native, bundled, call]) => [
      name,
      cells(native)[0],
      cells(bundled)[0],
      call && `${cells(call).join(' / ')} µs`,
    ]),
  ])
}
