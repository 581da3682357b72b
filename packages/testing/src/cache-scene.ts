import type {
  CacheOptions,
  Downloader,
  DownloaderConfig,
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
  type CachingConfig,
  type CachingDownloader,
  createCachingDownloader,
  createPhone,
  openPhone,
  type Phone,
} from './phone.js'
import {
  type AnsweredRequest,
  createScriptedServer,
  type ScriptedServer,
  type ServerSettings,
} from './scripted-server.js'

export interface CacheSceneOptions {
  /** Default: a budget of 10,000 bytes. */
  readonly cache?: Partial<CacheOptions>
  readonly config?: Omit<DownloaderConfig, 'cache'>
  readonly host?: ContractHostOptions
  /** Default: files of 1000 bytes that are fresh for a minute. */
  readonly server?: Partial<ServerSettings>
}

/** A downloader with a cache on a simulated phone, a scripted server, and a look at each step on the disk. */
export interface CacheScene {
  readonly phone: Phone
  readonly cache: FileCache
  readonly server: ScriptedServer
  /** Changes of the disk so far. */
  readonly steps: ContractStep[]
  /** Called before each of them. */
  onStep: (step: ContractStep) => void
  /** Downloads, and looks what that came to, in the moment in which the app is told. */
  start(name: string, request?: Partial<DownloadRequest>, downloader?: Downloader): Promise<Fetched>
  /** The same, and lets a moment pass, as an app does before it goes on. */
  fetch(name: string, request?: Partial<DownloadRequest>, downloader?: Downloader): Promise<Fetched>
  fetchAll(names: Iterable<string>, downloader?: Downloader): Promise<void>
  /** One more downloader over the same files: beside the first one, or in another copy of the library. */
  another(kind: 'downloader' | 'copy', cache?: Partial<CacheOptions>): CachingDownloader
  /** The app is killed and started again. */
  restart(host?: ContractHost): void
  /** Files go behind the app's back, by a part of their path. */
  lose(part: string | RegExp): number
  /** Paths on the disk of all that is in the folder of the cache, but its index. */
  files(): string[]
  /** What the cache says that it has, the least recently used first. */
  names(): Promise<string[]>
  /** Bytes of these files, by default of all that are the cache's, as they are on the disk. */
  bytesKept(paths?: readonly string[]): number
  /** Nothing but the server's bytes was served, of the version that there is now unless another one is named. */
  expectFile(name: string, fetched: Pick<Fetched, 'bytes'>, version?: number): void
  /** What was served is there a while later too. */
  expectStillThere(name: string, fetched: Fetched): void
  /** Hits: no request, the file of the cache, the right bytes. */
  expectHit(...names: readonly string[]): Promise<void>
  /** A miss: the whole file, asked for without a condition. */
  expectMiss(name: string): Promise<Fetched>
  /** The file is confirmed by a 304. */
  expectConfirmed(name: string): Promise<void>
  /** The cache knows of all files in its folder, and of no other. */
  expectConsistent(maxBytes?: number): Promise<void>
}

export interface Fetched {
  readonly result: DownloadResult
  readonly bytes: Uint8Array | undefined
  /** The requests that reached the server meanwhile. */
  readonly asked: readonly AnsweredRequest[]
  readonly statuses: readonly number[]
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
  { cache, config, host, server: settings }: CacheSceneOptions = {},
): CacheScene {
  const server = createScriptedServer({ header: minute, ...settings })
  const steps: ContractStep[] = []
  let onStep: CacheScene['onStep'] = () => undefined
  const memory = (host?.disk as ContractDisk | undefined) ?? subject.createMemoryDisk()
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
      const { at } = phone
      const before = server.asked.length
      const result = await downloader.download({ url: urlOf(name), ...request })
      const asked = server.asked.slice(before)
      return { result, bytes: at(result.path), asked, statuses: asked.map(({ status }) => status) }
    },
    async fetch(name, request, downloader) {
      const fetched = await scene.start(name, request, downloader)
      await vi.advanceTimersByTimeAsync(0)
      return fetched
    },
    async fetchAll(names, downloader) {
      for (const name of names) await scene.fetch(name, {}, downloader)
    },
    another: (kind, more) =>
      kind === 'copy'
        ? openPhone(subject, phone.host, disk, configOf(more)).downloader
        : createCachingDownloader(phone.platform, configOf(more)),
    restart(next = phone.host.simulate.kill()) {
      phone = openPhone(subject, next, disk, configOf())
    },
    lose: (part) => phone.host.simulate.removeFiles((path) => new RegExp(part).test(path)).length,
    files: () =>
      memory
        .readdir(cacheFolder)
        .map((name) => `${cacheFolder}/${name}`)
        .filter((path) => !path.startsWith(indexPath)),
    names: async () => (await scene.cache.entries()).map(({ url }) => nameIn(url)),
    bytesKept: (paths = scene.files()) =>
      paths.reduce((sum, path) => sum + (memory.stat(path)?.size ?? 0), 0),
    expectFile(name, { bytes }, version) {
      expect(server.isFile(bytes, name, version), `the bytes of ${name}`).toBe(true)
    },
    expectStillThere(name, fetched) {
      scene.expectFile(name, fetched)
      scene.expectFile(name, { bytes: phone.at(fetched.result.path) })
    },
    async expectHit(...names) {
      for (const name of names) {
        const fetched = await scene.fetch(name)
        expect(fetched.asked, `requests for ${name}`).toEqual([])
        expect(fetched.result).toMatchObject({ fromCache: true, attempts: 0 })
        scene.expectFile(name, fetched)
      }
    },
    async expectMiss(name) {
      const fetched = await scene.fetch(name)
      expect(fetched.asked).toMatchObject([{ status: 200 }])
      expect(fetched.asked[0]?.headers).not.toHaveProperty('if-none-match')
      expect(fetched.result.fromCache).toBe(false)
      scene.expectFile(name, fetched)
      return fetched
    },
    async expectConfirmed(name) {
      const fetched = await scene.fetch(name)
      expect(fetched.statuses).toEqual([304])
      expect(fetched.result.fromCache).toBe(true)
      scene.expectFile(name, fetched)
    },
    async expectConsistent(maxBytes = 10_000) {
      const entries = await scene.cache.entries()
      expect(entries.map(({ filePath }) => nameIn(filePath)).sort()).toEqual(scene.files().map(nameIn).sort())
      expect(await scene.cache.size()).toBe(scene.bytesKept())
      expect(scene.bytesKept()).toBeLessThanOrEqual(maxBytes)
    },
  }
  return scene
}

export function nameIn(url: string): string {
  return url.replace(/^.*\//, '')
}
