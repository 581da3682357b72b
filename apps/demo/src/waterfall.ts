import type { TimingPhases } from './download-library.js'

export type PhaseName = keyof TimingPhases

/** A bar of the waterfall; `offset` and `width` are percent of the whole. */
export interface WaterfallBar {
  name: PhaseName
  color: string
  milliseconds: number
  offset: number
  width: number
}

/** In their order, and the colors of their bars. */
const colors: Readonly<Record<PhaseName, string>> = {
  dns: '#14b8a6',
  connect: '#f59e0b',
  tls: '#a855f7',
  wait: '#94a3b8',
  download: 'var(--accent)',
}

const order = Object.keys(colors) as PhaseName[]

/** Puts the phases one after the other. A phase that the host did not report has no bar. */
export function waterfallBars(phases: TimingPhases): WaterfallBar[] {
  const total = order.reduce((sum, name) => sum + (phases[name] ?? 0), 0)
  const bars: WaterfallBar[] = []
  let elapsed = 0
  for (const name of order) {
    const milliseconds = phases[name]
    if (milliseconds === undefined || total === 0) continue
    const [offset, width] = [(elapsed / total) * 100, (milliseconds / total) * 100]
    bars.push({ name, color: colors[name], milliseconds, offset, width })
    elapsed += milliseconds
  }
  return bars
}
