import type { Figure } from './figure.js'
import { median } from './median.js'
import { runInProcess } from './run-in-process.js'
import { against } from './units.js'

const counts = [100, 1000, 10_000, 100_000]
/** Of each count; the longest queue is too long for more than one. */
const runs = [5, 3, 3, 1]
/** How much more one of many may cost: caches and the collector, and the logarithm of a heap. */
const linear = 2

/** Milliseconds for the whole queue, bytes for each download in it, and attempts that begin although nothing may. */
interface QueueCost {
  readonly add: number
  readonly list: number
  readonly finish: number
  readonly pause: number
  readonly resume: number
  readonly abort: number
  readonly bytes: number
  readonly startsOfPause: number
  readonly startsOfAbort: number
}

/** What a long queue costs, and that twice the downloads cost twice as much. */
export const queueFigure: Figure = {
  name: 'queue',
  title: 'Many downloads in one queue, over a host that answers at once',
  async measure() {
    const costs: QueueCost[][] = []
    for (const [index, count] of counts.entries()) {
      const ofCount: QueueCost[] = []
      for (let run = 0; run < (runs[index] ?? 1); run += 1) {
        ofCount.push(await runInProcess<QueueCost>('queue-in-process.ts', [`${count}`]))
      }
      costs.push(ofCount)
    }
    const values = (key: keyof QueueCost): number[] =>
      costs.map((ofCount) => median(ofCount.map((cost) => cost[key])))
    const perItem = (key: keyof QueueCost): number[] =>
      values(key).map((value, index) => value / (counts[index] ?? 1))
    const growth = (key: keyof QueueCost): string => {
      const [some = 0, many = 0] = perItem(key).slice(-2)
      return against(many / some, '≤', linear)
    }
    const timed = (title: string, key: keyof QueueCost): string[] => [
      title,
      ...perItem(key).map((milliseconds) => `${(milliseconds * 1000).toPrecision(3)} µs`),
      growth(key),
    ]
    const counted = (title: string, key: keyof QueueCost): string[] => [title, ...values(key).map(String), '']
    return {
      rows: [
        [
          'for each download',
          ...counts.map((count) => count.toLocaleString('en')),
          'one of 100,000 / one of 10,000',
        ],
        timed('add all', 'add'),
        timed('finish all', 'finish'),
        timed('read `downloads` once', 'list'),
        timed('`pause()`', 'pause'),
        timed('`resume()`', 'resume'),
        timed('`abortAll()` until all have ended', 'abort'),
        ['heap', ...perItem('bytes').map((bytes) => `${Math.round(bytes)} B`), growth('bytes')],
        counted('attempts begun within `pause()`, in all', 'startsOfPause'),
        counted('attempts begun within `abortAll()`, in all', 'startsOfAbort'),
      ],
      notes: [`Medians of ${runs.join(', ')} processes.`],
    }
  },
}
