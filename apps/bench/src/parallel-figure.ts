import { statSync } from 'node:fs'
import path from 'node:path'
import type { Figure } from './figure.js'
import { manageDownload } from './manage-download.js'
import { median } from './median.js'
import { runAria2c } from './run-aria2c.js'
import { against, megabytes, seconds } from './units.js'
import { withFolder } from './with-folder.js'
import { withServer } from './with-server.js'

const size = 50_000_000
const rate = 2_000_000
const connections = 4
const runs = 3

/** What several connections are worth against a server that throttles each, and beside a download manager for computers. */
export const parallelFigure: Figure = {
  name: 'parallel',
  title: `${megabytes(size)} at ${megabytes(rate)}/s for each connection`,
  async measure() {
    const one = await manage(1)
    const ours: number[] = []
    const theirs: (number | undefined)[] = []
    // In turn, so that both see the same machine.
    for (let run = 0; run < runs; run += 1) {
      ours.push(await manage(connections))
      theirs.push(await fetchWithAria2c())
    }
    const four = median(ours)
    const rows = [
      ['', 'seconds'],
      ['downloader, parallel 1 (one run)', seconds(one)],
      [`downloader, parallel ${connections}`, seconds(four)],
      [`parallel 1 / parallel ${connections}`, against(one / four, '≥', 3.6)],
    ]
    const measured = theirs.filter((time) => time !== undefined)
    if (measured.length > 0) {
      const aria2c = median(measured)
      rows.push([`aria2c -x${connections} -s${connections} -k1M`, seconds(aria2c)])
      rows.push(['downloader / aria2c', against(four / aria2c, '≤', 1.05, 3)])
    } else {
      rows.push(['aria2c', 'MISSING: not compared. Install it with `apt-get install aria2`'])
    }
    return {
      rows,
      notes: [`Medians of ${runs} runs; the seconds of aria2c include the start of its process.`],
    }
  },
}

function manage(parallel: number): Promise<number> {
  return withServer(
    async (server) => (await manageDownload(server.url('/file', { size, rate }), size, parallel)).seconds,
  )
}

function fetchWithAria2c(): Promise<number | undefined> {
  return withServer((server) =>
    withFolder(async (folder) => {
      const time = await runAria2c(server.url('/file', { size, rate }), folder, connections)
      if (time !== undefined && statSync(path.join(folder, 'file')).size !== size) {
        throw new Error('aria2c stored another size')
      }
      return time
    }),
  )
}
