import type { TransferCell } from '../transfer-figure.js'
import { transferLinks } from '../transfer-links.js'
import { type TransferTool, transferTools } from '../transfer-tools.js'
import { svgDocument, svgLine, svgRect, svgText } from './svg.js'

const width = 880
const labels = 200
const rowHeight = 20
const barHeight = 11
/** Where the bars of time and of bytes begin, how wide they are at most, and up to which ratio they go. */
const time = { left: labels, width: 340, most: 6 }
const bytes = { left: 620, width: 190, most: 3 }

/** Bars of time and of bytes, a group for each link. */
export function createTransferChart(
  columns: readonly (readonly TransferCell[])[],
  fastest: readonly number[],
): string {
  const content = [
    svgText(24, 34, 'Downloads over shaped links', { className: 'title' }),
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
      bars.push(...drawRow(tool, cell, fastest[index] ?? 1, y))
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

function drawRow(
  tool: TransferTool,
  cell: Exclude<TransferCell, undefined>,
  fastest: number,
  y: number,
): string[] {
  const baseline = y + 13
  const label = svgText(labels - 10, baseline, tool.title.replace(/`/g, ''), { anchor: 'end' })
  if (cell === 'missing') {
    return [label, svgText(time.left + 4, baseline, 'not installed', { className: 'quiet' })]
  }
  const className = tool.title.startsWith('downloader') ? 'ours' : 'other'
  const ofTime = cell.isFinished
    ? drawBar(time, cell.seconds / fastest, className, y)
    : [svgText(time.left + 4, baseline, 'did not finish', { className: 'warning' })]
  return [label, ...ofTime, ...drawBar(bytes, cell.share, className, y)]
}

/** A bar with its value; one that is too long ends at the edge, and the value tells. */
function drawBar(area: typeof time, ratio: number, className: string, y: number): string[] {
  const length = (Math.min(ratio, area.most) / area.most) * area.width
  return [
    svgRect(area.left, y + 3, length, barHeight, className),
    svgText(area.left + length + 6, y + 13, `${ratio.toFixed(2)}×`),
  ]
}
