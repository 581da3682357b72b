import type {
  NativeFailure,
  NativeRequest,
  NativeResult,
  NativeTask,
  Platform,
} from '@miniferry/download-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, vi } from 'vitest'
import { type ContractHost, type ContractSubject, createContractTest } from './contract-subject.js'
import { expectBytes } from './expect-bytes.js'
import { fileBytes } from './file-bytes.js'
import { type FileServer, startFileServer } from './file-server.js'
import { oddTasks } from './odd-tasks.js'

/** What a host's `request` is called with. */
interface NativeOptions {
  readonly url: string
  success(payload?: unknown): void
  fail(payload?: unknown): void
}

interface RunningRequest extends NativeTask {
  /** Its only outcome. */
  readonly outcome: Promise<NativeResult | NativeFailure>
  /** The names of what was reported so far. */
  readonly reports: readonly string[]
  readonly headers: readonly unknown[]
}

const address = 'https://example.com/file'

/** `Platform.request`: real bytes from a real server, and hosts that misbehave. */
export function describeRequestContract(subject: ContractSubject): void {
  const test = createContractTest(subject)

  function start(platform: Platform, request: NativeRequest): RunningRequest {
    const reports: string[] = []
    const headers: unknown[] = []
    let abort = (): void => undefined
    const outcome = new Promise<NativeResult | NativeFailure>((resolve) => {
      const task = platform.request(request, {
        progress: () => reports.push('progress'),
        headers(header) {
          reports.push('headers')
          headers.push(header)
        },
        success(result) {
          reports.push('success')
          resolve(result)
        },
        fail(failure) {
          reports.push('fail')
          resolve(failure)
        },
      })
      abort = task.abort
    })
    return { abort: () => abort(), outcome, reports, headers }
  }
  const run = async (platform: Platform, request: NativeRequest): Promise<NativeResult & NativeFailure> =>
    (await start(platform, request).outcome) as NativeResult & NativeFailure
  const bytesOf = (data: unknown): Uint8Array => {
    expect(data).toBeInstanceOf(ArrayBuffer)
    return new Uint8Array(data as ArrayBuffer)
  }

  describe(`${subject.name} requests over a real server`, () => {
    let server: FileServer
    let host: ContractHost
    let platform: Platform

    beforeAll(async () => {
      server = await startFileServer()
    })
    afterAll(() => server.close())
    beforeEach(() => {
      host = subject.createHost({})
      platform = subject.createPlatform(host)
    })

    test('hand out the bytes of the server', async () => {
      const { data, statusCode } = await run(platform, { url: server.url('/file', { size: 100_000 }) })
      expect(statusCode).toBe(200)
      expectBytes(bytesOf(data), fileBytes(100_000))
    })

    test('hand out bytes where the answer is text or JSON', async () => {
      for (const type of ['text/plain', 'application/json']) {
        const { data } = await run(platform, { url: server.url('/file', { size: 100, type }) })
        expectBytes(bytesOf(data), fileBytes(100))
      }
    })

    test('hand out an empty buffer for an empty body', async () => {
      const { data } = await run(platform, { url: server.url('/file', { size: 0 }) })
      expectBytes(bytesOf(data), new Uint8Array())
    })

    test('pass a range on, and the partial answer back', async () => {
      const url = server.url('/file', { size: 1000 })
      const { data, statusCode, header } = await run(platform, { url, header: { Range: 'bytes=100-199' } })
      expect(statusCode).toBe(206)
      expect(header).toMatchObject({ 'Content-Range': 'bytes 100-199/1000' })
      expectBytes(bytesOf(data), fileBytes(100, { offset: 100 }))
    })

    test('are GET, with the headers that they are given', async () => {
      await run(platform, {
        url: server.url('/file', { size: 1 }),
        header: { 'X-Test': 'a b', Cookie: 'c=d' },
      })
      expect(server.requests.at(-1)).toMatchObject({
        method: 'GET',
        headers: { 'x-test': 'a b', cookie: 'c=d' },
      })
    })

    test('report the headers before the end, and with the result', async () => {
      const running = start(platform, { url: server.url('/file', { size: 10 }) })
      const { header } = (await running.outcome) as NativeResult
      expect(running.reports).toEqual(['headers', 'success'])
      expect(running.headers).toEqual([header])
      expect(header).toMatchObject({ 'Content-Length': '10' })
    })

    test('answer a status from 400 on with a result, whose status tells', async () => {
      for (const status of [404, 503]) {
        const { statusCode } = await run(platform, { url: server.url(`/status/${status}`) })
        expect(statusCode).toBe(status)
      }
    })

    test('end the connection when they are aborted', async () => {
      const running = start(platform, { url: server.url('/file', { size: 10_000_000, rate: 200_000 }) })
      await expect.poll(() => running.reports).toEqual(['headers'])
      running.abort()
      expect(await running.outcome).toMatchObject({ code: 'aborted' })
      await expect.poll(() => host.simulate.tasks.length).toBe(0)
      await expect.poll(() => server.requests.at(-1)?.closedEarly).toBe(true)
      running.abort()
      expect(running.reports).toEqual(['headers', 'fail'])
    })

    test('get only what was given, and nothing that only downloads have', async () => {
      const url = server.url('/file', { size: 1 })
      const onlyForDownloads = {
        filePath: `${platform.userDataPath()}/a`,
        enableProfile: true,
        enableHttp2: true,
        enableQuic: true,
      }
      await run(platform, { url, ...onlyForDownloads })
      const options = host.simulate.calls.find(({ api }) => api === 'request')?.options ?? {}
      expect(options).toMatchObject({ url })
      // One more, which asks for bytes.
      expect(Object.keys(options)).toHaveLength(4)
      expect(Object.keys(options)).toEqual(expect.arrayContaining(['fail', 'success', 'url']))
      for (const name of Object.keys(onlyForDownloads)) expect(options).not.toHaveProperty(name)
    })
  })

  describe(`${subject.name} requests over a bad network`, () => {
    beforeEach(() => {
      vi.useFakeTimers()
    })
    afterEach(() => {
      vi.useRealTimers()
    })

    for (const [error, code] of [
      ['dns', 'network'],
      ['refused', 'network'],
      ['reset', 'network'],
      ['offline', 'network'],
      ['tls', 'tls'],
    ] as const) {
      test(`fail as ${code} on a network error of kind ${error}`, async () => {
        const host = subject.createHost({ fetch: subject.createScriptedFetch(() => ({ error })) })
        const outcome = run(subject.createPlatform(host), { url: address })
        await vi.runAllTimersAsync()
        expect(await outcome).toMatchObject({ code, errMsg: expect.stringMatching(/^request:fail ./) })
      })
    }

    test('time out on the host where they are given a timeout', async () => {
      const host = subject.createHost({ fetch: subject.createScriptedFetch(() => ({ never: true })) })
      const { outcome, reports } = start(subject.createPlatform(host), { url: address, timeout: 3000 })
      await vi.advanceTimersByTimeAsync(2990)
      expect(reports).toEqual([])
      await vi.advanceTimersByTimeAsync(100)
      expect(await outcome).toMatchObject({ code: 'timeout' })
    })
  })

  describe(`${subject.name} requests over a bare host`, () => {
    const create = (request: unknown): Platform => subject.createBarePlatform({ request })
    const unhandled = vi.fn()
    afterEach(() => {
      process.removeListener('unhandledRejection', unhandled)
      unhandled.mockClear()
    })

    for (const [title, createTask] of Object.entries(oddTasks)) {
      test(`end, and can be aborted, with ${title}`, async () => {
        process.on('unhandledRejection', unhandled)
        const data = new ArrayBuffer(1)
        const answering = create(({ success }: NativeOptions) => {
          setImmediate(() => success({ data, statusCode: 200 }))
          return createTask()
        })
        const running = start(answering, { url: address })
        expect(() => running.abort()).not.toThrow()
        expect(await running.outcome).toMatchObject({ data, statusCode: 200 })
        expect(() => running.abort()).not.toThrow()
        await new Promise((resolve) => setImmediate(resolve))
        expect(unhandled).not.toHaveBeenCalled()
        expect(running.reports).toEqual(['success'])
      })
    }

    test('are unsupported where the host lacks the API', async () => {
      expect(await run(create(undefined), { url: address })).toMatchObject({
        code: 'unsupported',
        errMsg: 'request:fail request is not available on this client',
      })
    })

    test('fail where the host throws, with what it threw', async () => {
      const native = new Error('boom')
      const throwing = create(() => {
        throw native
      })
      expect(await run(throwing, { url: address })).toEqual({
        code: 'unknown',
        errMsg: 'request:fail boom',
        errno: undefined,
        native,
      })
    })

    for (const payload of [undefined, null, 5, 'text', []]) {
      test(`read ${JSON.stringify(payload)} as a success that reports nothing`, async () => {
        const { data, statusCode, header } = await run(
          create(({ success }: NativeOptions) => success(payload)),
          { url: address },
        )
        expect([data, statusCode, header]).toEqual([undefined, undefined, undefined])
      })

      test(`read ${JSON.stringify(payload)} as a failure`, async () => {
        const failing = create(({ fail }: NativeOptions) => fail(payload))
        expect(await run(failing, { url: address })).toMatchObject({ code: 'unknown', native: payload })
      })
    }
  })
}
