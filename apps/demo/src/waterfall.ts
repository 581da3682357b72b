import type { TimingPhases } from './download-library.js'

export type PhaseName = keyof TimingPhases

/** In their order, and the colors of their bars. */
const colors: Readonly<Record<PhaseName, string>> = {
  dns: '#14b8a6',
  connect: '#f59e0b',
  tls: '#a855f7',
  wait: '#94a3b8',
  download: 'var(--accent)',
}

const order = Object.keys(colors) as PhaseName[]

/** Puts the phases one after the other, in percent of the whole. A phase that the host did not report has no bar. */
export function waterfallBars(phases: TimingPhases) {
  const total = order.reduce((sum, name) => sum + (phases[name] ?? 0), 0)
  let elapsed = 0
  return order
    .filter((name) => phases[name] !== undefined && total > 0)
    .map((name) => {
      const milliseconds = phases[name] ?? 0
      const offset = (elapsed / total) * 100
      elapsed += milliseconds
      return { name, color: colors[name], milliseconds, offset, width: (milliseconds / total) * 100 }
    })
}
