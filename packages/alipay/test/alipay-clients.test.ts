import { createDownloader, createDownloadFile, type DownloadError } from '@miniferry/download-core'
import {
  type AlipayHostOptions,
  type AlipayKnobs,
  createAlipayHost,
  createScriptedFetch,
  type ScriptedResponse,
} from '@miniferry/download-simulator'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { AlipayHost } from '../src/host.js'
import { createPlatform } from '../src/platform.js'

const url = 'https://example.com/file'
const file: ScriptedResponse = {
  headers: { 'Content-Type': 'text/plain', 'Content-Length': '4' },
  chunks: [{ after: 10, bytes: new TextEncoder().encode('text') }],
}

function create(options: AlipayHostOptions = {}, script: ScriptedResponse = file) {
  const my = createAlipayHost({ device: 'android', fetch: createScriptedFetch(() => script), ...options })
  const platform = createPlatform(my as unknown as AlipayHost)
  const textAt = (path = ''): string | undefined => {
    const bytes = my.simulate.readFile(path)
    return bytes && new TextDecoder().decode(bytes)
  }
  return { my, platform, textAt, downloadFile: createDownloadFile(platform) }
}

/** Everything that has a timer runs, then the outcome is here. */
async function outcomeOf<Outcome>(task: Promise<Outcome>): Promise<Outcome | DownloadError> {
  const outcome = task.catch((error: DownloadError) => error)
  await vi.runAllTimersAsync()
  return outcome
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('what the client reports', () => {
  it.each<[reported: object, expected: object]>([
    // native-apis.md §1.2: the combinations that clients send.
    [{ apFilePath: 'tmp/1' }, { path: 'tmp/1', tempFilePath: 'tmp/1', header: {} }],
    [
      { apFilePath: 'tmp/1', tempFilePath: 'tmp/1' },
      { path: 'tmp/1', tempFilePath: 'tmp/1', header: {} },
    ],
    [{ tempFilePath: 'tmp/1' }, { path: 'tmp/1', tempFilePath: 'tmp/1', header: {} }],
    [
      { apFilePath: 'tmp/1', statusCode: 404, header: { ETag: 'a' } },
      { path: 'tmp/1', tempFilePath: 'tmp/1', statusCode: 404, header: { etag: 'a' } },
    ],
    [
      { apFilePath: 'tmp/1', headers: { ETag: 'a' } },
      { path: 'tmp/1', tempFilePath: 'tmp/1', header: { etag: 'a' } },
    ],
    [
      { apFilePath: 'tmp/1', header: { ETag: 'a' }, headers: { ETag: 'a' }, dataLength: 5 },
      { path: 'tmp/1', tempFilePath: 'tmp/1', header: { etag: 'a' }, dataLength: 5 },
    ],
    [
      { dataLength: 0, statusCode: 304 },
      { statusCode: 304, dataLength: 0, header: {} },
    ],
  ])('%j becomes the result', async (reported, expected) => {
    const { my, downloadFile } = create()
    my.simulate.respondNext(reported)
    expect(await outcomeOf(downloadFile({ url }))).toStrictEqual({ errMsg: 'downloadFile:ok', ...expected })
  })

  it.each<[reported: object, expected: object]>([
    [{ filePath: 'https://usr/a' }, { path: 'https://usr/a', filePath: 'https://usr/a', header: {} }],
    [
      { filePath: 'https://usr/a', statusCode: 200 },
      { path: 'https://usr/a', filePath: 'https://usr/a', statusCode: 200, header: {} },
    ],
    [
      { filePath: 'https://usr/a', tempFilePath: 'tmp/1' },
      { path: 'https://usr/a', filePath: 'https://usr/a', header: {} },
    ],
  ])('%j for a filePath becomes the result, where a file is there', async (reported, expected) => {
    const { my, platform, downloadFile } = create()
    await platform.files.writeFile('https://usr/a', 'text')
    my.simulate.respondNext(reported)
    expect(await outcomeOf(downloadFile({ url, filePath: 'https://usr/a' }))).toStrictEqual({
      errMsg: 'downloadFile:ok',
      ...expected,
    })
  })

  it.each([{}, { statusCode: 200 }, { statusCode: 204, dataLength: 0 }])(
    '%j is a success without a file, which is none',
    async (reported) => {
      const { my, downloadFile } = create()
      for (const options of [{ url }, { url, filePath: 'https://usr/a' }]) {
        my.simulate.respondNext(reported)
        expect(await outcomeOf(downloadFile(options))).toMatchObject({
          code: 'unknown',
          errMsg: 'downloadFile:fail success without a file',
        })
      }
    },
  )

  it('has no status, headers or length before client 10.3.30, and has the headers of the event', async () => {
    const { platform, downloadFile } = create({ clientVersion: '10.3.20' })
    const result = await outcomeOf(downloadFile({ url }))
    expect(Object.keys(result).sort()).toEqual(['errMsg', 'header', 'path', 'tempFilePath'])
    expect(result).toMatchObject({ header: { 'content-type': 'text/plain' } })
    expect(platform.supports('statusCode')).toBe(false)
  })

  it('has a temporary file from apFilePath before base library 2.7.23', async () => {
    const { textAt, downloadFile } = create({ SDKVersion: '2.7.20' })
    const result = await outcomeOf(downloadFile({ url }))
    expect(textAt((result as { tempFilePath?: string }).tempFilePath)).toBe('text')
  })
})

describe('a 404', () => {
  it.each<[AlipayKnobs['httpError'], object]>([
    ['success-with-status', { errMsg: 'downloadFile:ok', statusCode: 404 }],
    ['success-without-status', { errMsg: 'downloadFile:ok', statusCode: undefined }],
    ['error-12', { code: 'network', errno: 12 }],
    ['error-19', { code: 'http-status', errno: 19, retryable: false, statusCode: undefined }],
  ])('on a client that says %s', async (httpError, expected) => {
    const { downloadFile } = create({ knobs: { httpError } }, { ...file, status: 404 })
    const outcome = (await outcomeOf(downloadFile({ url }))) as unknown as Record<string, unknown>
    for (const [name, value] of Object.entries(expected)) expect(outcome[name]).toBe(value)
  })
})

describe('a client that ignores filePath', () => {
  const old = { clientVersion: '10.2.60' }

  it('has the file moved there', async () => {
    const { platform, textAt, downloadFile } = create(old)
    const filePath = `${platform.userDataPath()}/a.txt`
    expect(await outcomeOf(downloadFile({ url, filePath }))).toMatchObject({ filePath })
    expect(textAt(filePath)).toBe('text')
    expect(await platform.files.readdir(`${platform.userDataPath()}/miniferry`)).toEqual([])
  })

  it.each(['replace', 'refuse'] as const)(
    'has what is there replaced, where the host would %s',
    async (existing) => {
      const knobs = { saveFileExisting: existing, renameExisting: existing }
      const { platform, textAt, downloadFile } = create({ ...old, knobs })
      const filePath = `${platform.userDataPath()}/a.txt`
      await platform.files.writeFile(filePath, 'what was there')
      await outcomeOf(downloadFile({ url, filePath }))
      expect(textAt(filePath)).toBe('text')
      expect(await platform.files.readdir(`${platform.userDataPath()}/miniferry`)).toEqual([])
    },
  )

  it('keeps what is there where the new file does not fit', async () => {
    const { my, platform, textAt, downloadFile } = create(old)
    const filePath = `${platform.userDataPath()}/a.txt`
    await platform.files.writeFile(filePath, 'old')
    my.simulate.fillDisk(2)
    expect(await outcomeOf(downloadFile({ url, filePath }))).toMatchObject({ code: 'storage-full', url })
    expect(textAt(filePath)).toBe('old')
  })

  it('keeps what is there where the path is not one of its own', async () => {
    const { downloadFile } = create(old)
    expect(await outcomeOf(downloadFile({ url, filePath: '/app.json' }))).toMatchObject({
      code: 'invalid-argument',
    })
  })
})

describe('what the call returns', () => {
  it.each<Partial<AlipayKnobs>>([
    { task: 'present', promise: 'present' },
    { task: 'present', promise: 'absent' },
    { task: 'absent', promise: 'absent' },
    { task: 'absent', promise: 'present' },
    { task: 'without-abort', promise: 'present' },
    { task: 'present', promise: 'present', abortReturns: 'rejects' },
    { task: 'present', promise: 'absent', abortReturns: 'nothing', abortError: 12 },
    { task: 'present', promise: 'present', rejectionWithCallbacks: 'unhandled' },
  ])('may be %j: downloads, aborts, and leaves no rejection behind', async (knobs) => {
    const unhandled = vi.fn()
    process.on('unhandledRejection', unhandled)
    const { textAt, downloadFile } = create({ knobs })
    const result = await outcomeOf(downloadFile({ url }))
    expect(textAt((result as { tempFilePath?: string }).tempFilePath)).toBe('text')

    const aborted = downloadFile({ url })
    await vi.advanceTimersByTimeAsync(5)
    aborted.abort()
    aborted.abort()
    expect(await outcomeOf(aborted)).toMatchObject({ code: 'aborted', name: 'AbortError' })

    const failed = create({ knobs }, { error: 'refused' }).downloadFile({ url })
    expect(await outcomeOf(failed)).toMatchObject({ code: 'network', errno: 12 })
    vi.useRealTimers()
    await new Promise((resolve) => setImmediate(resolve))
    process.removeListener('unhandledRejection', unhandled)
    expect(unhandled).not.toHaveBeenCalled()
  })

  it('may lack the task of the IDE, whose download is still dropped when it is aborted', async () => {
    const { downloadFile } = create({ device: 'ide', knobs: { task: 'absent', promise: 'absent' } })
    const success = vi.fn()
    const task = downloadFile({ url, success })
    task.abort()
    expect(await outcomeOf(task)).toMatchObject({ code: 'aborted' })
    expect(success).not.toHaveBeenCalled()
  })
})

describe('urls', () => {
  it('may be data URLs, which are passed on as they are', async () => {
    const { my, textAt, downloadFile } = create()
    const data = `data:text/plain;base64,${btoa('hello')}`
    const result = await outcomeOf(downloadFile({ url: data }))
    expect(textAt((result as { tempFilePath?: string }).tempFilePath)).toBe('hello')
    expect(my.simulate.calls[0]?.options.url).toBe(data)
  })

  it('of data are not repeated in errors', async () => {
    const { my, downloadFile } = create()
    my.simulate.failNext({ error: 12, errorMessage: '下载失败' })
    const failure = await outcomeOf(downloadFile({ url: 'data:text/plain,secret' }))
    expect(failure).toMatchObject({ url: 'data:text/plain;…' })
  })

  it('of http are refused in words that name the url', async () => {
    const { downloadFile } = create({ urlCheck: true })
    const failure = await outcomeOf(downloadFile({ url: 'http://example.com/' }))
    expect(failure).toMatchObject({ code: 'invalid-argument', errno: 20 })
  })

  it('of domains that are not listed are refused', async () => {
    const { downloadFile } = create({ downloadDomains: ['https://other.com'] })
    expect(await outcomeOf(downloadFile({ url }))).toMatchObject({ code: 'url-not-allowed', errno: 4 })
  })
})

describe('options that only WeChat has', () => {
  it('are left out, with one warning each', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
    const { my, downloadFile } = create()
    const options = { url, enableProfile: true, enableHttp2: true, enableQuic: true }
    await outcomeOf(downloadFile(options))
    await outcomeOf(downloadFile(options))
    expect(warn).toHaveBeenCalledTimes(3)
    warn.mockRestore()
    expect(Object.keys(my.simulate.calls[0]?.options ?? {}).sort()).toEqual(['fail', 'success', 'url'])
  })
})

describe('a request', () => {
  async function request(script: ScriptedResponse = file) {
    const { my, platform } = create({}, script)
    const headers = vi.fn()
    const outcome = new Promise<unknown>((resolve) => {
      const given = { url, header: { a: '1' }, timeout: 5000, filePath: 'b' }
      platform.request(given, { progress: vi.fn(), headers, success: resolve, fail: resolve })
    })
    await vi.runAllTimersAsync()
    return { my, headers, outcome: await outcome }
  }

  it('is sent in the words of my.request', async () => {
    const { my } = await request()
    expect(my.simulate.calls[0]).toMatchObject({ api: 'request' })
    expect(my.simulate.calls[0]?.options).toEqual({
      url,
      headers: { a: '1' },
      timeout: 5000,
      dataType: 'arraybuffer',
      success: expect.any(Function),
      fail: expect.any(Function),
    })
  })

  it('has the bytes, the status and the headers', async () => {
    const { outcome, headers } = await request()
    const header = { 'Content-Type': 'text/plain', 'Content-Length': '4' }
    expect(outcome).toMatchObject({ data: new TextEncoder().encode('text').buffer, statusCode: 200, header })
    expect(headers.mock.calls).toEqual([[header]])
  })

  it('has the status and the headers where the client has one name for each', () => {
    const reported = { data: 'a', status: 206, headers: { ETag: 'b' } }
    const { request } = createPlatform({
      request: (options: { success(payload: object): void }) => options.success(reported),
    } as AlipayHost)
    const success = vi.fn()
    request({ url }, { progress: vi.fn(), headers: vi.fn(), success, fail: vi.fn() })
    expect(success.mock.calls).toMatchObject([[{ data: 'a', statusCode: 206, header: { ETag: 'b' } }]])
  })

  it.each<[string, ScriptedResponse]>([
    ['a status from 400 on', { ...file, status: 404 }],
    ['a bad certificate', { error: 'tls' }],
  ])('fails with the number of a bad status for %s', async (_, script) => {
    expect((await request(script)).outcome).toMatchObject({ code: 'http-status', errno: 19 })
  })
})

describe('gaps of the contract', () => {
  it('a digest that the host lacks is unsupported', async () => {
    vi.useRealTimers()
    const { files, userDataPath } = create().platform
    const path = `${userDataPath()}/a`
    await files.writeFile(path, 'abc')
    await expect(files.digest(path, 'sha256')).rejects.toMatchObject({ code: 'unsupported', errno: 16 })
  })

  it('a bad certificate is a failure of the network like any other', async () => {
    const { downloadFile } = create({}, { error: 'tls' })
    expect(await outcomeOf(downloadFile({ url }))).toMatchObject({ code: 'network', errno: 12 })
  })
})

describe('a file larger than 10 MB', () => {
  it('does not fit at a filePath', async () => {
    const big = { chunks: [{ bytes: 11 * 1024 * 1024 }] }
    const { platform, downloadFile } = create({}, big)
    const filePath = `${platform.userDataPath()}/a.bin`
    expect(await outcomeOf(downloadFile({ url, filePath }))).toMatchObject({
      code: 'storage-full',
      errno: 10028,
    })
    expect(await outcomeOf(downloadFile({ url }))).toMatchObject({ errMsg: 'downloadFile:ok' })
  })

  it('ends a download in segments after the first of them', async () => {
    const size = 12 * 1024 * 1024
    const asked: (string | undefined)[] = []
    const my = createAlipayHost({
      fetch: createScriptedFetch((_, { headers }) => {
        asked.push(headers.Range)
        const last = Number(/-(\d+)$/.exec(headers.Range ?? '')?.[1] ?? size - 1)
        return {
          status: 206,
          headers: { ETag: '"1"', 'Content-Range': `bytes 0-${last}/${size}` },
          chunks: [{ bytes: last + 1 }],
        }
      }),
    })
    const platform = createPlatform(my as unknown as AlipayHost)
    const filePath = `${platform.userDataPath()}/a.bin`
    await platform.files.writeFile(filePath, 'old')
    const download = createDownloader({ platform, resume: { segmentSize: 65_536 } }).download({
      url,
      filePath,
    })
    expect(await outcomeOf(download)).toMatchObject({ code: 'too-large' })
    expect(asked).toEqual(['bytes=0-65535'])
    expect(await platform.files.readText(filePath)).toBe('old')
    expect(await platform.files.readdir(`${platform.userDataPath()}/miniferry/downloads`)).toEqual([
      'miniferry-downloads.jsonl',
    ])
  })
})

describe('a client that tells neither status nor headers', () => {
  it('is asked for the whole file at once', async () => {
    const { my, platform, textAt } = create({ clientVersion: '10.2.60' })
    const filePath = `${platform.userDataPath()}/a.txt`
    const result = await outcomeOf(createDownloader({ platform }).download({ url, filePath }))
    expect(result).not.toHaveProperty('statusCode')
    expect(textAt(filePath)).toBe('text')
    const [call, ...others] = my.simulate.calls.filter(({ api }) => api === 'downloadFile')
    expect(call?.options.header).not.toHaveProperty('Range')
    expect(others).toEqual([])
  })
})
