import type { Figure } from './figure.js'
import type { CallCost } from './measure-calls.js'
import { platforms } from './platforms.js'
import { runInProcess } from './run-in-process.js'
import { against, microseconds } from './units.js'

/** What a call costs where the host answers at once. */
export const callFigure: Figure = {
  name: 'call',
  title: 'One call, over a mocked host that answers at once',
  async measure() {
    const calls: CallCost[] = []
    for (const { name } of platforms) calls.push(await runInProcess<CallCost>('call-in-process.ts', [name]))
    return {
      rows: [
        ['', ...platforms.map(({ title }) => title)],
        ['the native call', ...calls.map((cost) => microseconds(cost.native))],
        ['added by `downloadFile`', ...calls.map((cost) => microseconds(cost.added))],
        ['added by the downloader, µs', ...calls.map((cost) => against(cost.addedByManager, '≤', 15, 1))],
      ],
      notes: ['Medians of 15 runs.'],
    }
  },
}
