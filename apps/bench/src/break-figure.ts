import type { Figure } from './figure.js'
import { type ManagedDownload, manageDownload } from './manage-download.js'
import { median } from './median.js'
import { runInProcess } from './run-in-process.js'
import { against, megabytes } from './units.js'
import { withFolder } from './with-folder.js'
import { bytesSent, withServer } from './with-server.js'

const size = 50_000_000
const every = 8_000_000
const runs = 3
const tries = 10

interface Restarts {
  readonly attempts: number
  readonly isFinished: boolean
}

/** What a broken link costs: bytes fetched for each byte of the file. */
export const breakFigure: Figure = {
  name: 'break',
  title: `${megabytes(size)} where connections break after ${megabytes(every)}: bytes fetched / file size`,
  async measure() {
    const links = [
      { title: 'the link breaks', query: { size, breakEvery: every } },
      { title: 'the link breaks, 10 MB/s', query: { size, breakEvery: every, rate: 10_000_000 } },
      { title: 'each answer breaks', query: { size, reset: every } },
    ]
    const rows: string[][] = [['', ...links.map(({ title }) => title)]]
    for (const parallel of [1, 4]) {
      const row = [`downloader, parallel ${parallel}`]
      for (const { query } of links) row.push(await manage(query, parallel))
      rows.push(row)
    }
    const restarted = [`from zero, at most ${tries} tries`]
    for (const { query } of links) restarted.push(await restart(query))
    rows.push(restarted)
    return {
      rows,
      notes: [
        `Medians of ${runs} runs; ten times from zero is one run, and ends there, since such a link never carries the file in one go.`,
      ],
    }
  },
}

async function manage(query: Record<string, number>, parallel: number): Promise<string> {
  const shares: number[] = []
  const outcomes: ManagedDownload[] = []
  for (let run = 0; run < runs; run += 1) {
    await withServer(async (server) => {
      outcomes.push(await manageDownload(server.url('/file', query), size, parallel))
      shares.push(bytesSent(server) / size)
    })
  }
  return `${against(median(shares), '≤', 1.1, 3)}, ${median(outcomes.map(({ attempts }) => attempts))} attempts`
}

function restart(query: Record<string, number>): Promise<string> {
  return withServer((server) =>
    withFolder(async (folder) => {
      const args = [server.url('/file', query), folder, `${tries}`]
      const { attempts, isFinished } = await runInProcess<Restarts>('restart-in-process.ts', args)
      const fetched = bytesSent(server)
      const end = isFinished ? 'finished' : 'NOT finished'
      return `${(fetched / size).toFixed(3)}: ${megabytes(fetched)} in ${attempts} tries, ${end}`
    }),
  )
}
