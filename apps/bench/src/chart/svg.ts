/** A picture of its own: it brings its background, so that it is readable on any page, and follows the reader's dark mode. */
export function svgDocument(
  { width, height, title }: { width: number; height: number; title: string },
  content: readonly string[],
): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `<title>${escapeText(title)}</title>`,
    `<style>${style}</style>`,
    `<rect class="page" x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="10"/>`,
    ...content,
    '</svg>\n',
  ].join('\n')
}

/** Colours by what they mean, so that a chart names no colour. */
const style = `
text { font: 12px system-ui, -apple-system, 'Segoe UI', sans-serif; fill: #1f2937; }
.page { fill: #ffffff; stroke: #e5e7eb; }
.title { font-size: 15px; font-weight: 600; }
.head { font-weight: 600; }
.quiet { fill: #6b7280; }
.grid { stroke: #e5e7eb; }
.mark { stroke: #9ca3af; stroke-dasharray: 3 3; }
.outage { fill: #fee2e2; }
.warning { fill: #b91c1c; }
.ours { fill: #2563eb; }
.other { fill: #9ca3af; }
.line { fill: none; stroke-width: 2; stroke-linejoin: round; }
.line.ours { stroke: #2563eb; }
.line.other { stroke: #d97706; }
.line.third { stroke: #6b7280; stroke-dasharray: 5 3; }
@media (prefers-color-scheme: dark) {
text { fill: #e5e7eb; }
.page { fill: #111827; stroke: #374151; }
.quiet { fill: #9ca3af; }
.grid { stroke: #374151; }
.mark { stroke: #6b7280; }
.outage { fill: #33191f; }
.warning { fill: #fca5a5; }
.ours { fill: #60a5fa; }
.other { fill: #6b7280; }
.line { fill: none; }
.line.ours { stroke: #60a5fa; }
.line.other { stroke: #fbbf24; }
.line.third { stroke: #9ca3af; }
}
`

export interface TextOptions {
  readonly className?: string
  readonly anchor?: 'start' | 'middle' | 'end'
}

export function svgText(x: number, y: number, words: string, options: TextOptions = {}): string {
  const { className = '', anchor = 'start' } = options
  return `<text x="${round(x)}" y="${round(y)}" class="${className}" text-anchor="${anchor}">${escapeText(words)}</text>`
}

export function svgRect(x: number, y: number, width: number, height: number, className: string): string {
  return `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" class="${className}"/>`
}

export function svgLine(x1: number, y1: number, x2: number, y2: number, className: string): string {
  return `<line x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}" class="${className}"/>`
}

/** A line through points. */
export function svgPath(points: readonly (readonly [x: number, y: number])[], className: string): string {
  const steps = points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${round(x)} ${round(y)}`)
  return `<path d="${steps.join('')}" class="${className}"/>`
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}

function escapeText(words: string): string {
  return words.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
}
