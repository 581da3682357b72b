import { createWechatHost } from '@miniferry/download-simulator'
import { createFolderDisk } from '@miniferry/download-simulator/node'
import { createDownloader } from '@miniferry/download-wechat'
import { createPlatform } from '@miniferry/download-wechat/platform'
import { against, type Figure, median, megabytes } from './figure.js'
import { bytesSent, withServer } from './with-server.js'

const size = 50_000_000
const rate = 20_000_000
/** Where it is killed, as shares of the file: within segments and at their ends. */
const shares = [0.46, 0.48, 0.5, 0.52, 0.54]

/** What a kill of the app costs. */
interface KillCost {
  /** Bytes that were fetched twice. */
  readonly again: number
  /** Bytes of the largest segment that was asked for before the kill. */
  readonly segment: number
}

/** What is fetched again after the app was killed. */
export const killFigure: Figure = {
  name: 'kill',
  title: `${megabytes(size)} at ${megabytes(rate)}/s, the app killed at half: fetched again after restore()`,
  async measure() {
    const rows = [['', 'bytes, median', 'bytes, most', 'largest segment', 'in segments, most']]
    for (const parallel of [1, 4]) {
      const costs: KillCost[] = []
      for (const share of shares) costs.push(await kill(parallel, share))
      const again = costs.map((cost) => cost.again)
      const inSegments = Math.max(...costs.map((cost) => cost.again / cost.segment))
      rows.push([
        `parallel ${parallel}`,
        megabytes(median(again)),
        megabytes(Math.max(...again)),
        megabytes(Math.max(...costs.map((cost) => cost.segment))),
        parallel === 1 ? against(inSegments, '≤', 1) : inSegments.toFixed(2),
      ])
    }
    const notes = [
      `${shares.length} kills each, between ${shares[0]} and ${shares.at(-1)} of the file; bytes as the server sent them, whether they arrived or not.`,
    ]
    return { rows, notes }
  },
}

function kill(parallel: number, share: number): Promise<KillCost> {
  return withServer(async (server, folder) => {
    const host = createWechatHost({ disk: createFolderDisk(folder), device: 'android' })
    const filePath = `${host.env.USER_DATA_PATH}/file`
    const first = createDownloader({ platform: createPlatform(host) }).download({
      url: server.url('/file', { size, rate }),
      filePath,
      progressInterval: 1,
      resume: { parallel },
    })
    await new Promise<void>((resolve, reject) => {
      first.catch(reject)
      first.onProgressUpdate(({ totalBytesWritten }) => {
        if (totalBytesWritten >= size * share) resolve()
      })
    })
    // What a platform counts dies with its app: the next run has one of its own.
    const next = host.simulate.kill()
    const segment = Math.max(...server.requests.map(({ headers }) => segmentSize(headers.range)))
    const [restored] = await createDownloader({ platform: createPlatform(next) }).restore()
    if (restored === undefined) throw new Error('nothing was restored')
    await restored
    if (next.simulate.readFile(filePath)?.length !== size) throw new Error('another size was stored')
    return { again: bytesSent(server) - size, segment }
  })
}

/** Bytes that `bytes=0-99` asks for. */
function segmentSize(range = ''): number {
  const [, start, last] = /^bytes=(\d+)-(\d+)$/.exec(range) ?? []
  return start === undefined ? 0 : Number(last) - Number(start) + 1
}
