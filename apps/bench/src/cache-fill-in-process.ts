// The process that fills a cache, so that none of its garbage is there where the cache is measured. Its disk goes into a file.
import { writeFileSync } from 'node:fs'
import { createMemoryDisk, createScriptedFetch, createWechatHost } from '@miniferry/download-simulator'
import { createDownloader, createFileCache } from '@miniferry/download-wechat'
import { createPlatform } from '@miniferry/download-wechat/platform'
import { cacheFolder, urlOf } from './filled-cache.js'
import { report } from './in-process.js'

const [count, file] = [Number(process.argv[2]), process.argv[3] ?? '']
const headers = {
  'Cache-Control': 'public, max-age=31536000',
  'Content-Type': 'image/png',
  'Content-Length': '10',
  ETag: '"0123456789abcdef"',
  'Last-Modified': 'Sat, 03 Jan 2026 08:00:00 GMT',
}
const disk = createMemoryDisk()
const fetch = createScriptedFetch(() => ({ headers, chunks: [{ bytes: 10 }] }))
const platform = createPlatform(createWechatHost({ disk, fetch }))
const downloader = createDownloader({ platform, cache: createFileCache({ platform, maxBytes: 1e9 }) })
await Promise.all(Array.from({ length: count }, (_, index) => downloader.download(urlOf(index))))
const names = disk.readdir(cacheFolder)
writeFileSync(
  file,
  JSON.stringify(
    names.map((name) => [name, Buffer.from(disk.read(`${cacheFolder}/${name}`)).toString('base64')]),
  ),
)
report({})
