import {
  type AlipayHostOptions,
  createAlipayHost,
  createMemoryDisk,
  createScriptedFetch,
  createWatchedDisk,
  type Disk,
} from '@miniferry/download-simulator'
import { type ContractHost, describeCacheContract } from '@miniferry/testing/contract'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { AlipayHost } from '../src/host.js'
import { createDownloader, createFileCache } from '../src/index.js'
import { createPlatform } from '../src/platform.js'

describeCacheContract({
  name: 'alipay',
  createHost: (options) =>
    createAlipayHost({ device: 'android', ...options } as AlipayHostOptions) as unknown as ContractHost,
  createPlatform: (host) => createPlatform(host as unknown as AlipayHost),
  createMemoryDisk,
  createWatchedDisk: (disk, beforeStep) => createWatchedDisk(disk as Disk, beforeStep),
  createScriptedFetch,
})

describe('alipay cache', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  const fetch = createScriptedFetch(() => ({
    headers: { 'Cache-Control': 'max-age=60', 'Content-Length': '1000' },
    chunks: [{ bytes: 1000 }],
  }))
  const options = { maxBytes: 10_000, maxAge: 60_000 }

  it('takes 10028 for a full disk: the oldest files make room', async () => {
    const my = createAlipayHost({ fetch })
    const failures: unknown[] = []
    const watched: AlipayHost = {
      ...(my as unknown as AlipayHost),
      getFileSystemManager() {
        const manager = my.getFileSystemManager()
        const saveFile: typeof manager.saveFile = ({ fail, ...options }) =>
          manager.saveFile({
            ...options,
            fail(failure) {
              failures.push((failure as { error?: number }).error)
              fail?.(failure)
            },
          })
        return { ...manager, saveFile }
      },
    }
    const platform = createPlatform(watched)
    const cache = createFileCache({ ...options, platform })
    const downloader = createDownloader({ platform, cache })
    for (const name of 'abc') await downloader.download(`https://example.com/${name}`)
    // A file stays until the app has had the time to hear of it.
    await vi.advanceTimersByTimeAsync(10)
    // Room for the line of an index, and not for a file.
    my.simulate.fillDisk(900)
    const { filePath } = await downloader.download('https://example.com/d')
    expect(failures).toEqual([10028])
    expect(my.simulate.readFile(String(filePath))).toHaveLength(1000)
    const urls = (await cache.entries()).map(({ url }) => url)
    expect(urls).toEqual(['https://example.com/c', 'https://example.com/d'])
  })

  it('keeps a file only with its checksum where the client tells neither status nor headers', async () => {
    const my = createAlipayHost({ fetch, clientVersion: '10.2.60' })
    const platform = createPlatform(my as unknown as AlipayHost)
    const cache = createFileCache({ ...options, platform })
    const downloader = createDownloader({ platform, cache })
    const url = 'https://example.com/a'
    const plain = await downloader.download(url)
    expect(plain).not.toHaveProperty('filePath')
    expect(await cache.has(url)).toBe(false)
    // Of 1000 zeros.
    const checksum = { algorithm: 'md5', value: 'ede3d3b685b4e137ba4cb2521329a75e' }
    const { filePath } = await downloader.download({ url, checksum })
    expect(await downloader.download({ url, checksum })).toMatchObject({ fromCache: true, filePath })
    expect(my.simulate.tasks).toEqual([])
  })

  it('hands out a file of more than 10 MB that it cannot keep, and nothing goes for it', async () => {
    const sizeOf = (url: string): number => (url.endsWith('large') ? 10 * 1024 * 1024 + 1 : 1000)
    const my = createAlipayHost({
      fetch: createScriptedFetch((url) => ({
        headers: { ETag: '"1"' },
        chunks: [{ bytes: sizeOf(url) }],
      })),
    })
    const platform = createPlatform(my as unknown as AlipayHost)
    const cache = createFileCache({ maxBytes: 30 * 1024 * 1024, platform })
    const downloader = createDownloader({ platform, cache })
    for (const name of ['small', 'large']) {
      const { path } = await downloader.download(`https://example.com/${name}`)
      expect(my.simulate.readFile(path)).toHaveLength(sizeOf(name))
    }
    expect((await cache.entries()).map(({ url }) => url)).toEqual(['https://example.com/small'])
  })
})
