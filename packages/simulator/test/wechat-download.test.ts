import { type FileServer, fileBytes, startFileServer } from '@miniferry/testing'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createScriptedFetch, createWechatHost, type WechatDevice } from '../src/index.js'
import { download, startDownload } from './native-call.js'

// Over real sockets: the words of real failures, and what the fetch of Node does, are what is simulated. Nothing here looks at a clock.
let server: FileServer
beforeAll(async () => {
  server = await startFileServer()
})
afterAll(() => server.close())

const MiB = 1024 * 1024

describe('wx.downloadFile over HTTP', () => {
  it('§1.2 stores the bytes in a temporary file, and only then names a tempFilePath', async () => {
    const wx = createWechatHost({ device: 'android' })
    const result = await download(wx, { url: server.url('/file', { size: 20_000, seed: 5 }) })
    expect(result).toMatchObject({ errMsg: 'downloadFile:ok', statusCode: 200, dataLength: 20_000 })
    expect(result).not.toHaveProperty('filePath')
    expect(
      Buffer.compare(
        wx.simulate.readFile(String(result.tempFilePath)) ?? Buffer.of(),
        fileBytes(20_000, { seed: 5 }),
      ),
    ).toBe(0)
  })

  it('§1.2 with filePath names it and no tempFilePath', async () => {
    const wx = createWechatHost()
    const filePath = `${wx.env.USER_DATA_PATH}/图.png`
    const result = await download(wx, { url: server.url('/file', { size: 9 }), filePath })
    expect(result.filePath).toBe(filePath)
    expect(result).not.toHaveProperty('tempFilePath')
    expect(wx.simulate.readFile(filePath)).toEqual(fileBytes(9))
  })

  it.each([
    ['ios', /^wxfile:\/\/tmp_[\da-f]+\.png$/],
    ['devtools', /^http:\/\/tmp\/[\da-f]+\.png$/],
  ] as const)('§1.2 the temporary path of %s', async (device, shape) => {
    const result = await download(createWechatHost({ device }), {
      url: server.url('/image', { width: 8, height: 8 }),
    })
    expect(result.tempFilePath).toMatch(shape)
  })

  it.each([
    ['application/octet-stream', '.bin'],
    ['image/jpeg; charset=binary', '.jpg'],
    ['model/gltf-binary', '.unknown'],
  ])('§1.2 the extension follows from Content-Type %s', async (type, extension) => {
    const result = await download(createWechatHost(), { url: server.url('/file', { size: 4, type }) })
    expect(String(result.tempFilePath).endsWith(extension)).toBe(true)
  })

  it('§1.5 an answer is a success whatever its status, and its body lands at filePath', async () => {
    const wx = createWechatHost()
    const filePath = `${wx.env.USER_DATA_PATH}/a.bin`
    const result = await download(wx, { url: server.url('/status/404'), filePath })
    expect(result).toMatchObject({ errMsg: 'downloadFile:ok', statusCode: 404, filePath })
    expect(new TextDecoder().decode(wx.simulate.readFile(filePath))).toContain('error page')
  })

  it('§1.5 follows redirects, and sends its own Referer', async () => {
    const wx = createWechatHost({ appId: 'wx123' })
    const url = server.url('/redirect', { times: 2, to: '/echo' })
    const result = await download(wx, { url, header: { Referer: 'https://mine', 'X-Mine': '1' } })
    const echo = JSON.parse(new TextDecoder().decode(wx.simulate.readFile(String(result.tempFilePath))))
    expect(echo.headers).toMatchObject({
      'x-mine': '1',
      referer: 'https://servicewechat.com/wx123/devtools/page-frame.html',
    })
  })

  it('§2 tells headers, then progress in percent, then success, then complete', async () => {
    const wx = createWechatHost()
    const record = startDownload(wx, { url: server.url('/file', { size: 1_000_000 }) })
    await record.done
    expect(record.order).toEqual(['returned', 'success', 'complete'])
    expect(record.headers).toHaveLength(1)
    expect(record.headers[0]).toHaveProperty(['header', 'Content-Length'], '1000000')
    expect(record.progress.at(-1)).toEqual({
      progress: 100,
      totalBytesWritten: 1_000_000,
      totalBytesExpectedToWrite: 1_000_000,
    })
    expect(record.progress.every(({ progress }) => Number.isInteger(progress))).toBe(true)
  })

  it.each([{ length: 'no' }, { gzip: 1 }])('§2 has no total for %o', async (knobs) => {
    const record = startDownload(createWechatHost(), { url: server.url('/file', { size: 50_000, ...knobs }) })
    await record.done
    expect(record.progress.at(-1)).toEqual({
      progress: 0,
      totalBytesWritten: 50_000,
      totalBytesExpectedToWrite: -1,
    })
    expect(record.payload.dataLength).toBe(50_000)
  })

  it('§2 after abort() fails with abort, leaves the server and no file', async () => {
    const wx = createWechatHost({ device: 'ios' })
    const filePath = `${wx.env.USER_DATA_PATH}/a.bin`
    const record = startDownload(wx, {
      url: server.url('/file', { size: 10 * MiB, rate: 100_000 }),
      filePath,
    })
    record.task.onHeadersReceived?.(() => record.task.abort?.())
    expect(await record.done).toEqual({ errno: 603105, errMsg: 'downloadFile:fail abort' })
    expect(record.order).toEqual(['returned', 'fail', 'complete'])
    expect(wx.simulate.readFile(filePath)).toBeUndefined()
    await expect.poll(() => server.requests.at(-1)?.closedEarly).toBe(true)
  })

  it('§3.2 a connection cut in the middle is a reset', async () => {
    const url = server.url('/file', { size: 100_000, reset: 5000 })
    expect(await download(createWechatHost({ device: 'android' }), { url })).toEqual({
      errno: 600001,
      errMsg: 'downloadFile:fail -101:net::ERR_CONNECTION_RESET',
    })
    expect(await download(createWechatHost(), { url })).toMatchObject({
      errMsg: 'downloadFile:fail Error: socket hang up',
    })
  })

  it('§3.2 a closed port is refused, with the words of Node in DevTools', async () => {
    const closed = await startFileServer()
    await closed.close()
    const port = new URL(closed.origin).port
    const failure = await download(createWechatHost(), { url: `${closed.origin}/` })
    expect(failure.errMsg).toBe(`downloadFile:fail Error: connect ECONNREFUSED 127.0.0.1:${port}`)
  })

  it('§1.1 a Chinese path works in DevTools and is refused by iOS, unless it is encoded', async () => {
    const raw = `${server.origin}/图片/你好.txt`
    expect((await download(createWechatHost(), { url: raw })).statusCode).toBe(200)
    const wx = createWechatHost({ device: 'ios' })
    expect((await download(wx, { url: raw })).errno).toBe(600009)
    expect((await download(wx, { url: encodeURI(raw) })).statusCode).toBe(200)
  })

  it('§1.7 refuses more than 200 MB before a byte of it is fetched', async () => {
    const wx = createWechatHost({ device: 'ios' })
    const failure = await download(wx, { url: server.url('/file', { size: 200 * MiB + 1 }) })
    expect(failure).toEqual({ errno: 603301, errMsg: 'downloadFile:fail exceed max file size' })
  })

  it('§1.1 passes Range on, and a 206 is a success', async () => {
    const wx = createWechatHost()
    const url = server.url('/file', { size: 1000 })
    const result = await download(wx, { url, header: { Range: 'bytes=100-199' } })
    expect(result.statusCode).toBe(206)
    expect(wx.simulate.readFile(String(result.tempFilePath))).toEqual(fileBytes(100, { offset: 100 }))
    wx.simulate.knobs.downloadRange = 'dropped'
    expect((await download(wx, { url, header: { range: 'bytes=100-199' } })).statusCode).toBe(200)
  })

  it('§4 has a profile on phones only, in order, and not when it is switched off', async () => {
    const wx = createWechatHost({ device: 'ios' })
    const url = server.url('/redirect', { to: '/file?size=1000&delay=20' })
    const { profile } = (await download(wx, { url })) as { profile: Record<string, number> }
    const chain = [
      'redirectStart',
      'redirectEnd',
      'fetchStart',
      'domainLookUpStart',
      'domainLookUpEnd',
      'connectStart',
      'connectEnd',
      'requestStart',
      'requestEnd',
      'responseStart',
      'responseEnd',
    ].map((name) => profile[name])
    expect(chain).toEqual([...chain].sort((one, other) => Number(one) - Number(other)))
    expect(profile).toMatchObject({ receivedBytedCount: 1000, peerIP: '127.0.0.1', SSLconnectionStart: 0 })
    expect(Object.keys(profile)).toHaveLength(29)
    expect(await download(wx, { url, enableProfile: false })).not.toHaveProperty('profile')
    expect(await download(createWechatHost(), { url })).not.toHaveProperty('profile')
    expect(
      await download(createWechatHost({ device: 'ios', SDKVersion: '2.10.3' }), { url }),
    ).not.toHaveProperty('profile')
  })

  it('§4 a connection used again looks nothing up', async () => {
    const wx = createWechatHost({ device: 'android' })
    const url = server.url('/file', { size: 10 })
    await download(wx, { url })
    const { profile } = (await download(wx, { url })) as { profile: Record<string, unknown> }
    expect(profile).toMatchObject({
      socketReused: true,
      connectEnd: profile.fetchStart,
      domainLookUpEnd: profile.fetchStart,
    })
  })

  it('§1.1 lower-cases header names over HTTP/2', async () => {
    const result = await download(createWechatHost(), { url: server.url('/file'), enableHttp2: true })
    expect(result.header).toHaveProperty('content-type')
  })
})

describe('wx.downloadFile on a fake clock', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })
  const slow = () =>
    createScriptedFetch(() => ({
      headers: { 'Content-Length': '4000' },
      chunks: Array.from({ length: 4 }, () => ({ after: 10_000, bytes: 1000 })),
    }))
  const url = 'https://example.com/a.bin'

  it('§1.6 times out after 60 s, or after what was asked', async () => {
    const fetch = createScriptedFetch(() => ({ never: true }))
    const wx = createWechatHost({ fetch, device: 'ios' })
    const first = startDownload(wx, { url })
    const second = startDownload(wx, { url, timeout: 1500 })
    await vi.advanceTimersByTimeAsync(1499)
    expect(second.order).toEqual(['returned'])
    await vi.advanceTimersByTimeAsync(1)
    expect(second.payload).toEqual({ errno: 5, errMsg: 'downloadFile:fail timeout' })
    await vi.advanceTimersByTimeAsync(58_499)
    expect(first.order).toEqual(['returned'])
    await vi.advanceTimersByTimeAsync(1)
    expect(first.order).toEqual(['returned', 'fail', 'complete'])
  })

  it.each([
    ['total', ['returned', 'fail', 'complete']],
    ['idle', ['returned', 'success', 'complete']],
  ] as const)('§10 row 16 measures the timeout as %s', async (timeoutMeasures, order) => {
    const wx = createWechatHost({ fetch: slow(), knobs: { timeoutMeasures } })
    const record = startDownload(wx, { url, timeout: 15_000 })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(record.order).toEqual(order)
  })

  it('§1.7 runs ten at a time and queues the rest', async () => {
    const wx = createWechatHost({ fetch: slow(), device: 'ios' })
    const records = Array.from({ length: 12 }, () => startDownload(wx, { url }))
    await vi.advanceTimersByTimeAsync(0)
    expect(wx.simulate.tasks.map((task) => task.isQueued)).toEqual([...Array(10).fill(false), true, true])
    await vi.advanceTimersByTimeAsync(40_000)
    expect(wx.simulate.tasks).toHaveLength(2)
    await vi.advanceTimersByTimeAsync(40_000)
    const profiles = records.map((record) => record.payload.profile as Record<string, number>)
    expect(profiles.map(({ queueStart = 0, queueEnd = 0 }) => queueEnd - queueStart)).toEqual([
      ...Array(10).fill(0),
      40_000,
      40_000,
    ])
  })

  it('§1.7 a queued download that is aborted leaves the queue, and its place is not lost', async () => {
    const wx = createWechatHost({ fetch: slow(), knobs: { parallelLimit: 1 } })
    const [first, second, third] = [1, 2, 3].map(() => startDownload(wx, { url }))
    second?.task.abort?.()
    await vi.advanceTimersByTimeAsync(0)
    expect(second?.payload.errMsg).toBe('downloadFile:fail abort')
    await vi.advanceTimersByTimeAsync(80_000)
    expect(first?.payload.statusCode).toBe(200)
    expect(third?.payload.statusCode).toBe(200)
  })

  it('§4 over HTTPS, TLS is part of connecting', async () => {
    const fetch = createScriptedFetch(() => ({ after: 1000, chunks: [{ after: 500, bytes: 1000 }] }))
    const record = startDownload(createWechatHost({ fetch, device: 'ios' }), { url })
    await vi.advanceTimersByTimeAsync(1500)
    const profile = record.payload.profile as Record<string, number>
    expect(profile.SSLconnectionStart).toBeGreaterThan(Number(profile.connectStart))
    expect(profile.SSLconnectionEnd).toBe(profile.connectEnd)
    expect(Number(profile.responseStart) - Number(profile.fetchStart)).toBe(1000)
    expect(Number(profile.responseEnd) - Number(profile.responseStart)).toBe(500)
    expect(profile).toMatchObject({ port: 443, protocol: 'http1.1', throughputKbps: 5 })
  })

  it('§4 a redirect to another domain does not count', async () => {
    const fetch = createScriptedFetch((hop) =>
      hop === url ? { status: 302, headers: { location: 'https://other.com/' }, after: 100 } : { after: 50 },
    )
    const record = startDownload(createWechatHost({ fetch, device: 'ios' }), { url })
    await vi.advanceTimersByTimeAsync(150)
    const profile = record.payload.profile as Record<string, number>
    expect(profile).toMatchObject({ redirectStart: 0, redirectEnd: 0 })
    expect(Number(profile.fetchStart) - Number(profile.invokeStart)).toBe(100)
  })

  it('§3.2 iOS says "interrupted" to a call made while suspended as well', async () => {
    const wx = createWechatHost({ fetch: slow(), device: 'ios' })
    wx.simulate.background()
    await vi.advanceTimersByTimeAsync(5000)
    const record = startDownload(wx, { url })
    const request = vi.fn()
    wx.request({ url, fail: request })
    await vi.advanceTimersByTimeAsync(0)
    expect(record.payload).toEqual({ errno: 600003, errMsg: 'downloadFile:fail interrupted' })
    expect(request).toHaveBeenCalledWith({ errno: 600003, errMsg: 'request:fail interrupted' })
  })

  it('§1.7 requests obey the network and the background as well', async () => {
    const wx = createWechatHost({ fetch: slow(), device: 'android' })
    const outcomes: string[] = []
    const request = () => wx.request({ url, fail: ({ errMsg }: { errMsg: string }) => outcomes.push(errMsg) })
    request()
    wx.simulate.background()
    await vi.advanceTimersByTimeAsync(5000)
    wx.simulate.foreground()
    request()
    wx.simulate.network('none')
    request()
    await vi.advanceTimersByTimeAsync(0)
    expect(outcomes).toEqual([
      'request:fail interrupted',
      'request:fail -106:net::ERR_INTERNET_DISCONNECTED',
      'request:fail -106:net::ERR_INTERNET_DISCONNECTED',
    ])
  })

  it('§1.7 an older client fails the eleventh', async () => {
    const wx = createWechatHost({ fetch: slow(), knobs: { parallelOverflow: 'fail' } })
    const records = Array.from({ length: 11 }, () => startDownload(wx, { url }))
    await vi.advanceTimersByTimeAsync(0)
    expect(records[10]?.payload).toEqual({
      errno: 600007,
      errMsg: 'downloadFile:fail exceed max download connection count 10',
    })
    expect(records[9]?.order).toEqual(['returned'])
  })

  it.each([
    ['per-api', false],
    ['shared', true],
  ] as const)('§10 row 17 counts requests %s', async (parallelScope, isQueued) => {
    const wx = createWechatHost({ fetch: slow(), knobs: { parallelScope } })
    for (let count = 0; count < 10; count++) wx.request({ url })
    startDownload(wx, { url })
    await vi.advanceTimersByTimeAsync(0)
    expect(wx.simulate.tasks.at(-1)?.isQueued).toBe(isQueued)
  })

  it('§1.7 interrupts what is unfinished five seconds after hiding, and refuses new calls', async () => {
    const wx = createWechatHost({ fetch: slow(), device: 'android' })
    const record = startDownload(wx, { url })
    wx.simulate.background()
    await vi.advanceTimersByTimeAsync(4999)
    expect(record.order).toEqual(['returned'])
    await vi.advanceTimersByTimeAsync(1)
    expect(record.payload).toEqual({ errno: 600003, errMsg: 'downloadFile:fail interrupted' })
    const late = startDownload(wx, { url })
    await vi.advanceTimersByTimeAsync(0)
    expect(late.payload.errMsg).toContain('runningState=suspend')
    wx.simulate.foreground()
    const again = startDownload(wx, { url })
    await vi.advanceTimersByTimeAsync(40_000)
    expect(again.order).toEqual(['returned', 'success', 'complete'])
  })

  it('§1.7 back within five seconds, nothing is interrupted', async () => {
    const wx = createWechatHost({ fetch: slow(), device: 'ios' })
    const record = startDownload(wx, { url })
    wx.simulate.background()
    await vi.advanceTimersByTimeAsync(4000)
    wx.simulate.foreground()
    await vi.advanceTimersByTimeAsync(40_000)
    expect(record.payload.statusCode).toBe(200)
  })

  it.each(['devtools', 'windows', 'mac'] satisfies WechatDevice[])(
    '§3.2 %s has no background rule',
    async (device) => {
      const wx = createWechatHost({ fetch: slow(), device })
      const record = startDownload(wx, { url })
      wx.simulate.background()
      await vi.advanceTimersByTimeAsync(40_000)
      expect(record.payload.statusCode).toBe(200)
    },
  )

  it('§1.7 iOS fails all running tasks when the network changes; Android goes on', async () => {
    const ios = createWechatHost({ fetch: slow(), device: 'ios' })
    const android = createWechatHost({ fetch: slow(), device: 'android' })
    const [first, second] = [startDownload(ios, { url }), startDownload(android, { url })]
    await vi.advanceTimersByTimeAsync(15_000)
    ios.simulate.network('4g')
    android.simulate.network('4g')
    await vi.advanceTimersByTimeAsync(25_000)
    expect(first.payload).toEqual({
      errno: 600001,
      errMsg: 'downloadFile:fail errcode:10011 cronet_error_code:0 error_msg:network change, cancel all task',
    })
    expect(second.payload.statusCode).toBe(200)
  })

  it('§3.2 without a network, running and new tasks fail', async () => {
    const wx = createWechatHost({ fetch: slow(), device: 'android' })
    const running = startDownload(wx, { url })
    await vi.advanceTimersByTimeAsync(1000)
    wx.simulate.network('none')
    const late = startDownload(wx, { url })
    await vi.advanceTimersByTimeAsync(0)
    for (const record of [running, late]) {
      expect(record.payload.errMsg).toBe('downloadFile:fail -106:net::ERR_INTERNET_DISCONNECTED')
    }
  })

  it('§1.5 checks the domain of every hop when the list is enforced', async () => {
    const seen: string[] = []
    const fetch = createScriptedFetch((hop) => {
      seen.push(hop)
      return hop.includes('listed.com/') ? { status: 302, headers: { Location: 'https://other.com/b' } } : {}
    })
    const wx = createWechatHost({ fetch, device: 'ios', downloadDomains: ['https://listed.com'] })
    const record = startDownload(wx, { url: 'https://listed.com/a' })
    await vi.advanceTimersByTimeAsync(0)
    expect(record.payload).toEqual({
      errno: 600002,
      errMsg: 'downloadFile:fail redirect fail url not in domain list',
    })
    expect(seen).toEqual(['https://listed.com/a'])
  })

  it('§1.5 a browser that hides redirects is followed, and where it ended is checked', async () => {
    const fetch = createScriptedFetch(() => ({ chunks: [{ bytes: 5 }] }))
    const hiding: typeof fetch = async (target, init) =>
      init.redirect === 'manual'
        ? { ...(await fetch(target, init)), status: 0, type: 'opaqueredirect' }
        : { ...(await fetch(target, init)), url: 'https://other.com/b' }
    const open = startDownload(createWechatHost({ fetch: hiding }), { url })
    const closed = startDownload(createWechatHost({ fetch: hiding, downloadDomains: ['example.com'] }), {
      url,
    })
    await vi.advanceTimersByTimeAsync(0)
    expect(open.payload).toMatchObject({ statusCode: 200, dataLength: 5 })
    expect(closed.payload.errMsg).toContain('redirect fail url not in domain list')
  })

  it('§3.1 gives up after twenty redirects', async () => {
    const fetch = createScriptedFetch(() => ({ status: 302, headers: { location: '/again' } }))
    const record = startDownload(createWechatHost({ fetch }), { url })
    await vi.advanceTimersByTimeAsync(0)
    expect(record.payload.errno).toBe(600008)
  })

  it('calls nothing back before the call has returned, and nothing twice', async () => {
    const wx = createWechatHost({ fetch: slow() })
    for (const options of [{ url }, { url: 'ftp://x/' }, { url: undefined }, { url, filePath: '/nowhere' }]) {
      const record = startDownload(wx, options)
      await vi.advanceTimersByTimeAsync(90_000)
      expect(record.order[0]).toBe('returned')
      expect(record.order).toHaveLength(3)
    }
  })
})
