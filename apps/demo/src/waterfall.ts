import type { TimingPhases } from './download-library.js'

export type PhaseName = keyof TimingPhases

/** A bar of the waterfall; `offset` and `width` are percent of the whole. */
export interface WaterfallBar {
  name: PhaseName
  milliseconds: number
  offset: number
  width: number
}

const order: readonly PhaseName[] = ['dns', 'connect', 'tls', 'wait', 'download']

/** Puts the phases one after the other. A phase that the host did not report has no bar. */
export function waterfallBars(phases: TimingPhases): WaterfallBar[] {
  const total = order.reduce((sum, name) => sum + (phases[name] ?? 0), 0)
  const bars: WaterfallBar[] = []
  let elapsed = 0
  for (const name of order) {
    const milliseconds = phases[name]
    if (milliseconds === undefined || total === 0) continue
    bars.push({ name, milliseconds, offset: (elapsed / total) * 100, width: (milliseconds / total) * 100 })
    elapsed += milliseconds
  }
  return bars
}
