import { outage, type StampedeReport, stampedeCrowds, stampedeRules } from '../stampede-cases.js'
import { svgDocument, svgLine, svgPath, svgRect, svgText } from './svg.js'

const width = 880
const height = 400
const plot = { top: 112, width: 356, height: 236 }
/** Where the plot of each crowd begins. */
const lefts = [70, 490]
const seconds = 95
const most = 160_000

/** By rule; what is not here is in the table only. */
const lines = [
  { rule: 3, className: 'line other' },
  { rule: 2, className: 'line third' },
  { rule: 0, className: 'line ours' },
] as const

/** Requests in each second, a plot for each crowd and a line for each rule. */
export function createStampedeChart({ clients, stampedes }: StampedeReport): string {
  const title = `Requests per second of ${clients.toLocaleString('en')} clients whose server fails for a minute`
  const content = [svgText(24, 34, title, { className: 'title' })]
  let x = 24
  for (const { rule, className } of [...lines].reverse()) {
    const words = stampedeRules[rule]?.title ?? ''
    content.push(svgLine(x, 56, x + 24, 56, className), svgText(x + 30, 60, words))
    x += 30 + words.length * 6.4 + 24
  }
  for (const [crowd, { title: words }] of stampedeCrowds.entries()) {
    const left = lefts[crowd] ?? 0
    content.push(...drawFrame(left, `clients come ${words}`))
    for (const { rule, className } of lines) {
      const perSecond = stampedes[rule]?.[crowd]?.perSecond ?? []
      content.push(svgPath(pointsOf(perSecond, left), className))
    }
  }
  return svgDocument({ width, height, title }, content)
}

function drawFrame(left: number, words: string): string[] {
  const bottom = plot.top + plot.height
  const back = left + widthOf(outage / 1000)
  const parts = [
    svgText(left, plot.top - 22, words, { className: 'head' }),
    svgRect(left, plot.top, back - left, plot.height, 'outage'),
    svgText((left + back) / 2, plot.top - 5, 'the server fails', { className: 'quiet', anchor: 'middle' }),
    svgText((left + plot.width + back) / 2, plot.top - 5, 'it is back', {
      className: 'quiet',
      anchor: 'middle',
    }),
  ]
  for (let value = 0; value <= most; value += 50_000) {
    const y = bottom - heightOf(value)
    parts.push(
      svgLine(left, y, left + plot.width, y, 'grid'),
      svgText(left - 8, y + 4, value.toLocaleString('en'), { className: 'quiet', anchor: 'end' }),
    )
  }
  for (let second = 0; second <= seconds; second += 15) {
    const x = left + widthOf(second)
    parts.push(svgText(x, bottom + 18, `${second} s`, { className: 'quiet', anchor: 'middle' }))
  }
  return parts
}

/** The number of a second is drawn at its middle. */
function pointsOf(perSecond: readonly number[], left: number): [number, number][] {
  const bottom = plot.top + plot.height
  return Array.from({ length: seconds }, (_, second) => [
    left + widthOf(second + 0.5),
    bottom - heightOf(Math.min(most, perSecond[second] ?? 0)),
  ])
}

function widthOf(second: number): number {
  return (second / seconds) * plot.width
}

function heightOf(value: number): number {
  return (value / most) * plot.height
}
