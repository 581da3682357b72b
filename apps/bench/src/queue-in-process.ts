// The process that measures a long queue, over a stubbed host: what is left is the cost of the manager.
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { createDownloader } from '@miniferry/download-wechat'
import { createStubbedHost, instantDownloadFile, silentDownloadFile } from './stubbed-downloads.js'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void
const count = Number(process.argv[2])

function time(work: () => void): number {
  const start = performance.now()
  work()
  return performance.now() - start
}

function heap(): number {
  collect()
  return process.memoryUsage().heapUsed
}

// Warms up the compiler.
Object.assign(globalThis, { wx: createStubbedHost(instantDownloadFile) })
const warm = createDownloader()
await Promise.all(
  Array.from({ length: 500 }, (_, index) => warm.download(`https://example.com/warm/${index}`)),
)

const urls = Array.from({ length: count }, (_, index) => `https://example.com/files/${index}`)

const quick = createDownloader()
const before = heap()
let downloads: PromiseLike<unknown>[] = []
const add = time(() => {
  downloads = urls.map((url) => quick.download(url))
})
const bytes = heap() - before
const list = time(() => void quick.downloads)
const startOfAll = performance.now()
await Promise.all(downloads)
const finish = performance.now() - startOfAll
downloads = []

Object.assign(globalThis, { wx: createStubbedHost(silentDownloadFile) })
const stuck = createDownloader()
let starts = 0
stuck.on('start', () => {
  starts += 1
})
const ends = Promise.allSettled(urls.map((url) => stuck.download(url)))
const startsOfAdd = starts
const pause = time(() => stuck.pause())
const startsOfPause = starts - startsOfAdd
const resume = time(() => stuck.resume())
const startsBeforeAbort = starts
const startOfAbort = performance.now()
stuck.abortAll()
await ends
const abort = performance.now() - startOfAbort
const startsOfAbort = starts - startsBeforeAbort

process.send?.({ add, list, finish, pause, resume, abort, bytes, startsOfPause, startsOfAbort })
process.disconnect()
