// The process that measures a cache of many files over a simulated host, and its hits beside native downloads of a local server.
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { createMemoryDisk, createScriptedFetch, createWechatHost } from '@miniferry/download-simulator'
import { createDownloader, createPlatform, type Downloader } from '@miniferry/download-wechat'
import { median } from './median.js'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void
const [count = 0, url = ''] = [Number(process.argv[2]), process.argv[3]]
const rounds = 300

const disk = createMemoryDisk()
const headers = {
  'Cache-Control': 'public, max-age=31536000',
  'Content-Type': 'image/png',
  'Content-Length': '10',
  ETag: '"0123456789abcdef"',
  'Last-Modified': 'Sat, 03 Jan 2026 08:00:00 GMT',
}
const fetch = createScriptedFetch(() => ({ headers, chunks: [{ bytes: 10 }] }))
const urlOf = (index: number): string => `https://example.com/images/picture-${index}.png`
type Host = ReturnType<typeof createWechatHost>

function openOn(host: Host): Downloader {
  // A host of its own each time, as in a new run of an app.
  const platform = createPlatform(host as unknown as Parameters<typeof createPlatform>[0])
  return createDownloader({ platform, cache: { maxBytes: 1e9 } })
}

async function milliseconds(work: () => PromiseLike<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

let host = createWechatHost({ disk, fetch })
const filler = openOn(host)
await Promise.all(Array.from({ length: count }, (_, index) => filler.download(urlOf(index))))

const opens: number[] = []
let downloader = filler
let bytes = 0
for (let run = 0; run < 9; run += 1) {
  host = host.simulate.kill()
  collect()
  const before = process.memoryUsage().heapUsed
  const opened = openOn(host)
  opens.push(await milliseconds(() => opened.cache.size()))
  collect()
  bytes = process.memoryUsage().heapUsed - before
  downloader = opened
}

const hits: number[] = []
for (let round = 0; round < rounds; round += 1) {
  hits.push(await milliseconds(() => downloader.download(urlOf((round * 7919) % count))))
}

// The same small file from a server on this machine: natively, and from the cache.
const real = createWechatHost({ disk: createMemoryDisk() })
const keeper = openOn(real)
await keeper.download(url)
const natives: number[] = []
const cached: number[] = []
for (let round = 0; round < rounds; round += 1) {
  const download = (): Promise<unknown> =>
    new Promise((success, fail) => void real.downloadFile({ url, success, fail }))
  natives.push(await milliseconds(download))
  cached.push(await milliseconds(() => keeper.download(url)))
}
const { size = 0 } = (await keeper.cache.get(url)) ?? {}

process.send?.({
  open: median(opens),
  bytes,
  hit: median(hits),
  native: median(natives),
  cached: median(cached),
  size,
})
process.disconnect()
