import { type Figure, megabytes } from './figure.js'
import { type TransferTool, transfer } from './transfer.js'
import { withServer } from './with-server.js'

const mebibytes = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} MiB`
/** The quota of an app has room for the journal beside it. */
const size = 200_000_000
const tools: Readonly<Record<string, TransferTool>> = {
  'the native call': 'native',
  '`downloadFile`': 'downloadFile',
  'the downloader': 'downloader',
}

/** What a large download does to the memory. */
export const memoryFigure: Figure = {
  name: 'memory',
  title: `${megabytes(size)} to a path, on WeChat, with simulated host and all`,
  async measure() {
    const rows = [['', 'resident before → peak']]
    for (const [title, tool] of Object.entries(tools)) {
      const { before, peak, isFinished } = await withServer((server, folder) =>
        transfer({ tool, urls: [server.url('/file', { size })], folder }, size),
      )
      if (!isFinished) throw new Error(`${tool} did not finish`)
      rows.push([title, `${mebibytes(before)} → ${mebibytes(peak)}`])
    }
    return { rows }
  },
}
