import type { DownloadFile } from '@miniferry/download-wechat'

/** A native `downloadFile` that answers at once: what is left is the cost of the call. */
export type NativeDownloadFile = (options: {
  url: string
  success(result: object): void
  fail(failure: object): void
}) => object

const result = { tempFilePath: 'wxfile://tmp_1', apFilePath: 'https://resource/1', statusCode: 200 }

export const instantDownloadFile: NativeDownloadFile = ({ success }) => {
  success(result)
  return {
    abort() {},
    onProgressUpdate() {},
    offProgressUpdate() {},
    onHeadersReceived() {},
    offHeadersReceived() {},
  }
}

/** Microseconds of one call: of the native one, of ours, and what ours adds. */
export interface CallCost {
  readonly native: number
  readonly ours: number
  readonly added: number
}

const url = 'https://example.com/files/report.pdf'
const callsPerRun = 20_000
const runs = 15

/** The medians of several runs, the two in turn so that both see the same machine. */
export async function measureCalls(
  native: NativeDownloadFile,
  downloadFile: DownloadFile,
): Promise<CallCost> {
  const callNative = (): Promise<object> =>
    new Promise((success, fail) => {
      native({ url, success, fail })
    })
  const callOurs = (): Promise<object> => downloadFile({ url })
  const costs: CallCost[] = []
  for (let run = 0; run < runs + 2; run += 1) {
    const nativeCost = await measureRun(callNative)
    const ours = await measureRun(callOurs)
    // The first two warm up the compiler.
    if (run >= 2) costs.push({ native: nativeCost, ours, added: ours - nativeCost })
  }
  return {
    native: median(costs.map((cost) => cost.native)),
    ours: median(costs.map((cost) => cost.ours)),
    added: median(costs.map((cost) => cost.added)),
  }
}

async function measureRun(call: () => Promise<object>): Promise<number> {
  const start = performance.now()
  for (let count = 0; count < callsPerRun; count += 1) await call()
  return ((performance.now() - start) * 1000) / callsPerRun
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
