// The process that measures a cache of many files over a simulated host, and its hits beside native downloads of a local server.
import { createMemoryDisk, createScriptedFetch, createWechatHost } from '@miniferry/download-simulator'
import {
  createDownloader,
  createFileCache,
  type Downloader,
  type FileCache,
} from '@miniferry/download-wechat'
import { createPlatform } from '@miniferry/download-wechat/platform'
import type { CacheCost } from './cache-figure.js'
import { median } from './figure.js'
import { report, timeOf, usedHeap } from './in-process.js'

const [count, url] = [Number(process.argv[2]), process.argv[3] ?? '']
const rounds = 300

const headers = {
  'Cache-Control': 'public, max-age=31536000',
  'Content-Type': 'image/png',
  'Content-Length': '10',
  ETag: '"0123456789abcdef"',
  'Last-Modified': 'Sat, 03 Jan 2026 08:00:00 GMT',
}
const fetch = createScriptedFetch(() => ({ headers, chunks: [{ bytes: 10 }] }))
const urlOf = (index: number): string => `https://example.com/images/picture-${index}.png`

/** A host of its own each time, as in a new run of an app. */
function openOn(host: ReturnType<typeof createWechatHost>): { downloader: Downloader; cache: FileCache } {
  const platform = createPlatform(host as unknown as Parameters<typeof createPlatform>[0])
  const cache = createFileCache({ platform, maxBytes: 1e9 })
  return { downloader: createDownloader({ platform, cache }), cache }
}

let host = createWechatHost({ disk: createMemoryDisk(), fetch })
let { downloader } = openOn(host)
await Promise.all(Array.from({ length: count }, (_, index) => downloader.download(urlOf(index))))

const opens: number[] = []
let bytes = 0
for (let run = 0; run < 9; run += 1) {
  host = host.simulate.kill()
  const before = usedHeap()
  const opened = openOn(host)
  opens.push(await timeOf(() => opened.cache.size()))
  bytes = usedHeap() - before
  downloader = opened.downloader
}

const hits: number[] = []
for (let round = 0; round < rounds; round += 1) {
  hits.push(await timeOf(() => downloader.download(urlOf((round * 7919) % count)).then()))
}

const real = createWechatHost({ disk: createMemoryDisk() })
const { downloader: keeper } = openOn(real)
await keeper.download(url)
const natives: number[] = []
const cached: number[] = []
for (let round = 0; round < rounds; round += 1) {
  natives.push(
    await timeOf(() => new Promise((success, fail) => void real.downloadFile({ url, success, fail }))),
  )
  cached.push(await timeOf(() => keeper.download(url).then()))
}
report({
  open: median(opens),
  bytes,
  hit: median(hits),
  native: median(natives),
  cached: median(cached),
} satisfies CacheCost)
