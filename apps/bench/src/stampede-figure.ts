import type { Figure } from './figure.js'
import { runInProcess } from './in-process.js'
import { crowds, outage, rules, type Stampede, type StampedeReport } from './stampede.js'

const count = (value: number): string => value.toLocaleString('en')
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

/** What a server sees that comes back after a minute. */
export const stampedeFigure: Figure = {
  name: 'stampede',
  title: 'A server that fails for 60 seconds, and 100,000 clients: what it sees when it is back',
  async measure() {
    const report = await runInProcess<StampedeReport>('stampede-in-process.ts')
    const header = crowds.flatMap(({ title }) => [`${title}: most in a second`, 'all done after'])
    const failing = ({ perSecond }: Stampede): number[] => perSecond.slice(0, outage / 1000)
    return {
      rows: [
        ['clients come', ...header, 'requests while it failed', 'of these most in a second'],
        ...rules.map(({ title }, rule) => {
          const ofRule = report.stampedes[rule] ?? []
          return [
            title,
            ...ofRule.flatMap(({ perSecond, end }) => [
              count(Math.max(...perSecond.slice(outage / 1000))),
              `${((end - outage) / 1000).toFixed(1)} s`,
            ]),
            ofRule.map((stampede) => count(sum(failing(stampede)))).join(' and '),
            ofRule.map((stampede) => count(Math.max(...failing(stampede)))).join(' and '),
          ]
        }),
      ],
      notes: [
        'Simulated on a clock of its own, without a network: the same numbers each time. The server answers 503 while it fails, and every request at once from then on. A client is its number of failures, its delays come from the code of the downloader. Nobody gives up.',
        report.differences === 0
          ? `${report.realClients} real downloaders made exactly the requests that as many of these clients make, in each case without a cut.`
          : `MISSED: ${report.realClients} real downloaders made other requests than as many of these clients in ${report.differences} cases.`,
      ],
    }
  },
}
