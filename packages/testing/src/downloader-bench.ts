import { Buffer } from 'node:buffer'
import type { DownloaderConfig, DownloadRequest, DownloadResult } from '@miniferry/download-core'
import { afterAll, beforeAll, beforeEach, expect } from 'vitest'
import type { ContractHostOptions } from './contract-subject.js'
import { createPhone, type DownloaderPhone } from './downloader-phone.js'
import type { DownloaderSubject } from './downloader-subject.js'
import { fileBytes } from './file-bytes.js'
import { type FileServer, type LoggedRequest, startFileServer } from './file-server.js'

/** A real server, and phones that download from it. */
export interface DownloaderBench {
  readonly server: FileServer
  /** The requests of this test. */
  readonly requests: readonly LoggedRequest[]
  /** Body bytes that the server sent in this test. */
  readonly bytesSent: number
  /** Bytes of the largest range that was asked for in this test. */
  readonly largestRange: number
  phone(options?: ContractHostOptions, config?: DownloaderConfig): DownloaderPhone
  /** Downloads to `a.bin` in small segments, over the old file that is there. */
  fetch(
    phone: DownloaderPhone,
    query: Readonly<Record<string, string | number>>,
    request?: Partial<DownloadRequest>,
  ): Promise<DownloadResult>
}

export const segmentSize: number = 64 * 1024

/** To be called in a `describe`. */
export function useBench(subject: DownloaderSubject): DownloaderBench {
  let server: FileServer
  let from = 0
  beforeAll(async () => {
    server = await startFileServer()
  })
  afterAll(() => server.close())
  beforeEach(() => {
    from = server.requests.length
  })
  const bench: DownloaderBench = {
    get server() {
      return server
    },
    get requests() {
      // What an earlier test aborted may come in late.
      const ours = ['', String(from)]
      return server.requests.slice(from).filter(({ query }) => ours.includes(query.test ?? ''))
    },
    get bytesSent() {
      return bench.requests.reduce((sum, request) => sum + request.bytesSent, 0)
    },
    get largestRange() {
      return Math.max(...bench.requests.map(rangeLength))
    },
    phone: (options, config) => createPhone(subject, options, { resume: { segmentSize }, ...config }),
    async fetch(phone, query, request) {
      await phone.write('a.bin', 'old')
      // Attempts are counted by address: no two tests share one.
      const url = server.url('/file', { ...query, test: from })
      return phone.downloader.download({ url, filePath: phone.path('a.bin'), ...request })
    },
  }
  return bench
}

function rangeLength({ headers }: LoggedRequest): number {
  const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? '') ?? []
  return first === undefined ? 0 : Number(last) - Number(first) + 1
}

/** The file is the server's, and there is no other on the whole disk. */
export function expectOnly(phone: DownloaderPhone, size: number, seed = 1): void {
  expectBytes(phone.read('a.bin'), fileBytes(size, { seed }))
  expect(phone.files()).toEqual(['user/a.bin'])
}

/** Nothing has changed: the old file is there, and nothing else. */
export async function expectOld(phone: DownloaderPhone): Promise<void> {
  expect(new TextDecoder().decode(phone.read('a.bin'))).toBe('old')
  // What is removed after the end is told.
  await expect.poll(() => phone.files()).toEqual(['user/a.bin'])
}

export function expectBytes(actual: Uint8Array | undefined, expected: Uint8Array): void {
  expect(actual?.length).toBe(expected.length)
  expect(Buffer.compare(actual ?? new Uint8Array(), expected)).toBe(0)
}
