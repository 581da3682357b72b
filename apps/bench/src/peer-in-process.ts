// The process that measures the calls of one peer: its bundle alone, as in an app.
import { pathToFileURL } from 'node:url'
import { median } from './median.js'
import { createPeerHost } from './peer-host.js'
import { promptDownloadFile } from './stubbed-downloads.js'

type Download = (url: string) => Promise<unknown>

const [platform, file = ''] = process.argv.slice(2)
Object.assign(globalThis, {
  [platform === 'wechat' ? 'wx' : 'my']: createPeerHost(),
  getApp: () => undefined,
  getCurrentPages: () => [],
})

const url = 'https://example.com/files/report.pdf'
const callsPerRun = 2000
const runs = 15

const native: Download = (url) =>
  new Promise((success, fail) => {
    promptDownloadFile({ url, success, fail })
  })

async function measureRun(download: Download): Promise<number> {
  const start = performance.now()
  for (let count = 0; count < callsPerRun; count += 1) await download(url)
  return ((performance.now() - start) * 1000) / callsPerRun
}

const { download }: { download: Download } = await import(pathToFileURL(file).href)
const costs: { native: number; call: number }[] = []
for (let run = 0; run < runs + 2; run += 1) {
  const cost = { native: await measureRun(native), call: await measureRun(download) }
  // The first two warm up the compiler.
  if (run >= 2) costs.push(cost)
}
process.send?.({
  native: median(costs.map((cost) => cost.native)),
  call: median(costs.map((cost) => cost.call)),
})
process.disconnect()
