import { readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import type { CallCost } from './measure-calls.js'
import { measureMemory } from './measure-memory.js'
import { measurePackage } from './measure-sizes.js'
import { runInProcess } from './run-in-process.js'

const platforms = [
  { name: 'wechat', title: 'WeChat' },
  { name: 'alipay', title: 'Alipay' },
] as const
const bigFile = 200 * 1024 * 1024
const mebibytes = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} MiB`
const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(2)} kB`
const microseconds = (value: number): string => `${value.toFixed(1)} µs`

const rows: string[][] = [['', ...platforms.map(({ title }) => title)]]

const sizes = await Promise.all(platforms.map(({ name }) => measurePackage(`@miniferry/download-${name}`)))
rows.push(['`downloadFile` alone, gzip', ...sizes.map((size) => kilobytes(size.downloadFile.gzip))])
rows.push(['everything, gzip', ...sizes.map((size) => kilobytes(size.everything.gzip))])

const calls: CallCost[] = []
for (const { name } of platforms) calls.push(await runInProcess<CallCost>('call-in-process.ts', [name]))
rows.push(['the native call, mocked', ...calls.map((cost) => microseconds(cost.native))])
rows.push(['added by ours', ...calls.map((cost) => microseconds(cost.added))])

const memory = []
for (const { name } of platforms) memory.push(await measureMemory(name, bigFile))
rows.push([
  `resident before → peak, ${mebibytes(bigFile)} download`,
  ...memory.map((cost) => `${mebibytes(cost.before)} → ${mebibytes(cost.peak)}`),
])

const [processor] = cpus()
const machine = `Node ${process.version}, ${cpus().length} × ${processor?.model.trim()}; calls are medians of 15 runs.`
const figures = `${toMarkdown(rows)}\n\n${machine}`
process.stdout.write(`${figures}\n`)

if (process.argv.includes('--write')) {
  for (const file of ['README.md', 'README.zh-CN.md']) {
    const url = new URL(`../../../${file}`, import.meta.url)
    const made = `\n${figures} \`npx pnpm@10.34.8 bench -- --write\`\n`
    writeFileSync(
      url,
      readFileSync(url, 'utf8').replace(/(<!-- figures -->\n)[\s\S]*(<!-- \/figures -->)/, `$1${made}\n$2`),
    )
  }
}

function toMarkdown([header = [], ...body]: readonly string[][]): string {
  const widths = header.map((_, column) =>
    Math.max(...[header, ...body].map((row) => row[column]?.length ?? 0)),
  )
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  return [
    line(header),
    `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`,
    ...body.map(line),
  ].join('\n')
}
