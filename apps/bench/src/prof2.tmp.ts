import * as wechat from '@miniferry/download-wechat'
import { createStubbedHost, instantDownloadFile } from './stubbed-host.js'
Object.assign(globalThis, { wx: createStubbedHost(instantDownloadFile) })
const downloader = wechat.createDownloader()
const url = 'https://example.com/files/report.pdf'
const gc = (globalThis as any).gc
for (let r = 0; r < 4; r++) {
  gc(); const a = process.memoryUsage().heapUsed
  for (let i = 0; i < 2000; i++) await downloader.download({ url })
  const b = process.memoryUsage().heapUsed
  gc(); console.log(Math.round((b-a)/2000), 'B alloc-ish', Math.round((process.memoryUsage().heapUsed-a)/2000), 'B kept')
}
