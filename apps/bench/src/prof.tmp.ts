import * as wechat from '@miniferry/download-wechat'
import { createStubbedHost, instantDownloadFile } from './stubbed-host.js'
Object.assign(globalThis, { wx: createStubbedHost(instantDownloadFile) })
const downloader = wechat.createDownloader()
const url = 'https://example.com/files/report.pdf'
for (let r = 0; r < 8; r++) {
  const t = performance.now()
  for (let i = 0; i < 5000; i++) await downloader.download({ url })
  const a = (performance.now() - t) / 5
  const t2 = performance.now()
  for (let i = 0; i < 5000; i++) await wechat.downloadFile({ url })
  console.log(a.toFixed(1), ((performance.now() - t2) / 5).toFixed(1))
}
