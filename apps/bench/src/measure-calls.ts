import type { Downloader, DownloadFile } from '@miniferry/download-wechat'
import { median } from './median.js'
import type { NativeDownloadFile } from './stubbed-downloads.js'

/** Microseconds of one call: of the native one, of ours, and what ours and the download manager add. */
export interface CallCost {
  readonly native: number
  readonly ours: number
  readonly added: number
  readonly addedByManager: number
}

const url = 'https://example.com/files/report.pdf'
const callsPerRun = 5000
const runs = 15

/** The medians of several runs, the three in turn so that all see the same machine. */
export async function measureCalls(
  native: NativeDownloadFile,
  downloadFile: DownloadFile,
  downloader: Downloader,
): Promise<CallCost> {
  const callNative = (): Promise<object> =>
    new Promise((success, fail) => {
      native({ url, success, fail })
    })
  const callOurs = (): Promise<object> => downloadFile({ url })
  const callManager = (): Promise<object> => downloader.download({ url })
  const costs: CallCost[] = []
  for (let run = 0; run < runs + 2; run += 1) {
    const nativeCost = await measureRun(callNative)
    const ours = await measureRun(callOurs)
    const manager = await measureRun(callManager)
    // The first two warm up the compiler.
    if (run >= 2) {
      costs.push({
        native: nativeCost,
        ours,
        added: ours - nativeCost,
        addedByManager: manager - nativeCost,
      })
    }
  }
  return {
    native: median(costs.map((cost) => cost.native)),
    ours: median(costs.map((cost) => cost.ours)),
    added: median(costs.map((cost) => cost.added)),
    addedByManager: median(costs.map((cost) => cost.addedByManager)),
  }
}

async function measureRun(call: () => Promise<object>): Promise<number> {
  const start = performance.now()
  for (let count = 0; count < callsPerRun; count += 1) await call()
  return ((performance.now() - start) * 1000) / callsPerRun
}
