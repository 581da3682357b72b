import type { Figure } from './figure.js'
import { median } from './median.js'
import { runInProcess } from './run-in-process.js'
import { against, kilobytes, microseconds } from './units.js'
import { withServer } from './with-server.js'

const counts = [100, 1000, 10_000]
/** Milliseconds in which ten thousand entries should open. */
const openTarget = 50

/** Milliseconds, and bytes. */
interface CacheCost {
  readonly open: number
  readonly bytes: number
  readonly hit: number
  readonly native: number
  readonly cached: number
  readonly size: number
}

/** What a cache costs when it is opened and hit, with few files and with many. */
export const cacheFigure: Figure = {
  name: 'cache',
  title: 'The file cache, over a simulated host',
  measure: () =>
    withServer(async (server) => {
      const costs: CacheCost[] = []
      const url = server.url('/file', { size: 10_000, header: 'Cache-Control:max-age=600' })
      for (const count of counts) costs.push(await runInProcess('cache-in-process.ts', [`${count}`, url]))
      const [some, many] = costs.slice(-2)
      const native = median(costs.map((cost) => cost.native))
      const cached = median(costs.map((cost) => cost.cached))
      return {
        rows: [
          ['entries', ...counts.map((count) => count.toLocaleString('en')), ''],
          [
            'open',
            ...costs.map((cost) => `${cost.open.toFixed(1)} ms`),
            `milliseconds: ${against(many?.open ?? Number.NaN, '≤', openTarget, 1)}`,
          ],
          [
            'heap for each',
            ...costs.map(({ bytes }, index) => `${Math.round(bytes / (counts[index] ?? 1))} B`),
            '',
          ],
          [
            'a hit',
            ...costs.map((cost) => microseconds(cost.hit * 1000)),
            `10,000 / 1,000: ${against((many?.hit ?? 0) / (some?.hit ?? 0), '≤', 2)}`,
          ],
        ],
        notes: [
          `The same file of ${kilobytes(costs[0]?.size ?? 0)} from a server on this machine: native download ${microseconds(native * 1000)}, hit ${microseconds(cached * 1000)}; hit / native ${against(cached / native, '≤', 1)}.`,
        ],
      }
    }),
}
