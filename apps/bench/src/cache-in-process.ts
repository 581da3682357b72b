// The process that measures a cache of many files over a simulated host, and its hits beside native downloads of a local server.
import { readFileSync } from 'node:fs'
import { createMemoryDisk, createWechatHost } from '@miniferry/download-simulator'
import {
  createDownloader,
  createFileCache,
  type Downloader,
  type FileCache,
} from '@miniferry/download-wechat'
import { createPlatform } from '@miniferry/download-wechat/platform'
import type { CacheCost } from './cache-figure.js'
import { median } from './figure.js'
import { cacheFolder, urlOf } from './filled-cache.js'
import { report, timeOf, usedHeap } from './in-process.js'

const [count, url, file] = [Number(process.argv[2]), process.argv[3] ?? '', process.argv[4] ?? '']
const rounds = 300

/** A host of its own each time, as in a new run of an app. */
function openOn(host: ReturnType<typeof createWechatHost>): { downloader: Downloader; cache: FileCache } {
  const platform = createPlatform(host as unknown as Parameters<typeof createPlatform>[0])
  const cache = createFileCache({ platform, maxBytes: 1e9 })
  return { downloader: createDownloader({ platform, cache }), cache }
}

const disk = createMemoryDisk()
const filled: readonly (readonly [name: string, content: string])[] = JSON.parse(readFileSync(file, 'utf8'))
for (const [name, content] of filled) disk.write(`${cacheFolder}/${name}`, Buffer.from(content, 'base64'))
let host = createWechatHost({ disk })
let { downloader } = openOn(host)

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
