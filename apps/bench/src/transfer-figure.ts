import { createTransferChart } from './chart/transfer-chart.js'
import type { Figure } from './figure.js'
import { median } from './median.js'
import { type TransferLink, transferLinks } from './transfer-links.js'
import { type TransferTool, transferTools } from './transfer-tools.js'
import { seconds } from './units.js'
import { bytesSent, withServer } from './with-server.js'

/** What one tool needs on one link, in medians. */
export interface Transfer {
  readonly seconds: number
  readonly isFinished: boolean
  /** Bytes that the server sent, for each byte of the file. */
  readonly share: number
}

/** `'missing'` where the tool is not installed; `undefined` where there is nothing to measure. */
export type TransferCell = Transfer | 'missing' | undefined

/** What tools need on links, beside each other. */
export const transferFigure: Figure = {
  name: 'transfer',
  title: 'Shaped links on loopback: time / bytes',
  async measure() {
    const columns: TransferCell[][] = []
    for (const link of transferLinks) columns.push(await measureLink(link))
    const fastest = columns.map(fastestOf)
    const cells = transferTools.map((_, row) =>
      columns.map((column, index) => describe(column[row], fastest[index] ?? 0)),
    )
    return {
      rows: [
        ['', ...transferLinks.map(({ title }) => title)],
        ...transferTools.map(({ title }, row) => [title, ...(cells[row] ?? [])]),
        ['the fastest', ...fastest.map(seconds)],
      ],
      notes: [
        transferLinks
          .map(({ title, detail }) => `${title}: ${detail}`)
          .join('. ')
          .concat('.'),
        'Time against the fastest that finished, bytes against the size of the file. The programs include the start of their processes. The downloader fetches a file in segments, so that a long delay counts for each. Where the link is lossy the downloader waits before each retry, a random part of a second; `curl` and `aria2c` go on at once, but the retries of `curl` itself begin at zero.',
        missingTools(columns),
      ].filter((note) => note !== ''),
      chart: {
        file: 'transfer.svg',
        alternative: 'Time and bytes of each tool on each link, as in the table below',
        svg: createTransferChart(columns, fastest),
      },
    }
  },
}

/** All tools on one link: in turn, so that all see the same machine. */
async function measureLink(link: TransferLink): Promise<TransferCell[]> {
  const runs: Transfer[][] = transferTools.map(() => [])
  const missing = new Set<TransferTool>()
  for (let run = 0; run < link.runs; run += 1) {
    for (const [row, tool] of transferTools.entries()) {
      const before = runs[row]?.at(-1)
      // What never finishes is told by one run.
      if (missing.has(tool) || before?.isFinished === false || (tool.isForBreaks && !link.breaks)) continue
      const transfer = await measureTransfer(link, tool)
      if (transfer === undefined) missing.add(tool)
      else runs[row]?.push(transfer)
    }
  }
  return transferTools.map((tool, row) => {
    if (missing.has(tool)) return 'missing'
    const measured = runs[row] ?? []
    if (measured.length === 0) return undefined
    return {
      seconds: median(measured.map((transfer) => transfer.seconds)),
      share: median(measured.map(({ share }) => share)),
      isFinished: measured.every(({ isFinished }) => isFinished),
    }
  })
}

function measureTransfer({ query, size }: TransferLink, tool: TransferTool): Promise<Transfer | undefined> {
  return withServer(async (server) => {
    const fetched = await tool.fetch(server.url('/file', { size, ...query }), size)
    return fetched && { ...fetched, share: bytesSent(server) / size }
  })
}

function fastestOf(column: readonly TransferCell[]): number {
  const times = column.map((cell) =>
    typeof cell === 'object' && cell.isFinished ? cell.seconds : Number.POSITIVE_INFINITY,
  )
  return Math.min(...times)
}

function describe(cell: TransferCell, fastest: number): string {
  if (cell === undefined) return '–'
  if (cell === 'missing') return 'MISSING'
  const time = cell.isFinished ? (cell.seconds / fastest).toFixed(2) : 'NOT finished'
  return `${time} / ${cell.share.toFixed(2)}`
}

function missingTools(columns: readonly (readonly TransferCell[])[]): string {
  const names = transferTools
    .filter((_, row) => columns.some((column) => column[row] === 'missing'))
    .map(({ debianPackage }) => debianPackage)
  if (names.length === 0) return ''
  return `MISSING is not installed, and not compared: \`apt-get install ${[...new Set(names)].join(' ')}\`.`
}
