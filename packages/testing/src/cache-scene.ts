import type {
  CacheOptions,
  Downloader,
  DownloadRequest,
  DownloadResult,
  FileCache,
} from '@miniferry/download-core'
import { expect, vi } from 'vitest'
import type {
  ContractDisk,
  ContractHost,
  ContractHostOptions,
  ContractStep,
  DownloaderSubject,
} from './contract-subject.js'
import {
  type CachingDownloader,
  createCachingDownloader,
  createPhone,
  openPhone,
  type Phone,
} from './phone.js'
import { type AnsweredRequest, createScriptedServer, type ServerSettings } from './scripted-server.js'

export interface CacheSceneOptions {
  /** Default: a budget of 10,000 bytes. */
  readonly cache?: Partial<CacheOptions>
  readonly host?: ContractHostOptions
  /** Default: files of 1000 bytes that are fresh for a minute. */
  readonly server?: Partial<ServerSettings>
}

export type CacheScene = ReturnType<typeof createCacheScene>

/** What a download came to, and the requests that reached the server meanwhile. */
export interface Fetched {
  readonly result: DownloadResult
  readonly bytes: Uint8Array | undefined
  readonly asked: readonly AnsweredRequest[]
  readonly statuses: readonly number[]
}

/** On the disk. */
export const cacheFolder = 'user/miniferry/cache'
export const indexPath = `${cacheFolder}/miniferry-index.jsonl`
const minute = { 'Cache-Control': 'max-age=60' }
export const urlOf = (name: string): string => `https://example.com/${name}`
export const nameIn = (url: string): string => url.replace(/^.*\/|\?.*$/g, '')

/** A downloader with a cache on a simulated phone, a scripted server, and a look at each step on the disk. */
export function createCacheScene(
  subject: DownloaderSubject,
  { cache, host, server: settings }: CacheSceneOptions = {},
) {
  const server = createScriptedServer({ header: minute, ...settings })
  const memory = (host?.disk as ContractDisk | undefined) ?? subject.createMemoryDisk()
  let onStep: (step: ContractStep) => void = () => undefined
  const disk = subject.createWatchedDisk(memory, (step) => onStep(step))
  const config = { retry: 0, cache: { maxBytes: 10_000, ...cache } }
  const options = { fetch: subject.createScriptedFetch(server.answer), ...host, disk }
  const start = async (
    name: string,
    request: Partial<DownloadRequest> = {},
    by?: Downloader,
  ): Promise<Fetched> => {
    const { at, downloader } = scene.phone
    const before = server.asked.length
    const result = await (by ?? downloader).download({ url: urlOf(name), ...request })
    const asked = server.asked.slice(before)
    return { result, bytes: at(result.path), asked, statuses: asked.map(({ status }) => status) }
  }
  const scene = {
    phone: createPhone(subject, options, config) as Phone,
    get cache(): FileCache {
      return scene.phone.downloader.cache
    },
    server,
    /** Called before each of them. */
    set onStep(listener: typeof onStep) {
      onStep = listener
    },
    /** Downloads, and looks what that came to, in the moment in which the app is told. */
    start,
    /** The same, and lets a moment pass, as an app does before it goes on. */
    async fetch(...args: Parameters<typeof start>): Promise<Fetched> {
      const fetched = await start(...args)
      await vi.advanceTimersByTimeAsync(0)
      return fetched
    },
    /** One more downloader over the same files: beside the first one, or in another copy of the library. */
    another: (kind: 'downloader' | 'copy'): CachingDownloader =>
      kind === 'copy'
        ? openPhone(subject, scene.phone.host, disk, config).downloader
        : createCachingDownloader(scene.phone.platform, config),
    /** The app is killed and started again. */
    restart(next: ContractHost = scene.phone.host.simulate.kill()): void {
      scene.phone = openPhone(subject, next, disk, config)
    },
    /** Paths on the disk of all that is in the folder of the cache, but its index. */
    files: (): string[] =>
      memory
        .readdir(cacheFolder)
        .map((name) => `${cacheFolder}/${name}`)
        .filter((path) => !path.startsWith(indexPath)),
    /** What the cache says that it has, the least recently used first. */
    names: async (): Promise<string[]> => (await scene.cache.entries()).map(({ url }) => nameIn(url)),
    /** Bytes of these files, by default of all in the folder, as they are on the disk. */
    bytesKept: (paths: readonly string[] = scene.files()): number =>
      paths.reduce((sum, path) => sum + (memory.stat(path)?.size ?? 0), 0),
    /** Nothing but the server's bytes was served, of the version that there is now. */
    expectFile(name: string, { bytes }: Pick<Fetched, 'bytes'>): void {
      expect(server.isFile(bytes, name), `the bytes of ${name}`).toBe(true)
    },
    /** What was served is there a while later too. */
    expectStillThere(name: string, fetched: Fetched): void {
      scene.expectFile(name, fetched)
      scene.expectFile(name, { bytes: scene.phone.at(fetched.result.path) })
    },
    /** The cache knows of all files in its folder, and of no other. */
    async expectConsistent(maxBytes = 10_000): Promise<void> {
      const entries = await scene.cache.entries()
      expect(entries.map(({ filePath }) => nameIn(filePath)).sort()).toEqual(scene.files().map(nameIn).sort())
      expect(await scene.cache.size()).toBe(scene.bytesKept())
      expect(scene.bytesKept()).toBeLessThanOrEqual(maxBytes)
    },
  }
  return scene
}
