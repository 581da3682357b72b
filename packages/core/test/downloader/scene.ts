import { vi } from 'vitest'
import {
  createDownloader,
  type Download,
  type DownloadError,
  type Downloader,
  type DownloaderConfig,
  type DownloadRequest,
} from '../../src/index.js'
import {
  createStubFullPlatform,
  type StubFullOptions,
  type StubFullPlatform,
  type StubNative,
} from './stub-full-platform.js'

export interface Scene {
  readonly platform: StubFullPlatform
  readonly downloader: Downloader
  /** Adds a download of which nobody has to catch the failure. */
  add(request: string | DownloadRequest): Download
}

/** A downloader without jitter over a stub platform. */
export function createScene(
  config: DownloaderConfig & { platform?: StubFullPlatform } = {},
  options: StubFullOptions = {},
): Scene {
  const platform = config.platform ?? createStubFullPlatform(options)
  const { retry } = config
  const downloader = createDownloader({
    ...config,
    retry: { jitter: 'none', ...(typeof retry === 'number' ? { limit: retry } : retry) },
    platform,
  })
  return {
    platform,
    downloader,
    add(request) {
      const download = downloader.download(request)
      download.catch(() => undefined)
      return download
    },
  }
}

/** Lets everything happen that is due now. */
export async function flush(): Promise<void> {
  await vi.advanceTimersByTimeAsync(0)
}

export async function pass(milliseconds: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(milliseconds)
}

export function failure(promise: Promise<unknown>): Promise<DownloadError> {
  return promise.then(
    () => {
      throw new Error('expected a rejection')
    },
    (error: DownloadError) => error,
  )
}

/** Where the bytes of an unfinished download are. */
export function partOf({ id }: Download): string {
  return `usr/miniferry/downloads/${id}.part`
}

export function urlOf(name: string): string {
  return `https://example.com/${name}`
}

export const journalPath = 'usr/miniferry/downloads/miniferry-downloads.jsonl'

/** The files of a phone and what is in them, but for the journal of what is unfinished where that tells of nothing. */
export function filesOf({ files: { contents } }: StubFullPlatform): [path: string, bytes: Uint8Array][] {
  const records = new Map<string, string>()
  const journal = new TextDecoder().decode(contents.get(journalPath))
  for (const line of journal.split('\n')) {
    const [, id = '', record] = /^(\w+)(?: (.*))?\t$/.exec(line) ?? []
    if (record) records.set(id, record)
    else records.delete(id)
  }
  return [...contents].filter(([path]) => path !== journalPath || records.size > 0)
}

/** The paths of those. */
export function pathsOf(platform: StubFullPlatform): string[] {
  return filesOf(platform).map(([path]) => path)
}

/** The range that a request asks for. */
export function rangeOf(native: StubNative | undefined): string | undefined {
  return native?.request.header?.Range
}

/** Answers a request for a range as a server that knows ranges, with that part of a file. */
export function answerPart(
  native: StubNative | undefined,
  file: Uint8Array<ArrayBuffer>,
  header: Record<string, string> = { ETag: '"1"' },
): void {
  const match = /bytes=(\d+)-(\d+)/.exec(rangeOf(native) ?? '')
  const start = Number(match?.[1])
  const end = Math.min(Number(match?.[2]), file.length - 1)
  const label = { 'Content-Range': `bytes ${start}-${end}/${file.length}` }
  native?.success(file.slice(start, end + 1), { statusCode: 206, header: { ...label, ...header } })
}
