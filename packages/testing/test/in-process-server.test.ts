import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { fileBytes } from '../src/file-bytes.js'
import { type FileServer, startFileServer } from '../src/file-server.js'
import { createFileService } from '../src/file-service.js'
import { createInProcessServer, type InProcessServer } from '../src/in-process-server.js'
import { createServiceFetch } from '../src/service-fetch.js'
import { createRemoteService, type FromServer, serveMessages } from '../src/service-messages.js'

let inProcess: InProcessServer

beforeEach(() => {
  inProcess = createInProcessServer({ doors: 2 })
})

const init = (headers: Record<string, string> = {}, signal = new AbortController().signal) => ({
  method: 'GET',
  headers,
  signal,
})

const bytesOf = async (answer: Response): Promise<Buffer> => Buffer.from(await answer.arrayBuffer())

const readerOf = ({ body }: Response) => body?.getReader() ?? expect.fail('no body')

const headersOf = ({ headers }: Response): Record<string, string> => Object.fromEntries(headers)

describe('the file server without sockets', () => {
  let real: FileServer
  beforeAll(async () => {
    real = await startFileServer()
  })
  afterAll(() => real.close())

  // What a connection is about, and the time of day.
  const ofSockets = ['connection', 'date', 'keep-alive', 'transfer-encoding']

  it.each<[address: string, headers?: Record<string, string>]>([
    ['/file?size=1000'],
    ['/file?size=600000&length=no'],
    ['/file?size=1000&gzip=1'],
    ['/file?size=1000', { Range: 'bytes=100-199' }],
    ['/file?size=1000', { Range: 'bytes=2000-' }],
    ['/file?etag=%22a%22', { 'If-None-Match': '"a"' }],
    ['/file?size=10&header=Cache-Control%3Amax-age%3D10&date=no'],
    ['/image?width=16&height=10'],
    ['/status/404'],
    ['/redirect?times=2&to=%2Ffile'],
    ['/nothing-here'],
    ['/file?size=many'],
    ['/图片/你好.txt'],
  ])('answers as over sockets: %s %o', async (address, headers = {}) => {
    const answers = await Promise.all([
      inProcess.fetch(inProcess.origin + address, init(headers)),
      fetch(real.origin + address, { headers, redirect: 'manual' }),
    ])
    const [here, there] = answers.map((answer) =>
      Object.entries(headersOf(answer)).filter(([name]) => !ofSockets.includes(name)),
    )
    expect(Object.fromEntries(here ?? [])).toEqual(Object.fromEntries(there ?? []))
    expect(Buffer.compare(await bytesOf(answers[0]), await bytesOf(answers[1]))).toBe(0)
    expect(answers[0].status).toBe(answers[1].status)
    const { path, query, status, bytesSent } = real.requests.at(-1) ?? {}
    expect(inProcess.requests.at(-1)).toMatchObject({ path, query, status, bytesSent })
  })
})

describe('a network without sockets', () => {
  it('breaks the body where it is asked to, as a reset', async () => {
    const answer = await inProcess.fetch(`${inProcess.origin}/file?size=9000&reset=5000`, init())
    const reader = readerOf(answer)
    expect((await reader.read()).value).toHaveLength(5000)
    await expect(reader.read()).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } })
    expect(inProcess.requests[0]).toMatchObject({ bytesSent: 5000, closedEarly: true, isOver: true })
  })

  it('ends on both sides when it is aborted', async () => {
    const controller = new AbortController()
    const answer = inProcess.fetch(`${inProcess.origin}/never`, init({}, controller.signal))
    controller.abort()
    await expect(answer).rejects.toMatchObject({ name: 'AbortError' })
    expect(inProcess.requests[0]).toMatchObject({ closedEarly: true, isOver: true })
  })

  it('gives no more of a body that was aborted, not even what has come', async () => {
    const controller = new AbortController()
    const answer = await inProcess.fetch(`${inProcess.origin}/file?size=10`, init({}, controller.signal))
    controller.abort()
    await expect(readerOf(answer).read()).rejects.toMatchObject({ name: 'AbortError' })
  })

  it('asks nothing where it was aborted before', async () => {
    await expect(
      inProcess.fetch(`${inProcess.origin}/file`, init({}, AbortSignal.abort())),
    ).rejects.toMatchObject({ name: 'AbortError' })
    expect(inProcess.requests).toEqual([])
  })

  it('ends for the server when the body is cancelled', async () => {
    const answer = await inProcess.fetch(`${inProcess.origin}/file?size=10000000`, init())
    await readerOf(answer).cancel()
    expect(inProcess.requests[0]).toMatchObject({ closedEarly: true, isOver: true })
  })

  it('waits for a reader that is slow', async () => {
    const answer = await inProcess.fetch(`${inProcess.origin}/file?size=10000000`, init())
    await new Promise(setImmediate)
    expect(inProcess.requests[0]?.bytesSent).toBeLessThan(2_000_000)
    expect(await bytesOf(answer)).toHaveLength(10_000_000)
  })

  it('has the other ports that the server names', async () => {
    const [main = '', ...doors] = [inProcess.origin, ...inProcess.doors]
    const named = JSON.parse((await bytesOf(await inProcess.fetch(`${main}/doors`, init()))).toString())
    expect(doors).toEqual(named.map((port: number) => `http://127.0.0.1:${port}`))
    for (const door of doors) expect((await inProcess.fetch(`${door}/file`, init())).status).toBe(200)
  })

  it.each([
    ['http://127.0.0.1:8786/file', 'ECONNREFUSED'],
    ['http://127.0.0.1/file', 'ECONNREFUSED'],
    ['http://127.0.0.2:8787/file', 'ECONNREFUSED'],
    ['http://nowhere.invalid/file', 'ENOTFOUND'],
    ['https://127.0.0.1:8787/file', 'EPROTO'],
  ])('has nobody else: %s', async (address, code) => {
    await expect(inProcess.fetch(address, init())).rejects.toMatchObject({ cause: { code } })
  })
})

describe('on a fake clock', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('takes the time that it is asked to, to the millisecond', async () => {
    const start = Date.now()
    const answering = inProcess.fetch(`${inProcess.origin}/file?size=1000&rate=1000&delay=300`, init())
    await vi.advanceTimersByTimeAsync(299)
    expect(inProcess.requests[0]?.bytesSent).toBe(0)
    await vi.advanceTimersByTimeAsync(51)
    const reading = bytesOf(await answering)
    await vi.runAllTimersAsync()
    await reading
    expect(Date.now() - start).toBe(1300)
  })

  it('refuses an address that has expired, and no other one', async () => {
    const statusOf = async (signature: number) =>
      (await inProcess.fetch(`${inProcess.origin}/file?validFor=2000&signature=${signature}`, init())).status
    expect(await statusOf(1)).toBe(200)
    await vi.advanceTimersByTimeAsync(1999)
    expect(await statusOf(1)).toBe(200)
    await vi.advanceTimersByTimeAsync(1)
    expect([await statusOf(1), await statusOf(2)]).toEqual([403, 200])
  })
})

describe('the service at the other end of a line of messages', () => {
  const createFetch = () => {
    const service = createFileService()
    let hear = (_message: FromServer): void => undefined
    const receive = serveMessages(service.answer, (message) => queueMicrotask(() => hear(message)))
    const fetch = createServiceFetch(
      createRemoteService(
        (message) => queueMicrotask(() => receive(message)),
        (listener) => {
          hear = listener
        },
      ),
    )
    return { fetch, requests: service.requests }
  }

  it('answers as one that is near', async () => {
    const { fetch, requests } = createFetch()
    const answer = await fetch('http://any/file?size=3000000', init({ Range: 'bytes=1-2999999' }))
    expect(answer.status).toBe(206)
    expect(headersOf(answer)).toMatchObject({ 'content-range': 'bytes 1-2999999/3000000' })
    expect(Buffer.compare(await bytesOf(answer), fileBytes(2_999_999, { offset: 1 }))).toBe(0)
    expect(requests[0]).toMatchObject({ bytesSent: 2_999_999, closedEarly: false, isOver: true })
  })

  it('waits for a reader that is slow, and ends when it goes', async () => {
    const { fetch, requests } = createFetch()
    const answer = await fetch('http://any/file?size=10000000', init())
    await new Promise(setImmediate)
    expect(requests[0]?.bytesSent).toBeLessThan(2_000_000)
    await readerOf(answer).cancel()
    await new Promise(setImmediate)
    expect(requests[0]).toMatchObject({ closedEarly: true, isOver: true })
  })

  it('breaks where it breaks', async () => {
    const { fetch } = createFetch()
    const reader = readerOf(await fetch('http://any/file?size=9000&reset=5000', init()))
    expect((await reader.read()).value).toHaveLength(5000)
    await expect(reader.read()).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } })
  })
})
