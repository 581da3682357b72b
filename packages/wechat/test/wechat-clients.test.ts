import { createDownloadFile, type DownloadError, type DownloadFileResult } from '@miniferry/download-core'
import {
  createScriptedFetch,
  createWechatHost,
  type ScriptedResponse,
  type WechatDevice,
  type WechatHostOptions,
} from '@miniferry/download-simulator'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { WechatHost } from '../src/host.js'
import { timingPhases } from '../src/index.js'
import { createPlatform } from '../src/platform.js'

const url = 'https://example.com/file'
const file: ScriptedResponse = {
  headers: { 'Content-Type': 'text/plain', 'Content-Length': '4' },
  chunks: [{ after: 10, bytes: new TextEncoder().encode('text') }],
}
const slowFile: ScriptedResponse = { chunks: [{ after: 20_000, bytes: 10 }] }
const devices: WechatDevice[] = ['ios', 'android', 'devtools', 'windows', 'mac', 'ohos']

function create(options: WechatHostOptions = {}, script: ScriptedResponse = file) {
  const wx = createWechatHost({ device: 'android', fetch: createScriptedFetch(() => script), ...options })
  const platform = createPlatform(wx as unknown as WechatHost)
  return { wx, platform, downloadFile: createDownloadFile(platform) }
}

/** Everything that has a timer runs, then the outcome is here. */
async function outcomeOf(task: Promise<DownloadFileResult>): Promise<DownloadFileResult | DownloadError> {
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

describe.each(devices)('on %s', (device) => {
  describe.each(['present', 'absent'] as const)('with errno %s', (errno) => {
    const knobs = { errno }

    it.each<[ScriptedResponse, string]>([
      [{ error: 'dns' }, 'network'],
      [{ error: 'refused' }, 'network'],
      [{ error: 'reset' }, 'network'],
      [{ error: 'offline' }, 'network'],
      [{ error: 'tls' }, 'tls'],
    ])('%j is named %s', async (script, code) => {
      const failure = await outcomeOf(create({ device, knobs }, script).downloadFile({ url }))
      expect(failure).toMatchObject({ code, platform: 'wechat' })
      expect((failure as DownloadError).errno === undefined).toBe(errno === 'absent')
    })

    it('a domain that is not listed is named', async () => {
      const { downloadFile } = create({ device, knobs, downloadDomains: ['https://other.com'] })
      expect(await outcomeOf(downloadFile({ url }))).toMatchObject({ code: 'url-not-allowed' })
    })

    it('a file that is too big is named', async () => {
      const script = { headers: { 'Content-Length': '300000000' }, chunks: [{ bytes: 10 }] }
      const { downloadFile } = create({ device, knobs }, script)
      expect(await outcomeOf(downloadFile({ url }))).toMatchObject({ code: 'too-large', retryable: false })
    })

    it("the host's own timeout is named", async () => {
      const { wx, downloadFile } = create({ device, knobs }, { never: true })
      wx.simulate.knobs.longTimeout = 'capped'
      const failure = await outcomeOf(downloadFile({ url, timeout: 100_000 }))
      expect(failure).toMatchObject({ code: 'timeout' })
      expect((failure as DownloadError).native).toBeDefined()
    })

    it('a folder that is missing is named', async () => {
      const { platform, downloadFile } = create({ device, knobs })
      const filePath = `${platform.userDataPath()}/no/a`
      expect(await outcomeOf(downloadFile({ url, filePath }))).toMatchObject({ code: 'file-system' })
    })

    it('more than ten at once on a client that does not queue is named', async () => {
      const { downloadFile } = create({ device, knobs: { ...knobs, parallelOverflow: 'fail' } })
      const outcomes = await Promise.all(Array.from({ length: 12 }, () => outcomeOf(downloadFile({ url }))))
      const codes = outcomes.map((outcome) => ('code' in outcome ? outcome.code : 'ok'))
      expect(codes).toEqual([...Array(10).fill('ok'), 'too-many', 'too-many'])
    })
  })
})

describe('in the background', () => {
  it('a download that takes longer than five seconds is interrupted on a phone', async () => {
    const { wx, downloadFile } = create({}, slowFile)
    const task = downloadFile({ url })
    wx.simulate.background()
    expect(await outcomeOf(task)).toMatchObject({ code: 'interrupted', retryable: true })
  })

  it.each(['ios', 'android'] as const)('a new download is refused on %s', async (device) => {
    const { wx, downloadFile } = create({ device })
    wx.simulate.background()
    await vi.advanceTimersByTimeAsync(5000)
    expect(await outcomeOf(downloadFile({ url }))).toMatchObject({ code: 'interrupted', retryable: true })
  })

  it('nothing is interrupted in DevTools', async () => {
    const { wx, downloadFile } = create({ device: 'devtools' }, slowFile)
    const task = downloadFile({ url })
    wx.simulate.background()
    expect(await outcomeOf(task)).toMatchObject({ statusCode: 200 })
  })
})

describe('a switch of networks', () => {
  it('fails downloads on iOS in a way that may be tried again', async () => {
    const { wx, downloadFile } = create({ device: 'ios' }, slowFile)
    const task = downloadFile({ url })
    await vi.advanceTimersByTimeAsync(100)
    wx.simulate.network('4g')
    expect(await outcomeOf(task)).toMatchObject({
      code: 'network',
      retryable: true,
      errMsg: expect.stringContaining('network change, cancel all task'),
    })
  })
})

describe('a part of a file', () => {
  it.each(['2.9.5', '2.10.0'])('is read with base library %s', async (SDKVersion) => {
    vi.useRealTimers()
    const { files, userDataPath } = create({ SDKVersion }).platform
    const path = `${userDataPath()}/a`
    await files.writeFile(path, '0123456789')
    expect(new TextDecoder().decode(await files.readFile(path, 4, 3))).toBe('456')
  })
})

describe('a request', () => {
  async function request(options: WechatHostOptions = {}) {
    const { wx, platform } = create(options)
    const headers = vi.fn()
    const outcome = new Promise<unknown>((resolve) => {
      const given = { url, header: { a: '1' }, timeout: 5000, filePath: 'b' }
      platform.request(given, { progress: vi.fn(), headers, success: resolve, fail: resolve })
    })
    await vi.runAllTimersAsync()
    return { wx, headers, outcome: await outcome }
  }

  it('is sent in the words of wx.request', async () => {
    const { wx } = await request()
    expect(wx.simulate.calls[0]).toMatchObject({ api: 'request' })
    expect(wx.simulate.calls[0]?.options).toEqual({
      url,
      header: { a: '1' },
      timeout: 5000,
      responseType: 'arraybuffer',
      success: expect.any(Function),
      fail: expect.any(Function),
    })
  })

  it.each(devices)('has the bytes, the status and the headers on %s', async (device) => {
    const { outcome, headers } = await request({ device })
    const header = { 'Content-Type': 'text/plain', 'Content-Length': '4' }
    expect(outcome).toMatchObject({ data: new TextEncoder().encode('text').buffer, statusCode: 200, header })
    expect(headers.mock.calls).toEqual([[header]])
  })
})

describe('the profile', () => {
  it.each([
    ['ios', true],
    ['android', true],
    ['devtools', false],
    ['windows', false],
  ] as const)('on %s is there: %s, as supports says', async (device, isThere) => {
    const { platform, downloadFile } = create({ device })
    const { profile } = (await outcomeOf(downloadFile({ url }))) as DownloadFileResult
    expect(profile !== undefined).toBe(isThere)
    expect(platform.supports('profile')).toBe(isThere)
    if (profile !== undefined) expect(Object.values(timingPhases(profile))).toContainEqual(expect.any(Number))
  })

  it('is absent when it is not wanted', async () => {
    const { downloadFile } = create()
    expect(await outcomeOf(downloadFile({ url, enableProfile: false }))).not.toHaveProperty('profile')
  })
})

describe('header names', () => {
  it.each(['title', 'lower', 'as-sent'] as const)('%s become lower case', async (headerCase) => {
    const { downloadFile } = create({ knobs: { headerCase } })
    const events: object[] = []
    const task = downloadFile({ url })
    task.onHeadersReceived(({ header }) => events.push(header))
    const { header } = (await outcomeOf(task)) as DownloadFileResult
    expect(header).toEqual({ 'content-type': 'text/plain', 'content-length': '4' })
    expect(events).toEqual([header])
  })

  it('come with the event where the result has none', async () => {
    const { downloadFile } = create({ knobs: { resultHeader: 'absent' } })
    expect(await outcomeOf(downloadFile({ url }))).toMatchObject({ header: { 'content-type': 'text/plain' } })
  })
})

describe('what the client reports', () => {
  it.each<[reported: object, expected: object]>([
    [
      { statusCode: 400, errMsg: 'downloadFile:ok' },
      { statusCode: 400, header: {} },
    ],
    [
      { tempFilePath: 'http://tmp/a', statusCode: 200 },
      { path: 'http://tmp/a', tempFilePath: 'http://tmp/a', statusCode: 200, header: {} },
    ],
    [
      {
        tempFilePath: 'wxfile://tmp_a',
        statusCode: 200,
        header: { 'Set-Cookie': ['a=1', 'b=2'] },
        cookies: ['a=1'],
      },
      {
        path: 'wxfile://tmp_a',
        tempFilePath: 'wxfile://tmp_a',
        statusCode: 200,
        header: { 'set-cookie': 'a=1,b=2' },
      },
    ],
  ])('%j becomes the result', async (reported, expected) => {
    const { wx, downloadFile } = create()
    wx.simulate.respondNext(reported)
    expect(await outcomeOf(downloadFile({ url }))).toStrictEqual({ errMsg: 'downloadFile:ok', ...expected })
  })

  it.each([
    {
      errno: 600001,
      errMsg:
        'downloadFile:fail errcode:-202 cronet_error_code:-202 error_msg:net::ERR_CERT_AUTHORITY_INVALID',
    },
    { errMsg: 'downloadFile:fail ssl hand shake error' },
  ])('%j is an error that keeps it', async (reported) => {
    const { wx, downloadFile } = create()
    wx.simulate.failNext(reported)
    expect(await outcomeOf(downloadFile({ url }))).toMatchObject({ code: 'tls', native: reported })
  })
})

describe('a bad argument', () => {
  it('that the host would refuse before the call returned is found before it is called', async () => {
    const { wx, downloadFile } = create({ knobs: { failSynchronously: true } })
    const outcome = await outcomeOf(downloadFile({ url: 'wxfile://tmp_a' }))
    expect(outcome).toMatchObject({ code: 'invalid-argument' })
    expect(wx.simulate.calls).toEqual([])
  })

  it('that only the host can know fails after the call returned', async () => {
    const order: string[] = []
    const options = { downloadDomains: ['https://other.com'], knobs: { failSynchronously: true } }
    const { downloadFile } = create(options)
    const task = downloadFile({ url, fail: ({ code }) => order.push(code) })
    order.push('returned')
    await outcomeOf(task)
    expect(order).toEqual(['returned', 'url-not-allowed'])
  })
})

describe('Chinese characters in the url', () => {
  it.each(devices)('are no trouble on %s', async (device) => {
    const { downloadFile } = create({ device })
    expect(await outcomeOf(downloadFile({ url: 'https://example.com/你好 世界|.txt' }))).toMatchObject({
      statusCode: 200,
    })
  })
})
