// The process that measures a long queue, over a stubbed host: what is left is the cost of the manager.
import { createDownloader } from '@miniferry/download-wechat'
import { median } from './figure.js'
import { report, timeOf, usedHeap } from './in-process.js'
import type { QueueCost } from './queue-figure.js'
import { createStubbedHost, instantDownloadFile, silentDownloadFile } from './stubbed-host.js'

const count = Number(process.argv[2])
const urls = Array.from({ length: count }, (_, index) => `https://example.com/files/${index}`)

Object.assign(globalThis, { wx: createStubbedHost(instantDownloadFile) })
const warm = createDownloader()
await Promise.all(urls.slice(0, 500).map((url) => warm.download(url)))

const quick = createDownloader()
const before = usedHeap()
let downloads: PromiseLike<unknown>[] = []
const add = await timeOf(() => {
  downloads = urls.map((url) => quick.download(url))
})
const reads: number[] = []
for (let run = 0; run < 5; run += 1) reads.push(await timeOf(() => void quick.downloads))
const bytes = usedHeap() - before
const finish = await timeOf(() => Promise.all(downloads))

Object.assign(globalThis, { wx: createStubbedHost(silentDownloadFile) })
const stuck = createDownloader()
const ends = Promise.allSettled(urls.map((url) => stuck.download(url)))
const pause = await timeOf(() => stuck.pause())
const resume = await timeOf(() => stuck.resume())
const abort = await timeOf(() => {
  stuck.abort()
  return ends
})
report({ add, read: median(reads), finish, pause, resume, abort, bytes } satisfies QueueCost)
