// The process that measures calls: one platform alone, as in an app, so that the compiler sees one shape of everything.
import * as alipay from '@miniferry/download-alipay'
import * as wechat from '@miniferry/download-wechat'
import type { CallCost } from './call-figure.js'
import { median } from './figure.js'
import { report } from './in-process.js'
import { createStubbedHost, instantDownloadFile } from './stubbed-host.js'

const [platform] = process.argv.slice(2)
const [global, { downloadFile, createDownloader }] = platform === 'wechat' ? ['wx', wechat] : ['my', alipay]
Object.assign(globalThis, { [global]: createStubbedHost(instantDownloadFile) })
const downloader = createDownloader()

const url = 'https://example.com/files/report.pdf'
const callsPerRun = 5000
const runs = 15

/** Microseconds of one. */
async function measureRun(call: () => PromiseLike<unknown>): Promise<number> {
  const start = performance.now()
  for (let count = 0; count < callsPerRun; count += 1) await call()
  return ((performance.now() - start) * 1000) / callsPerRun
}

const costs: CallCost[] = []
// The first two warm up the compiler. The three are measured in turn, so that all see the same machine.
for (let run = -2; run < runs; run += 1) {
  const native = await measureRun(
    () => new Promise((success, fail) => instantDownloadFile({ url, success, fail })),
  )
  const byDownloadFile = (await measureRun(() => downloadFile({ url }))) - native
  const byDownloader = (await measureRun(() => downloader.download({ url }))) - native
  if (run >= 0) costs.push({ native, byDownloadFile, byDownloader })
}
report({
  native: median(costs.map((cost) => cost.native)),
  byDownloadFile: median(costs.map((cost) => cost.byDownloadFile)),
  byDownloader: median(costs.map((cost) => cost.byDownloader)),
} satisfies CallCost)
