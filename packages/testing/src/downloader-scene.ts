import { Buffer } from 'node:buffer'
import type { DownloadRequest, DownloadResult } from '@miniferry/download-core'
import { beforeEach, expect } from 'vitest'
import type { ContractHostOptions, DownloaderSubject } from './contract-subject.js'
import { expectBytes } from './expect-bytes.js'
import { fileBytes } from './file-bytes.js'
import type { Query } from './file-server-query.js'
import { createInProcessServer, type InProcessServer } from './in-process-server.js'
import type { LoggedRequest } from './logged-request.js'
import { type CachingConfig, createPhone, type Phone } from './phone.js'
import { settled, useVirtualTime } from './virtual-time.js'

export const segmentSize: number = 64 * 1024

/** To be called in a `describe`: a file server of its own for each test, phones that download from it, and virtual time. */
export function useDownloaderScene(subject: DownloaderSubject) {
  let server: InProcessServer
  useVirtualTime()
  beforeEach(() => {
    server = createInProcessServer()
  })
  return {
    get server() {
      return server
    },
    get requests() {
      return server.requests
    },
    get statuses() {
      return server.requests.map(({ status }) => status)
    },
    /** Body bytes of all answers. */
    get bytesSent() {
      return server.requests.reduce((sum, request) => sum + request.bytesSent, 0)
    },
    /** Bytes of the largest range that was asked for. */
    get largestRange() {
      return Math.max(...server.requests.map(rangeLength))
    },
    phone: (options: ContractHostOptions = {}, config: CachingConfig = {}): Phone =>
      createPhone(subject, { fetch: server.fetch, ...options }, { resume: { segmentSize }, ...config }),
    /** Downloads to `a.bin` in small segments, over the old file that is there. */
    async fetch(phone: Phone, query: Query, request?: Partial<DownloadRequest>): Promise<DownloadResult> {
      await phone.write('a.bin', 'old')
      const url = server.url('/file', query)
      return phone.downloader.download({ url, filePath: phone.path('a.bin'), ...request })
    },
  }
}

function rangeLength({ headers }: LoggedRequest): number {
  const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? '') ?? []
  return first === undefined ? 0 : Number(last) - Number(first) + 1
}

/** The file is the server's, and there is no other on the whole disk. */
export function expectOnly(phone: Phone, size: number, seed = 1): void {
  expectBytes(phone.read('a.bin'), fileBytes(size, { seed }))
  expect(phone.files()).toEqual(['user/a.bin'])
}

/** Nothing has changed: the old file is there, and nothing else. */
export async function expectOld(phone: Phone): Promise<void> {
  expect(Buffer.from(phone.read('a.bin') ?? []).toString()).toBe('old')
  await expectFiles(phone, ['user/a.bin'])
}

/** There are these files, soon: some are removed after the end is told. */
export async function expectFiles(
  phone: Phone,
  expected: readonly string[],
  isMeant: (path: string) => boolean = () => true,
): Promise<void> {
  const files = (): string[] => phone.files().filter(isMeant)
  for (let turn = 0; turn < 100 && files().length > expected.length; turn++) await settled()
  expect(files()).toEqual(expected)
}
