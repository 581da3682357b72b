// The process that `measureMemory` starts: one download over a simulated host into a folder, then a report.
import * as alipay from '@miniferry/download-alipay'
import { createAlipayHost, createWechatHost } from '@miniferry/download-simulator'
import { createFolderDisk } from '@miniferry/download-simulator/node'
import * as wechat from '@miniferry/download-wechat'

const [platform, url = '', directory = ''] = process.argv.slice(2)
const disk = createFolderDisk(directory)
if (platform === 'wechat') Object.assign(globalThis, { wx: createWechatHost({ disk, device: 'android' }) })
else Object.assign(globalThis, { my: createAlipayHost({ disk, device: 'android' }) })
const { downloadFile, createPlatform } = platform === 'wechat' ? wechat : alipay

const before = process.memoryUsage.rss()
const start = performance.now()
const { tempFilePath = '' } = await downloadFile({ url, timeout: 300_000 })
const seconds = (performance.now() - start) / 1000
const stat = await createPlatform().files.stat(tempFilePath)
process.send?.({ size: stat?.size, before, peak: process.resourceUsage().maxRSS * 1024, seconds })
process.disconnect()
