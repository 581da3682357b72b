import { against, type Figure, microseconds, platforms } from './figure.js'
import { runInProcess } from './in-process.js'

/** Microseconds of one native call, and what is added to it. */
export interface CallCost {
  readonly native: number
  readonly byDownloadFile: number
  readonly byDownloader: number
}

/** What a call costs where the host answers at once. */
export const callFigure: Figure = {
  name: 'call',
  title: 'One call, over a mocked host that answers at once',
  async measure() {
    const costs: CallCost[] = []
    for (const { name } of platforms) costs.push(await runInProcess('call-in-process.ts', [name]))
    return {
      rows: [
        ['', ...platforms.map(({ title }) => title)],
        ['the native call', ...costs.map(({ native }) => microseconds(native))],
        ['added by `downloadFile`', ...costs.map(({ byDownloadFile }) => microseconds(byDownloadFile))],
        ['added by the downloader', ...costs.map(({ byDownloader }) => microseconds(byDownloader))],
        [
          'the downloader / `downloadFile`',
          ...costs.map(({ byDownloader, byDownloadFile }) =>
            against(byDownloader / byDownloadFile, '≤', 4, 1),
          ),
        ],
      ],
      notes: ['Medians of 15 runs.'],
    }
  },
}
