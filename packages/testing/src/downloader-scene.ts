import { Buffer } from 'node:buffer'
import type { DownloadResult } from '@miniferry/download-core'
import { beforeEach, expect } from 'vitest'
import type { ContractHostOptions, DownloaderSubject } from './contract-subject.js'
import { expectBytes } from './expect-bytes.js'
import { fileBytes } from './file-bytes.js'
import type { Query } from './file-server-query.js'
import { createInProcessServer, type InProcessServer } from './in-process-server.js'
import { type CachingConfig, createPhone, type Phone } from './phone.js'
import { settled, useVirtualTime } from './virtual-time.js'

const segmentSize = 64 * 1024

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
    phone: (options: ContractHostOptions = {}, config: CachingConfig = {}): Phone =>
      createPhone(subject, { fetch: server.fetch, ...options }, { resume: { segmentSize }, ...config }),
    /** Downloads to `a.bin` in small segments, over the old file that is there. */
    async fetch(phone: Phone, query: Query): Promise<DownloadResult> {
      await phone.write('a.bin', 'old')
      const url = server.url('/file', query)
      return phone.downloader.download({ url, filePath: phone.path('a.bin') })
    },
  }
}

/** The file is the server's, and there is no other on the whole disk. */
export function expectOnly(phone: Phone, size: number): void {
  expectBytes(phone.read('a.bin'), fileBytes(size))
  expect(phone.files()).toEqual(['user/a.bin'])
}

/** Nothing has changed: the old file is there, and nothing else. */
export async function expectOld(phone: Phone): Promise<void> {
  expect(Buffer.from(phone.read('a.bin') ?? []).toString()).toBe('old')
  // Some are removed after the end is told.
  for (let turn = 0; turn < 100 && phone.files().length > 1; turn++) await settled()
  expect(phone.files()).toEqual(['user/a.bin'])
}
