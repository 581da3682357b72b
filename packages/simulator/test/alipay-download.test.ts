import { type FileServer, fileBytes, startFileServer } from '@miniferry/testing'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { type AlipayHostOptions, createAlipayHost, createScriptedFetch } from '../src/index.js'
import { download, startDownload } from './native-call.js'

// Over real sockets: what the fetch of Node does is a part of what is simulated. Nothing here looks at a clock.
let server: FileServer
beforeAll(async () => {
  server = await startFileServer()
})
afterAll(() => server.close())

const url = 'https://example.com/a.bin'
const answering = (status: number) =>
  createScriptedFetch(() => ({ status, headers: { 'Content-Length': '3' }, chunks: [{ bytes: 3 }] }))

describe('my.downloadFile over HTTP', () => {
  it('§1.2 gives apFilePath and tempFilePath, status, headers and length, and no errMsg', async () => {
    const my = createAlipayHost()
    const result = await download(my, { url: server.url('/file', { size: 5000, seed: 2 }) })
    expect(result).toMatchObject({ statusCode: 200, dataLength: 5000, tempFilePath: result.apFilePath })
    expect(result.header).toHaveProperty('Content-Length', '5000')
    expect(result.headers).toEqual(result.header)
    expect(result).not.toHaveProperty('errMsg')
    expect(result).not.toHaveProperty('filePath')
    expect(my.simulate.readFile(String(result.apFilePath))).toEqual(fileBytes(5000, { seed: 2 }))
  })

  it.each([
    ['/image?width=8&height=8', 'image'],
    ['/file?type=image/png', 'other'],
  ])('§1.2 looks into the file for the end of its path: %s', async (path, kind) => {
    const result = await download(createAlipayHost(), { url: server.url(path) })
    expect(result.apFilePath).toMatch(new RegExp(`^https://resource/[\\da-f]+\\.${kind}$`))
  })

  it('§1.2 with filePath names it alone', async () => {
    const my = createAlipayHost()
    const filePath = `${my.env.USER_DATA_PATH}/a.bin`
    const result = await download(my, { url: server.url('/file', { size: 7 }), filePath })
    expect(result).toMatchObject({ filePath })
    expect(result).not.toHaveProperty('apFilePath')
    expect(my.simulate.readFile(filePath)).toEqual(fileBytes(7))
  })

  it('§1.5 sends its own Referer', async () => {
    const my = createAlipayHost({ appId: '2021' })
    const result = await download(my, { url: server.url('/echo'), header: { referer: 'https://mine' } })
    const { headers } = JSON.parse(new TextDecoder().decode(my.simulate.readFile(String(result.apFilePath))))
    expect(headers.referer).toMatch(/^https:\/\/2021\.hybrid\.alipay-eco\.com\/2021\//)
  })

  it('§2 tells headers under the plural name, and progress', async () => {
    const record = startDownload(createAlipayHost(), { url: server.url('/file', { size: 100_000 }) })
    await record.done
    expect(record.headers[0]).toHaveProperty(['headers', 'Content-Length'], '100000')
    expect(record.progress.at(-1)).toEqual({
      progress: 100,
      totalBytesWritten: 100_000,
      totalBytesExpectedToWrite: 100_000,
    })
  })
})

describe('my.downloadFile by client', () => {
  const run = (options: AlipayHostOptions, more: object = {}) =>
    download(createAlipayHost({ device: 'ios', fetch: answering(200), ...options }), { url, ...more })

  it('§1.2 before client 10.3.30 or base library 2.8.8 no status, headers or length', async () => {
    for (const options of [{ clientVersion: '10.3.20' }, { SDKVersion: '2.8.7' }]) {
      expect(Object.keys(await run(options))).toEqual(['apFilePath', 'tempFilePath'])
    }
  })

  it('§1.2 before base library 2.7.23 no tempFilePath', async () => {
    expect(Object.keys(await run({ SDKVersion: '2.7.22' }))).toEqual(['apFilePath'])
  })

  it('§1.1 before client 10.2.80 filePath is ignored', async () => {
    const my = createAlipayHost({ device: 'ios', clientVersion: '10.2.79', fetch: answering(200) })
    const filePath = `${my.env.USER_DATA_PATH}/a.bin`
    const result = await download(my, { url, filePath })
    expect(result).not.toHaveProperty('filePath')
    expect(result.apFilePath).toMatch(/^https:\/\/resource\//)
    expect(my.simulate.readFile(filePath)).toBeUndefined()
  })

  it.each([
    ['data:image/png;base64,iVBORw0KGgo=', '10.2.0', 'image'],
    ['data:text/plain,%E4%BD%A0', '10.5.10', 'other'],
  ])('§1.1 a data URL: %s', async (dataUrl, clientVersion, kind) => {
    const my = createAlipayHost({ device: 'ios', clientVersion })
    const { apFilePath } = await download(my, { url: dataUrl })
    expect(apFilePath).toMatch(new RegExp(`\\.${kind}$`))
    expect(my.simulate.readFile(String(apFilePath))).toHaveLength(kind === 'image' ? 8 : 3)
  })

  it('§1.1 before client 10.5.10 a data URL is an image in base64', async () => {
    expect(await run({ clientVersion: '10.5.9' }, { url: 'data:text/plain,hello' })).toMatchObject({
      error: 2,
    })
  })
})

describe('my.downloadFile failures, native-apis.md §3.3', () => {
  const fail = (options: AlipayHostOptions, more: object = {}) =>
    download(createAlipayHost(options), { url, ...more })
  const scripted = (error: 'dns' | 'offline' | 'reset') => createScriptedFetch(() => ({ error }))

  it('2 for what is no url', async () => {
    for (const target of [undefined, 'nothing', 'ftp://example.com/']) {
      expect(await fail({}, { url: target })).toEqual({
        error: 2,
        errorMessage: 'invalid parameter!',
        message: 'invalid parameter!',
      })
    }
  })

  it('4 for a domain, where the list is enforced; a parent covers its children', async () => {
    const options = { downloadDomains: ['a.com'], fetch: answering(200) }
    expect(await fail(options)).toEqual({
      error: 4,
      errorMessage: '无权调用',
      message: '无权调用',
      signature: 'N22104',
    })
    expect(await fail(options, { url: 'https://x.a.com/' })).toHaveProperty('apFilePath')
    expect(await fail(options, { url: 'https://xa.com/' })).toHaveProperty('error', 4)
  })

  it('20 for http, where it is enforced', async () => {
    const failure = await fail({ urlCheck: true }, { url: 'http://example.com/' })
    expect(failure).toEqual({ error: 20, errorMessage: '请求url不支持http,请使用https' })
  })

  it('12 for the network, with the words of iOS when it is offline', async () => {
    expect(await fail({ fetch: scripted('dns') })).toEqual({ error: 12, errorMessage: '下载失败' })
    expect(await fail({ fetch: scripted('reset'), device: 'ios' })).toEqual({
      error: 12,
      errorMessage: '下载失败',
    })
    expect(await fail({ fetch: scripted('offline'), device: 'ios' })).toEqual({
      error: 12,
      errorMessage: '似乎已断开与互联网的连接。',
    })
  })

  it('file codes where filePath cannot be', async () => {
    const my = createAlipayHost({ fetch: answering(200) })
    const codes = []
    for (const filePath of ['https://usr/no/a', '/a', 'https://resource/a', 'https://usr/../a']) {
      codes.push((await download(my, { url, filePath })).error)
    }
    expect(codes).toEqual([10022, 10024, 10024, 10024])
  })

  it('10028 for a file over 10 MB, unless downloads do not obey it', async () => {
    const fetch = createScriptedFetch(() => ({ chunks: [{ bytes: 10 * 1024 * 1024 }, { bytes: 1 }] }))
    const filePath = 'https://usr/a.bin'
    expect(await fail({ fetch }, { filePath })).toHaveProperty('error', 10028)
    expect(await fail({ fetch }, {})).toHaveProperty('apFilePath')
  })

  it.each([
    ['success-with-status', { statusCode: 404 }],
    ['success-without-status', { dataLength: 3 }],
    ['error-12', { error: 12, errorMessage: '下载失败' }],
    ['error-19', { error: 19, errorMessage: 'http status error' }],
  ] as const)('§10 row 1 a 404 is %s', async (httpError, expected) => {
    const outcome = await fail({ fetch: answering(404), knobs: { httpError } })
    expect(outcome).toMatchObject(expected)
    expect('statusCode' in outcome).toBe(httpError === 'success-with-status')
  })
})

describe('my.downloadFile on a fake clock', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })
  const slow = () =>
    createScriptedFetch(() => ({
      chunks: [
        { after: 20_000, bytes: 10 },
        { after: 20_000, bytes: 10 },
      ],
    }))

  it('§1.6 a timeout is error 12, and a client without the option waits 60 s', async () => {
    const fetch = createScriptedFetch(() => ({ never: true }))
    const newer = startDownload(createAlipayHost({ fetch, device: 'ios' }), { url, timeout: 1000 })
    const older = startDownload(createAlipayHost({ fetch, device: 'ios', clientVersion: '10.3.19' }), {
      url,
      timeout: 1000,
    })
    await vi.advanceTimersByTimeAsync(1000)
    expect(newer.payload).toEqual({ error: 12, errorMessage: '下载失败' })
    expect(older.order).toEqual(['returned'])
    await vi.advanceTimersByTimeAsync(59_000)
    expect(older.payload.error).toBe(12)
  })

  it('§1.7 no limit on parallel downloads, no rule for the background or the network', async () => {
    const my = createAlipayHost({ fetch: slow(), device: 'ios' })
    const records = Array.from({ length: 30 }, () => startDownload(my, { url }))
    my.simulate.background()
    my.simulate.network('4g')
    await vi.advanceTimersByTimeAsync(40_000)
    expect(records.every((record) => record.payload.dataLength === 20)).toBe(true)
  })

  it.each([
    [9, { error: 9, errorMessage: 'downloadFile:fail abort' }],
    [12, { error: 12, errorMessage: '下载失败' }],
  ] as const)('§10 row 2 abort() is error %s', async (abortError, failure) => {
    const my = createAlipayHost({ fetch: slow(), knobs: { abortError, promise: 'absent' } })
    const record = startDownload(my, { url })
    expect(await record.task.abort?.()).toEqual({ success: true })
    await vi.advanceTimersByTimeAsync(0)
    expect(record.payload).toEqual(failure)
    expect(record.order).toEqual(['returned', 'fail', 'complete'])
  })
})

describe('what my.downloadFile returns, native-apis.md §1.4', () => {
  const returned = (knobs: AlipayHostOptions['knobs'], callbacks: object = { success: () => undefined }) =>
    createAlipayHost({ fetch: answering(200), ...(knobs ? { knobs } : {}) }).downloadFile({
      url,
      ...callbacks,
    })

  it('a promise that is the task as well', async () => {
    const value = returned({})
    expect(value).toBeInstanceOf(Promise)
    expect(Object.keys(value as object).sort()).toEqual([
      'abort',
      'offHeadersReceived',
      'offProgressUpdate',
      'onHeadersReceived',
      'onProgressUpdate',
    ])
    expect(await value).toHaveProperty('apFilePath')
  })

  it('or only one of them, or nothing', () => {
    expect(returned({ promise: 'absent' })).not.toBeInstanceOf(Promise)
    expect(returned({ promise: 'without-callbacks' })).not.toBeInstanceOf(Promise)
    expect(returned({ promise: 'without-callbacks' }, {})).toBeInstanceOf(Promise)
    expect(returned({ task: 'absent' })).not.toHaveProperty('abort')
    expect(returned({ task: 'without-abort' })).toHaveProperty('onProgressUpdate')
    expect(returned({ task: 'without-abort' })).not.toHaveProperty('abort')
    expect(returned({ task: 'absent', promise: 'absent' })).toBeUndefined()
  })

  it('the promise rejects with { error, errorMessage }', async () => {
    const my = createAlipayHost()
    await expect(my.downloadFile({ url: 'nothing' })).rejects.toMatchObject({ error: 2 })
  })

  it('§2 abort() gives a promise that resolves or rejects, or nothing', async () => {
    const abort = (abortReturns: 'resolves' | 'rejects' | 'nothing') =>
      startDownload(createAlipayHost({ fetch: answering(200), knobs: { abortReturns } }), {
        url,
      }).task.abort?.()
    await expect(abort('resolves')).resolves.toEqual({ success: true })
    await expect(abort('rejects')).rejects.toMatchObject({ error: 2 })
    expect(abort('nothing')).toBeUndefined()
  })
})
