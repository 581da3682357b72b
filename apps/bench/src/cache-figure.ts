import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { against, type Figure, median, microseconds } from './figure.js'
import { runInProcess } from './in-process.js'
import { withServer } from './with-server.js'

const counts = [1000, 10_000]

/** Milliseconds; bytes on the heap. */
export interface CacheCost {
  readonly open: number
  readonly bytes: number
  /** A file that the cache has, among all. */
  readonly hit: number
  /** Another file, of a server on this machine: natively, and from the cache. */
  readonly native: number
  readonly cached: number
}

/** What a cache costs when it is opened and hit, with few files and with many. */
export const cacheFigure: Figure = {
  name: 'cache',
  title: 'The file cache, over a simulated host',
  measure: () =>
    withServer(async (server) => {
      const url = server.url('/file', { size: 10_000, header: 'Cache-Control:max-age=600' })
      const costs: CacheCost[] = []
      for (const count of counts) {
        const file = path.join(mkdtempSync(path.join(tmpdir(), 'filled-cache-')), 'disk.json')
        await runInProcess('cache-fill-in-process.ts', [`${count}`, file])
        costs.push(await runInProcess('cache-in-process.ts', [`${count}`, url, file]))
        rmSync(path.dirname(file), { recursive: true })
      }
      const [few, many] = costs
      const native = median(costs.map((cost) => cost.native))
      const cached = median(costs.map((cost) => cost.cached))
      return {
        rows: [
          ['entries', ...counts.map((count) => count.toLocaleString('en')), ''],
          ['open', ...costs.map(({ open }) => `${open.toFixed(1)} ms`), against(many?.open ?? 0, '≤', 50, 1)],
          [
            'heap for each',
            ...costs.map(({ bytes }, at) => `${Math.round(bytes / (counts[at] ?? 1))} B`),
            '',
          ],
          [
            'a hit',
            ...costs.map(({ hit }) => microseconds(hit * 1000)),
            `of many / of few: ${against((many?.hit ?? 0) / (few?.hit ?? 0), '≤', 2)}`,
          ],
        ],
        notes: [
          `10 kB from a server on this machine: native download ${microseconds(native * 1000)}, hit ${microseconds(cached * 1000)}; hit / native ${against(cached / native, '≤', 1)}.`,
        ],
      }
    }),
}
