import { Buffer } from 'node:buffer'
import type { DownloadRequest } from '@miniferry/download-core'
import { describe, expect } from 'vitest'
import { createContractTest } from './contract-subject.js'
import { expectBytes, useBench } from './downloader-bench.js'
import { type DownloaderPhone, filesBelow } from './downloader-phone.js'
import type { DownloaderSubject } from './downloader-subject.js'
import { fileBytes } from './file-bytes.js'

const size = 50_000
const fresh = 'Cache-Control:max-age=60'
const folder = 'user/miniferry/cache'

/** What is kept, and what a hit is, with a real server. */
export function describeCacheHitContract(subject: DownloaderSubject): void {
  const test = createContractTest(subject)

  describe(`${subject.name} cache and a server`, () => {
    const bench = useBench(subject)
    let kinds = 0
    /** An address that no other test has. */
    const address = (query: Readonly<Record<string, string | number>> = {}, path = '/file'): string => {
      kinds += 1
      return bench.server.url(path, { size, header: fresh, kind: kinds, ...query })
    }
    const createPhone = (): DownloaderPhone => bench.phone({}, { retry: 0, cache: { maxBytes: 1_000_000 } })
    const fetch = async (phone: DownloaderPhone, request: DownloadRequest | string) => {
      const result = await phone.downloader.download(request)
      const path = result.filePath ?? result.tempFilePath ?? ''
      return { result, path, bytes: phone.host.simulate.readFile(path) }
    }
    const kept = (phone: DownloaderPhone): string[] =>
      filesBelow(phone.disk, folder).filter((path) => !/index\.jsonl~?$/.test(path))

    test('keeps a file, and hands it out again for one stat of the host and no request', async () => {
      const phone = createPhone()
      const url = address()
      const first = await fetch(phone, url)
      expect(first.result).toMatchObject({ fromCache: false, attempts: 1 })
      expectBytes(first.bytes, fileBytes(size))
      const { calls } = phone.host.simulate
      const before = calls.length
      const { result, path, bytes } = await fetch(phone, url)
      expect(calls.slice(before).map(({ api }) => api)).toEqual(['FileSystemManager.stat'])
      expect(result).toMatchObject({ fromCache: true, attempts: 0, resumedBytes: 0 })
      expect(path).toBe(first.path)
      expectBytes(bytes, fileBytes(size))
      expect(bench.requests).toHaveLength(1)
      expect(kept(phone)).toHaveLength(1)
    })

    test('hands it out in the next run of the app, and where there is no network', async () => {
      const phone = createPhone()
      const url = address()
      const { path } = await fetch(phone, url)
      const next = bench.phone({ disk: phone.disk }, { cache: { maxBytes: 1_000_000 } })
      next.host.simulate.network('none')
      const again = await fetch(next, `${url}#a-fragment`)
      expect(again.result).toMatchObject({ fromCache: true })
      expect(again.path).toBe(path)
      expectBytes(again.bytes, fileBytes(size))
      expect(bench.requests).toHaveLength(1)
    })

    test('asks once for what is wanted several times at a time', async () => {
      const phone = createPhone()
      const url = address({ delay: 20 })
      const results = await Promise.all([0, 1, 2].map(() => fetch(phone, url)))
      expect(new Set(results.map(({ path }) => path)).size).toBe(1)
      expect(bench.requests).toHaveLength(1)
      expect(kept(phone)).toHaveLength(1)
    })

    test('hands a file out though all places in the queue are taken', async () => {
      const phone = bench.phone({}, { concurrency: 1, retry: 0, cache: { maxBytes: 1_000_000 } })
      const url = address()
      await fetch(phone, url)
      const endless = phone.downloader.download(bench.server.url('/never', { kind: kinds }))
      expect((await fetch(phone, url)).result.fromCache).toBe(true)
      endless.abort()
      await expect(endless).rejects.toMatchObject({ code: 'aborted' })
    })

    test('keeps what came without a length, compressed or by a redirect, as long as it is then', async () => {
      const phone = createPhone()
      for (const url of [
        address({ length: 'no' }),
        address({ gzip: 1 }),
        bench.server.url('/redirect', { to: `/file?size=${size}` }),
      ]) {
        await fetch(phone, url)
        const { result, bytes } = await fetch(phone, url)
        expect(result.fromCache).toBe(true)
        expectBytes(bytes, fileBytes(size))
      }
      expect(await phone.downloader.cache.size()).toBe(3 * size)
    })

    test('keeps no error page, though it is accepted, and nothing of a broken answer', async () => {
      const phone = createPhone()
      const page = { url: address({ status: 404 }), validateStatus: () => true }
      expect((await fetch(phone, page)).result).toMatchObject({ statusCode: 404, fromCache: false })
      await expect(fetch(phone, address({ status: 500 }))).rejects.toMatchObject({ code: 'http-status' })
      await expect(fetch(phone, address({ reset: 20_000 }))).rejects.toMatchObject({ code: 'network' })
      expect(kept(phone)).toEqual([])
    })

    test('uses the cache as each mode says', async () => {
      const phone = createPhone()
      const url = address({ header: fresh, changeAfter: 2 })
      /** The status of each request that a download made, and which of the two versions it came to. */
      const outcome = async (cacheMode: DownloadRequest['cacheMode']) => {
        const before = bench.requests.length
        const { result, bytes = new Uint8Array() } = await fetch(phone, {
          url,
          ...(cacheMode && { cacheMode }),
        })
        const statuses = bench.requests.slice(before).map(({ status }) => status)
        const version = Buffer.compare(bytes, fileBytes(size)) === 0 ? 'old' : 'new'
        return [version, result.fromCache, ...statuses]
      }
      expect(await outcome('reload')).toEqual(['old', false, 200])
      expect(await outcome('no-cache')).toEqual(['old', true, 304])
      expect(await outcome('default')).toEqual(['old', true])
      expect(await outcome('no-store')).toEqual(['new', false, 200])
      expect(await outcome('force-cache')).toEqual(['old', true])
      expect(await outcome('no-cache')).toEqual(['new', false, 200])
      expect(await outcome('reload')).toEqual(['new', false, 200])
      expect(await outcome(undefined)).toEqual(['new', true])
    })

    test('keeps apart what the server varies by a header of the request', async () => {
      const phone = createPhone()
      const url = address({ vary: 'accept-language' })
      const languages = ['zh', 'en', 'zh', 'en']
      const paths: string[] = []
      for (const language of languages) {
        const { path, bytes } = await fetch(phone, { url, header: { 'Accept-Language': language } })
        paths.push(path)
        // Nobody but the server knows what it sends for a language: one that always asks is told again.
        const header = { 'accept-language': language }
        const asked = await fetch(phone, { url, header, cacheMode: 'no-store' })
        expectBytes(bytes, asked.bytes ?? new Uint8Array())
      }
      expect(new Set(paths).size).toBe(2)
      expect(paths.slice(2)).toEqual(paths.slice(0, 2))
      expect(bench.requests).toHaveLength(2 + languages.length)
    })
  })
}
