import { against, type Figure, median, megabytes } from './figure.js'
import { transfer } from './transfer.js'
import { bytesSent, withServer } from './with-server.js'

const size = 50_000_000
const every = 8_000_000
const runs = 3
const links = {
  'the link breaks': { size, breakEvery: every },
  'the link breaks, 10 MB/s': { size, breakEvery: every, rate: 10_000_000 },
  'each answer breaks': { size, reset: every },
}

/** What a broken link costs: bytes fetched for each byte of the file. */
export const breakFigure: Figure = {
  name: 'break',
  title: `${megabytes(size)} where connections break after ${megabytes(every)}: bytes fetched / file size`,
  async measure() {
    const rows = [['', ...Object.keys(links)]]
    for (const parallel of [1, 4]) {
      const row = [`downloader, parallel ${parallel}`]
      for (const query of Object.values(links)) row.push(await measureLink(query, parallel))
      rows.push(row)
    }
    return { rows, notes: [`Medians of ${runs} runs.`] }
  },
}

async function measureLink(query: Record<string, number>, parallel: number): Promise<string> {
  const shares: number[] = []
  const attempts: number[] = []
  for (let run = 0; run < runs; run += 1) {
    await withServer(async (server, folder) => {
      const urls = [server.url('/file', query)]
      const outcome = await transfer({ tool: 'downloader', urls, folder, parallel }, size)
      if (!outcome.isFinished) throw new Error('the downloader did not finish')
      attempts.push(outcome.attempts)
      shares.push(bytesSent(server) / size)
    })
  }
  return `${against(median(shares), '≤', 1.1, 3)}, ${median(attempts)} attempts`
}
