import { vi } from 'vitest'
import {
  type CacheOptions,
  createDownloader,
  createFileCache,
  type Downloader,
  type DownloaderConfig,
  type DownloadRequest,
  type DownloadResult,
  type FileCache,
} from '../../src/index.js'
import {
  createStubFullPlatform,
  type StubFullOptions,
  type StubFullPlatform,
  type StubNative,
} from '../downloader/stub-full-platform.js'

export interface CacheScene {
  readonly platform: StubFullPlatform
  readonly downloader: Downloader
  readonly cache: FileCache
  /** Downloads a file that the server sends if it is asked; says what came of it, and what the server was asked. */
  fetch(request: string | DownloadRequest, answer?: Answer | ((header: Header) => Answer)): Promise<Fetched>
  /** Names of the files in the folder of the cache, without the index. */
  files(): string[]
}

/** What the stub server says: a status with headers and as many bytes, or a failure. */
export interface Answer {
  /** `undefined` where the host tells none. */
  readonly status?: number | undefined
  readonly header?: Header
  readonly size?: number
  readonly fails?: Parameters<StubNative['fail']>[0]
}

type Header = Readonly<Record<string, string>>

export interface Fetched {
  readonly result: DownloadResult
  /** The header of each request that reached the server. */
  readonly asked: readonly Header[]
}

export const folder = 'usr/miniferry/cache'

/** A downloader with a cache over a stub platform; `platform` is given where a second one shares it. */
export function createCacheScene(
  options: Partial<CacheOptions> = {},
  config: DownloaderConfig & { platform?: StubFullPlatform } = {},
  host: StubFullOptions = {},
): CacheScene {
  const platform = config.platform ?? createStubFullPlatform(host)
  const cache = createFileCache({ maxBytes: 1000, ...options, platform })
  const downloader = createDownloader({ retry: 0, ...config, platform, cache })
  return {
    platform,
    downloader,
    cache,
    async fetch(request, answer = {}) {
      const before = platform.natives.length
      const download = downloader.download(request)
      download.catch(() => undefined)
      for (let round = 0; round < 20; round += 1) {
        await vi.advanceTimersByTimeAsync(0)
        for (const native of platform.running) {
          const said = typeof answer === 'function' ? answer(native.request.header ?? {}) : answer
          const { header = {}, size = 100, fails } = said
          const status = 'status' in said ? said.status : 200
          if (fails) native.fail(fails)
          else native.success(status === 304 ? 0 : size, { statusCode: status, header })
        }
      }
      const asked = platform.natives.slice(before).map((native) => native.request.header ?? {})
      return { result: await download, asked }
    },
    files: () =>
      [...platform.files.contents.keys()]
        .filter((path) => path.startsWith(`${folder}/`) && !/index\.jsonl~?$/.test(path))
        .map((path) => path.slice(folder.length + 1)),
  }
}
