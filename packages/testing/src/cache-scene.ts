import type {
  CacheOptions,
  Downloader,
  DownloaderConfig,
  DownloadRequest,
  DownloadResult,
  FileCache,
} from '@miniferry/download-core'
import { vi } from 'vitest'
import {
  type CacheServer,
  type CacheServerManners,
  type CacheServerRequest,
  createCacheServer,
} from './cache-server.js'
import type { ContractHost, ContractHostOptions } from './contract-subject.js'
import {
  type CachingConfig,
  type CachingDownloader,
  createCachingDownloader,
  createPhone,
  type DownloaderPhone,
  openPhone,
} from './downloader-phone.js'
import type { ContractStep, DownloaderSubject } from './downloader-subject.js'

export interface CacheSceneOptions {
  readonly cache?: Partial<CacheOptions>
  readonly config?: Omit<DownloaderConfig, 'cache'>
  readonly host?: ContractHostOptions
  readonly server?: Partial<CacheServerManners>
}

/** A downloader with a cache on a simulated phone, a scripted server, and a look at each step on the disk. */
export interface CacheScene {
  readonly phone: DownloaderPhone
  readonly cache: FileCache
  readonly server: CacheServer
  /** Changes of the disk so far. */
  readonly steps: ContractStep[]
  /** Called before each of them. */
  onStep: (step: ContractStep) => void
  /** Downloads, and looks what that came to, in the moment in which the app is told. */
  start(name: string, request?: Partial<DownloadRequest>, downloader?: Downloader): Promise<Fetched>
  /** The same, and lets a moment pass, as an app does before it goes on. */
  fetch(name: string, request?: Partial<DownloadRequest>, downloader?: Downloader): Promise<Fetched>
  /** One more downloader over the same files: beside the first one, or in another copy of the library. */
  another(kind: 'downloader' | 'copy', cache?: Partial<CacheOptions>): CachingDownloader
  /** The app is killed and started again. */
  restart(host?: ContractHost): void
  /** Paths on the disk of all that is in the folder of the cache, but its index. */
  files(): string[]
}

export interface Fetched {
  readonly result: DownloadResult
  readonly bytes: Uint8Array | undefined
  /** Where the file is. */
  readonly path: string
  /** The requests that reached the server meanwhile. */
  readonly asked: readonly CacheServerRequest[]
}

/** On the disk. */
export const cacheFolder = 'user/miniferry/cache'
export const indexPath: string = `${cacheFolder}/miniferry-index.jsonl`

export const minute: Readonly<Record<string, string>> = { 'Cache-Control': 'max-age=60' }

export function urlOf(name: string): string {
  return `https://example.com/${name}`
}

export function createCacheScene(
  subject: DownloaderSubject,
  { cache, config, host, server: manners }: CacheSceneOptions = {},
): CacheScene {
  const server = createCacheServer(manners)
  const steps: ContractStep[] = []
  let onStep: CacheScene['onStep'] = () => undefined
  const memory =
    (host?.disk as ReturnType<DownloaderSubject['createMemoryDisk']>) ?? subject.createMemoryDisk()
  const disk = subject.createWatchedDisk(memory, (step) => {
    steps.push(step)
    onStep(step)
  })
  const configOf = (more?: Partial<CacheOptions>): CachingConfig => ({
    retry: 0,
    ...config,
    cache: { maxBytes: 10_000, ...cache, ...more },
  })
  const options = { fetch: subject.createScriptedFetch(server.answer), ...host, disk }
  let phone = createPhone(subject, options, configOf())
  const scene: CacheScene = {
    get phone() {
      return phone
    },
    get cache() {
      return phone.downloader.cache
    },
    server,
    steps,
    set onStep(listener: CacheScene['onStep']) {
      onStep = listener
    },
    async start(name, request, downloader = phone.downloader) {
      const { simulate } = phone.host
      const before = server.asked.length
      const result = await downloader.download({ url: urlOf(name), ...request })
      const path = result.filePath ?? result.tempFilePath ?? ''
      return { result, path, bytes: simulate.readFile(path), asked: server.asked.slice(before) }
    },
    async fetch(name, request, downloader) {
      const fetched = await scene.start(name, request, downloader)
      await vi.advanceTimersByTimeAsync(0)
      return fetched
    },
    another: (kind, more) =>
      kind === 'copy'
        ? openPhone(subject, phone.host, disk, configOf(more)).downloader
        : createCachingDownloader(phone.platform, configOf(more)),
    restart(next = phone.host.simulate.kill()) {
      phone = openPhone(subject, next, disk, configOf())
    },
    files: () =>
      memory
        .readdir(cacheFolder)
        .map((name) => `${cacheFolder}/${name}`)
        .filter((path) => !path.startsWith(indexPath)),
  }
  return scene
}

/** Bytes of the files of a cache, as they are on the disk. */
export function bytesKept(scene: CacheScene): number {
  return bytesOf(scene.files(), scene)
}

export function bytesOf(paths: readonly string[], { phone }: CacheScene): number {
  return paths.reduce((sum, path) => sum + (phone.disk.stat(path)?.size ?? 0), 0)
}

/** What the cache says that it has, the least recently used first. */
export async function namesIn({ cache }: CacheScene): Promise<string[]> {
  return (await cache.entries()).map(({ url }) => url.replace(/^.*\//, ''))
}
