import type { DownloadRequest, DownloadResult } from '@miniferry/download-core'
import { beforeEach, expect } from 'vitest'
import type { ContractHostOptions } from './contract-subject.js'
import { type CachingConfig, createPhone, type DownloaderPhone } from './downloader-phone.js'
import type { DownloaderSubject } from './downloader-subject.js'
import { expectBytes } from './expect-bytes.js'
import { fileBytes } from './file-bytes.js'
import { createInProcessServer, type InProcessServer } from './in-process-server.js'
import type { LoggedRequest } from './logged-request.js'
import { settled, useVirtualTime } from './virtual-time.js'

/** A file server of its own for each test, phones that download from it, and virtual time. */
export interface DownloaderBench {
  readonly server: InProcessServer
  /** The requests of this test. */
  readonly requests: readonly LoggedRequest[]
  /** Body bytes that the server sent in this test. */
  readonly bytesSent: number
  /** Bytes of the largest range that was asked for in this test. */
  readonly largestRange: number
  phone(options?: ContractHostOptions, config?: CachingConfig): DownloaderPhone
  /** Downloads to `a.bin` in small segments, over the old file that is there. */
  fetch(
    phone: DownloaderPhone,
    query: Readonly<Record<string, string | number>>,
    request?: Partial<DownloadRequest>,
  ): Promise<DownloadResult>
}

export { expectBytes }

export const segmentSize: number = 64 * 1024

/** To be called in a `describe`. */
export function useBench(subject: DownloaderSubject): DownloaderBench {
  let server: InProcessServer
  useVirtualTime()
  beforeEach(() => {
    server = createInProcessServer()
  })
  const bench: DownloaderBench = {
    get server() {
      return server
    },
    get requests() {
      return server.requests
    },
    get bytesSent() {
      return bench.requests.reduce((sum, request) => sum + request.bytesSent, 0)
    },
    get largestRange() {
      return Math.max(...bench.requests.map(rangeLength))
    },
    phone: (options, config) =>
      createPhone(subject, { fetch: server.fetch, ...options }, { resume: { segmentSize }, ...config }),
    async fetch(phone, query, request) {
      await phone.write('a.bin', 'old')
      const url = server.url('/file', query)
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
  await expectFiles(phone, ['user/a.bin'])
}

/** There are these files, soon: some are removed after the end is told. */
export async function expectFiles(
  phone: DownloaderPhone,
  expected: readonly string[],
  isMeant: (path: string) => boolean = () => true,
): Promise<void> {
  const files = (): string[] => phone.files().filter(isMeant)
  for (let turn = 0; turn < 100 && files().length > expected.length; turn++) await settled()
  expect(files()).toEqual(expected)
}
