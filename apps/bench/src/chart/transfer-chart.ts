import type { Transfer, TransferCell } from '../transfer-figure.js'
import { transferLinks } from '../transfer-links.js'
import { type TransferTool, transferTools } from '../transfer-tools.js'
import { svgDocument, svgLine, svgRect, svgText } from './svg.js'

const width = 880
const labels = 200
const rowHeight = 20
const barHeight = 11
/** Where bars begin, how wide they are at most, and up to which ratio they go. */
interface BarArea {
  readonly left: number
  readonly width: number
  readonly most: number
}

/** Bars of time and of bytes, a group for each link. */
export function createTransferChart(
  columns: readonly (readonly TransferCell[])[],
  fastest: readonly number[],
): string {
  const time = {
    left: labels,
    width: 340,
    most: mostOf(columns, (cell, column) => timeOf(cell, fastest[column])),
  }
  const bytes = { left: 620, width: 190, most: mostOf(columns, ({ share }) => share) }
  const content = [
    svgText(24, 34, 'Downloads over shaped links: shorter is better', { className: 'title' }),
    svgText(time.left, 58, 'time, against the fastest', { className: 'quiet' }),
    svgText(bytes.left, 58, 'bytes, against the file', { className: 'quiet' }),
  ]
  let y = 70
  for (const [index, link] of transferLinks.entries()) {
    const column = columns[index] ?? []
    y += 22
    content.push(svgText(24, y, link.title, { className: 'head' }))
    content.push(svgText(labels, y, link.detail, { className: 'quiet' }))
    y += 10
    const top = y
    const bars: string[] = []
    for (const [row, tool] of transferTools.entries()) {
      const cell = column[row]
      if (cell === undefined) continue
      bars.push(...drawRow({ tool, cell, fastest: fastest[index], time, bytes, y }))
      y += rowHeight
    }
    for (const { left, width, most } of [time, bytes]) {
      content.push(svgLine(left + width / most, top, left + width / most, y, 'mark'))
    }
    content.push(...bars)
    y += 4
  }
  return svgDocument(
    { width, height: y + 16, title: 'Time and bytes of downloads over shaped links' },
    content,
  )
}

/** The largest ratio of any tool, and at least two. */
function mostOf(
  columns: readonly (readonly TransferCell[])[],
  ratioOf: (cell: Transfer, column: number) => number,
): number {
  const ratios = columns.flatMap((cells, column) =>
    cells.map((cell) => (typeof cell === 'object' ? ratioOf(cell, column) : 0)),
  )
  return Math.max(2, ...ratios)
}

function timeOf({ isFinished, seconds }: Transfer, fastest = 1): number {
  return isFinished ? seconds / fastest : 0
}

interface Row {
  readonly tool: TransferTool
  readonly cell: Transfer | 'missing'
  readonly fastest: number | undefined
  readonly time: BarArea
  readonly bytes: BarArea
  readonly y: number
}

function drawRow({ tool, cell, fastest, time, bytes, y }: Row): string[] {
  const baseline = y + 13
  const label = svgText(labels - 10, baseline, tool.title.replace(/`/g, ''), { anchor: 'end' })
  // Beside the mark of the fastest.
  const beside = time.left + time.width / time.most + 8
  if (cell === 'missing') return [label, svgText(beside, baseline, 'not installed', { className: 'quiet' })]
  const className = tool.title.startsWith('downloader') ? 'ours' : 'other'
  const ofTime = cell.isFinished
    ? drawBar(time, timeOf(cell, fastest), className, y)
    : [svgText(beside, baseline, 'did not finish', { className: 'warning' })]
  return [label, ...ofTime, ...drawBar(bytes, cell.share, className, y)]
}

/** A bar with its value. */
function drawBar({ left, width, most }: BarArea, ratio: number, className: string, y: number): string[] {
  const length = (ratio / most) * width
  return [
    svgRect(left, y + 3, length, barHeight, className),
    svgText(left + length + 6, y + 13, `${ratio.toFixed(2)}×`),
  ]
}
