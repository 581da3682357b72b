// The process of some downloads, over a simulated WeChat host into a folder, with the settings that an app gets if it names none.
import { createWechatHost } from '@miniferry/download-simulator'
import { createFolderDisk } from '@miniferry/download-simulator/node'
import { createDownloader, downloadFile } from '@miniferry/download-wechat'
import { createPlatform } from '@miniferry/download-wechat/platform'
import { report, timeOf } from './in-process.js'
import type { Transfer, TransferOptions, TransferTool } from './transfer.js'

const options: TransferOptions = JSON.parse(process.argv[2] ?? '')
const { tool, urls, folder, parallel = 1, tries = 1, bridge = 0 } = options
const disk = createFolderDisk(folder)
const host = createWechatHost({ disk, device: 'android' })
if (bridge > 0) putBridge(host, bridge)
Object.assign(globalThis, { wx: host })
const platform = createPlatform(host)
const downloader = createDownloader({ platform })

/** Each resolves with the number of its attempts, and rejects where there is no file in the end. */
const tools: Record<TransferTool, (url: string, filePath: string) => PromiseLike<number>> = {
  async native(url, filePath) {
    for (let attempt = 1; attempt <= tries; attempt += 1) {
      const isDone = await new Promise<boolean>((resolve) => {
        host.downloadFile({ url, filePath, success: () => resolve(true), fail: () => resolve(false) })
      })
      if (isDone) return attempt
    }
    throw new Error('it never arrived')
  },
  downloadFile: (url, filePath) => downloadFile({ url, filePath, timeout: 300_000 }).then(() => 1),
  downloader: (url, filePath) =>
    downloader.download({ url, filePath, resume: { parallel } }).then(({ attempts }) => attempts),
}

const before = process.memoryUsage.rss()
let isFinished = true
let attempts = 0
const milliseconds = await timeOf(async () => {
  for (const [index, url] of urls.entries()) {
    try {
      attempts = await tools[tool](url, pathOf(index))
    } catch {
      isFinished = false
    }
  }
})
const peak = process.resourceUsage().maxRSS * 1024
const stats = await Promise.all(
  urls.map((_, index) => platform.files.stat(pathOf(index)).catch(() => undefined)),
)
const sizes = stats.map((stat) => stat?.size ?? 0)
report({ seconds: milliseconds / 1000, isFinished, attempts, sizes, before, peak } satisfies Transfer)

type Call = (options: object) => unknown

/** Lets each call of the file system, and each outcome of a download, wait for those before it, and take its time. */
function putBridge({ downloadFile, getFileSystemManager }: typeof host, milliseconds: number): void {
  let free = 0
  const cross = (pass: () => void): void => {
    free = Math.max(free, performance.now()) + milliseconds
    setTimeout(pass, free - performance.now())
  }
  const files = getFileSystemManager() as unknown as Record<string, Call>
  const slow = Object.fromEntries(
    Object.entries(files).map(([name, call]) => [name, (asked: object) => cross(() => call(asked))]),
  )
  Object.assign(host, {
    getFileSystemManager: () => slow,
    downloadFile: (asked: Parameters<typeof downloadFile>[0]) =>
      downloadFile({ ...asked, success: (result) => cross(() => asked.success?.(result)) }),
  })
}

function pathOf(index: number): string {
  return `${host.env.USER_DATA_PATH}/file-${index}`
}
