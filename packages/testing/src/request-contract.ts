import type { NativeResult, Platform } from '@miniferry/download-core'
import { afterAll, beforeAll, beforeEach, describe, expect } from 'vitest'
import { type ContractHost, type ContractSubject, createContractTest } from './contract-subject.js'
import { expectBytes } from './expect-bytes.js'
import { fileBytes } from './file-bytes.js'
import { type FileServer, startFileServer } from './file-server.js'
import { type RunningCall, startCall } from './host-faults-contract.js'

/** `Platform.request` over a real server. */
export function describeRequestContract(subject: ContractSubject): void {
  const test = createContractTest(subject)

  describe(`${subject.name} requests over a real server`, () => {
    let server: FileServer
    let host: ContractHost
    let platform: Platform
    const start = (path: string, query = {}, header = {}): RunningCall =>
      startCall(platform, 'request', { url: server.url(path, query), header })
    const bytesOf = ({ data }: NativeResult): Uint8Array => {
      expect(data).toBeInstanceOf(ArrayBuffer)
      return new Uint8Array(data as ArrayBuffer)
    }

    beforeAll(async () => {
      server = await startFileServer()
    })
    afterAll(() => server.close())
    beforeEach(() => {
      host = subject.createHost({})
      platform = subject.createPlatform(host)
    })

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
      expect(result).toMatchObject({ statusCode: 206, header: { 'Content-Range': 'bytes 100-199/1000' } })
      expectBytes(bytesOf(result), fileBytes(100, { offset: 100 }))
    })

    test('are GET, with the headers that they are given, and report those of the answer before the end', async () => {
      const running = start('/file', { size: 10 }, { 'X-Test': 'a b', Cookie: 'c=d' })
      const { header } = await running.outcome
      const headers = { 'x-test': 'a b', cookie: 'c=d' }
      expect(server.requests.at(-1)).toMatchObject({ method: 'GET', headers })
      expect(running.reports).toEqual(['headers', 'success'])
      expect(running.headers).toEqual([header])
      expect(header).toMatchObject({ 'Content-Length': '10' })
    })

    test('answer a status from 400 on with a result, whose status tells', async () => {
      for (const status of [404, 503]) {
        expect((await start(`/status/${status}`).outcome).statusCode).toBe(status)
      }
    })

    test('end the connection when they are aborted', async () => {
      const running = start('/file', { size: 10_000_000, rate: 200_000 })
      await expect.poll(() => running.reports).toEqual(['headers'])
      running.abort()
      expect(await running.outcome).toMatchObject({ code: 'aborted' })
      await expect.poll(() => host.simulate.tasks.length).toBe(0)
      await expect.poll(() => server.requests.at(-1)?.closedEarly).toBe(true)
      running.abort()
      expect(running.reports).toEqual(['headers', 'fail'])
    })
  })
}
