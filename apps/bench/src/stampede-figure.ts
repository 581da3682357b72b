import { createStampedeChart } from './chart/stampede-chart.js'
import type { Figure } from './figure.js'
import { runInProcess } from './run-in-process.js'
import type { Stampede } from './stampede.js'
import { outage, type StampedeReport, stampedeCrowds, stampedeRules } from './stampede-cases.js'

/** What a server sees that comes back after a minute. */
export const stampedeFigure: Figure = {
  name: 'stampede',
  title: 'A server that fails for 60 seconds, and 100,000 clients: what it sees when it is back',
  async measure() {
    const report = await runInProcess<StampedeReport>('stampede-in-process.ts', [])
    const crowds = stampedeCrowds.flatMap(({ title }) => [`${title}: most in a second`, 'all done after'])
    return {
      rows: [
        ['clients come', ...crowds, 'requests while it failed'],
        ...stampedeRules.map(({ title }, rule) => {
          const ofRule = report.stampedes[rule] ?? []
          return [
            title,
            ...ofRule.flatMap((stampede) => [count(peakAfter(stampede)), secondsAfter(stampede)]),
            ofRule.map(({ perSecond }) => count(sum(perSecond.slice(0, outage / 1000)))).join(' and '),
          ]
        }),
      ],
      notes: notesOf(report),
      chart: {
        file: 'stampede.svg',
        alternative: 'Requests in each second while the server fails and after',
        svg: createStampedeChart(report),
      },
    }
  },
}

function notesOf({ clients, lost, realClients, differences }: StampedeReport): string[] {
  const gone = lost.map((value) => `${((value / clients) * 100).toFixed(0)} %`).join(' and ')
  const proof =
    differences === 0
      ? `${realClients} real downloaders made exactly the requests that ${realClients} of these clients make, in each of the ${stampedeRules.length * stampedeCrowds.length} cases.`
      : `MISSED: ${realClients} real downloaders made other requests than as many of these clients in ${differences} cases.`
  return [
    'Simulated on a clock of its own, without a network: the same numbers each time. The server answers 503 while it fails, and every request at once from then on. A client of ours is its number of failures, its delays come from the code of the downloader.',
    proof,
    `Nobody gives up here. With the default limit of 3 retries ${gone} of the clients have given up before the server is back.`,
  ]
}

function peakAfter({ perSecond }: Stampede): number {
  return Math.max(...perSecond.slice(outage / 1000))
}

function secondsAfter({ end }: Stampede): string {
  return `${((end - outage) / 1000).toFixed(1)} s`
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

function count(value: number): string {
  return value.toLocaleString('en')
}
