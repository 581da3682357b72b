import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import {
  createDownloadFile,
  type DownloadFile,
  type NativeResult,
  type Platform,
} from '@miniferry/download-core'
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
import { type RunningCall, startCall } from './host-faults-contract.js'
import { watchMemory } from './memory-watch.js'

/** Real bytes from a real server, through the host, into its files or the memory of the app. */
export function describeDownloadContract(subject: ContractSubject): void {
  const test = createContractTest(subject)
  let server: FileServer
  let host: ContractHost
  let platform: Platform
  let downloadFile: DownloadFile

  const useServer = (): void => {
    beforeAll(async () => {
      server = await startFileServer()
    })
    afterAll(() => server.close())
    beforeEach(() => useHost())
  }
  const useHost = (options: ContractHostOptions = {}): void => {
    host = subject.createHost(options)
    platform = subject.createPlatform(host)
    downloadFile = createDownloadFile(platform)
  }
  const userPath = (name: string): string => `${platform.userDataPath()}/${name}`
  const bytesAt = (path: string | undefined): Uint8Array | undefined =>
    path === undefined ? undefined : host.simulate.readFile(path)
  const textAt = (path: string | undefined): string => new TextDecoder().decode(bytesAt(path))

  for (const api of ['download', 'request'] as const) {
    describe(`${subject.name}: calls of ${api} over a real server`, () => {
      useServer()

      const start = (path: string, query = {}, header = {}): RunningCall =>
        startCall(platform, api, { url: server.url(path, query), header })
      const bytesOf = ({ data, tempFilePath }: NativeResult): Uint8Array | undefined => {
        if (api === 'download') return bytesAt(tempFilePath as string)
        expect(data).toBeInstanceOf(ArrayBuffer)
        return new Uint8Array(data as ArrayBuffer)
      }
      const reportsOf = ({ reports }: RunningCall): string[] =>
        reports.filter((report) => report !== 'progress')

      test('hand out the bytes of the server, also of text, JSON and an empty body', async () => {
        for (const query of [
          { size: 100_000 },
          { size: 100, type: 'text/plain' },
          { size: 100, type: 'application/json' },
          { size: 0 },
        ]) {
          const result = await start('/file', query).outcome
          expect(result.statusCode).toBe(200)
          expectBytes(bytesOf(result), fileBytes(query.size))
        }
      })

      test('pass a range on, and the partial answer back', async () => {
        const result = await start('/file', { size: 1000 }, { Range: 'bytes=100-199' }).outcome
        expect(result).toMatchObject({
          statusCode: 206,
          header: { 'Content-Range': 'bytes 100-199/1000' },
        })
        expectBytes(bytesOf(result), fileBytes(100, { offset: 100 }))
      })

      test('are GET, with the headers that they are given, and report those of the answer before the end', async () => {
        const running = start('/file', { size: 10 }, { 'X-Test': 'a b', Cookie: 'c=d' })
        const { header } = await running.outcome
        const headers = { 'x-test': 'a b', cookie: 'c=d' }
        expect(server.requests.at(-1)).toMatchObject({ method: 'GET', headers })
        expect(reportsOf(running)).toEqual(['headers', 'success'])
        expect(running.headers).toEqual([header])
        expect(header).toMatchObject({ 'Content-Length': '10' })
      })

      test(`answer a status from 400 on with a result, whose status tells: ${api}`, async () => {
        for (const status of [400, 404, 500, 503]) {
          const result = await start(`/status/${status}`).outcome
          expect(result.statusCode).toBe(status)
          expect(new TextDecoder().decode(bytesOf(result))).toContain(String(status))
        }
      })

      test('end the connection when they are aborted, with one outcome', async () => {
        const running = start('/file', { size: 10_000_000, rate: 200_000 })
        await expect.poll(() => reportsOf(running)).toEqual(['headers'])
        running.abort()
        expect(await running.outcome).toMatchObject({ code: 'aborted' })
        await expect.poll(() => host.simulate.tasks.length).toBe(0)
        await expect.poll(() => server.requests.at(-1)?.closedEarly).toBe(true)
        running.abort()
        expect(reportsOf(running)).toEqual(['headers', 'fail'])
      })
    })
  }

  describe(`${subject.name}: downloadFile over a real server`, () => {
    useServer()

    test('has a temporary file, or the one at its filePath in place of what is there, and names no other place', async () => {
      const temporary = await downloadFile({ url: server.url('/file', { size: 5 }) })
      expect(temporary).toMatchObject({ errMsg: 'downloadFile:ok', statusCode: 200 })
      expect(temporary).not.toHaveProperty('filePath')
      expectBytes(bytesAt(temporary.tempFilePath), fileBytes(5))
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

    test('fails as network where the connection breaks in the body, and leaves the old file', async () => {
      const filePath = userPath('a.bin')
      await platform.files.writeFile(filePath, 'old')
      const task = downloadFile({ url: server.url('/file', { size: 1_000_000, reset: 200_000 }), filePath })
      await expect(task).rejects.toMatchObject({ code: 'network', retryable: true })
      expect(textAt(filePath)).toBe('old')
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
