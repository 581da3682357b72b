import { against, type Figure, median } from './figure.js'
import { runInProcess } from './in-process.js'

const counts = [1000, 10_000]
const runs = 3

const rows = {
  add: 'add all',
  finish: 'finish all',
  read: 'read `downloads` once',
  pause: '`pause()`',
  resume: '`resume()`',
  abort: '`abort()` until all have ended',
}

/** Milliseconds for the whole queue, and bytes on the heap for each download in it. */
export type QueueCost = Readonly<Record<keyof typeof rows | 'bytes', number>>

/** What a long queue costs, and that ten times the downloads cost ten times as much. */
export const queueFigure: Figure = {
  name: 'queue',
  title: 'Many downloads in one queue, over a host that answers at once: for each of them',
  async measure() {
    const costs: QueueCost[][] = []
    for (const count of counts) {
      const ofCount: QueueCost[] = []
      for (let run = 0; run < runs; run += 1) {
        ofCount.push(await runInProcess('queue-in-process.ts', [`${count}`]))
      }
      costs.push(ofCount)
    }
    const each = (key: keyof QueueCost) =>
      costs.map((ofCount, index) => median(ofCount.map((cost) => cost[key])) / (counts[index] ?? 1))
    const row = (title: string, key: keyof QueueCost, format: (value: number) => string): string[] => {
      const [few = 0, many = 0] = each(key)
      return [title, format(few), format(many), against(many / few, '≤', 2)]
    }
    return {
      rows: [
        ['', ...counts.map((count) => count.toLocaleString('en')), 'of many / of few'],
        ...Object.entries(rows).map(([key, title]) =>
          row(title, key as keyof QueueCost, (value) => `${(value * 1000).toPrecision(3)} µs`),
        ),
        row('heap', 'bytes', (value) => `${Math.round(value)} B`),
      ],
      notes: [`Medians of ${runs} processes.`],
    }
  },
}
