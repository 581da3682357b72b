import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createDownloadFile, type DownloadFile, type Platform } from '@miniferry/download-core'
import { afterAll, beforeAll, beforeEach, describe, expect } from 'vitest'
import {
  type ContractHost,
  type ContractHostOptions,
  type ContractSubject,
  createContractTest,
} from './contract-subject.js'
import { expectBytes } from './expect-bytes.js'
import { fileBytes } from './file-bytes.js'
import { type FileServer, startFileServer } from './file-server.js'
import { watchMemory } from './memory-watch.js'

/** Real bytes from a real server, through the host, into its files. */
export function describeDownloadContract(subject: ContractSubject): void {
  const test = createContractTest(subject)

  describe(`${subject.name} over a real server`, () => {
    let server: FileServer
    let host: ContractHost
    let platform: Platform
    let downloadFile: DownloadFile

    const useHost = (options: ContractHostOptions = {}): void => {
      host = subject.createHost(options)
      platform = subject.createPlatform(host)
      downloadFile = createDownloadFile(platform)
    }
    const userPath = (name: string): string => `${platform.userDataPath()}/${name}`
    const bytesAt = (path: string | undefined): Uint8Array | undefined =>
      path === undefined ? undefined : host.simulate.readFile(path)
    const textAt = (path: string | undefined): string => new TextDecoder().decode(bytesAt(path))

    beforeAll(async () => {
      server = await startFileServer()
    })
    afterAll(() => server.close())
    beforeEach(() => useHost())

    test('puts the bytes of the server into a temporary file, also of an empty body', async () => {
      for (const size of [100_000, 0]) {
        const result = await downloadFile({ url: server.url('/file', { size }) })
        expect(result).toMatchObject({ errMsg: 'downloadFile:ok', statusCode: 200 })
        expect(result).not.toHaveProperty('filePath')
        expectBytes(bytesAt(result.tempFilePath), fileBytes(size))
      }
    })

    test('puts them at filePath, replaces what is there, and names no other place', async () => {
      const filePath = userPath('a.bin')
      await platform.files.writeFile(filePath, 'old and longer than the new one')
      const result = await downloadFile({ url: server.url('/file', { size: 5 }), filePath })
      expect(result.filePath).toBe(filePath)
      expect(result).not.toHaveProperty('tempFilePath')
      expectBytes(bytesAt(filePath), fileBytes(5))
      expect(await platform.files.readdir(platform.userDataPath())).toEqual(['a.bin'])
    })

    test('fails where the disk is full', async () => {
      host.simulate.fillDisk(1000)
      const filePath = userPath('a.bin')
      const task = downloadFile({ url: server.url('/file', { size: 5000 }), filePath })
      await expect(task).rejects.toMatchObject({ code: 'storage-full' })
      expect(bytesAt(filePath)).toBeUndefined()
    })

    test('answers a status from 400 on with a result, whose status tells', async () => {
      for (const status of [400, 404, 500, 503]) {
        const result = await downloadFile({ url: server.url(`/status/${status}`) })
        expect(result.statusCode).toBe(status)
        expect(textAt(result.tempFilePath)).toContain(String(status))
      }
    })

    test('unpacks a compressed body, whose total is not known', async () => {
      const totals: unknown[] = []
      const task = downloadFile({ url: server.url('/file', { size: 80_000, gzip: 1 }) })
      task.onProgressUpdate((event) => totals.push(event.totalBytesExpectedToWrite, event.progress))
      const { tempFilePath } = await task
      expectBytes(bytesAt(tempFilePath), fileBytes(80_000))
      expect(new Set(totals)).toEqual(new Set([undefined]))
    })

    test('reports the headers before the end, and with the result, in lower case', async () => {
      const order: string[] = []
      const task = downloadFile({ url: server.url('/file', { size: 10, type: 'text/plain' }) })
      task.onHeadersReceived(({ header }) => order.push(`headers ${header['content-type']}`))
      const { header } = await task
      order.push('end')
      expect(order).toEqual(['headers text/plain', 'end'])
      expect(header).toMatchObject({ 'content-type': 'text/plain', 'content-length': '10' })
    })

    test('sends the headers that it is given, and passes a range on, and the partial answer back', async () => {
      const header = { Range: 'bytes=100-199', 'X-Test': 'a b', Cookie: 'c=d' }
      const result = await downloadFile({ url: server.url('/file', { size: 1000 }), header })
      expect(server.requests.at(-1)?.headers).toMatchObject({ 'x-test': 'a b', cookie: 'c=d' })
      expect(result.statusCode).toBe(206)
      expect(result.header['content-range']).toBe('bytes 100-199/1000')
      expectBytes(bytesAt(result.tempFilePath), fileBytes(100, { offset: 100 }))
    })

    test('fails as network where the connection breaks in the body, and leaves the old file', async () => {
      const filePath = userPath('a.bin')
      await platform.files.writeFile(filePath, 'old')
      const task = downloadFile({ url: server.url('/file', { size: 1_000_000, reset: 200_000 }), filePath })
      await expect(task).rejects.toMatchObject({ code: 'network', retryable: true })
      expect(textAt(filePath)).toBe('old')
    })

    test('ends the connection when it is aborted midway, with one outcome and no event after it', async () => {
      const seen: string[] = []
      const task = downloadFile({
        url: server.url('/file', { size: 10_000_000, rate: 200_000 }),
        success: () => seen.push('success'),
        fail: ({ code }) => seen.push(code),
        complete: () => seen.push('complete'),
      })
      await new Promise<void>((resolve) => task.onProgressUpdate(() => resolve()))
      task.onProgressUpdate(() => seen.push('progress'))
      task.abort()
      await expect(task).rejects.toMatchObject({ code: 'aborted', name: 'AbortError' })
      await expect.poll(() => host.simulate.tasks.length).toBe(0)
      await expect.poll(() => server.requests.at(-1)?.closedEarly).toBe(true)
      expect(seen).toEqual(['aborted', 'complete'])
    })

    test('keeps memory flat while it downloads 100 MB', async () => {
      const directory = mkdtempSync(path.join(tmpdir(), 'miniferry-contract-'))
      const size = 100_000_000
      try {
        useHost({ disk: subject.createFolderDisk(directory) })
        const memory = watchMemory()
        const task = downloadFile({ url: server.url('/file', { size }), timeout: 300_000 })
        task.onProgressUpdate(memory.look)
        const { tempFilePath = '' } = await task
        expect(await platform.files.stat(tempFilePath)).toMatchObject({ size })
        memory.look()
        // Sender and receiver share this process; what either kept would be on top of its buffers.
        expect(memory.rise).toBeLessThan(size * 0.4)
      } finally {
        rmSync(directory, { recursive: true, force: true })
      }
    })
  })
}
