import { describe, expect, it } from 'vitest'
import { createScriptedFetch, createWechatHost } from '../src/index.js'
import { call } from './native-call.js'

describe('wx, native-apis.md §5.4, §6', () => {
  it('says what it is', () => {
    const wx = createWechatHost({
      device: 'android',
      SDKVersion: '3.0.0',
      clientVersion: '8.0.40',
    })
    expect(wx.getAppBaseInfo()).toMatchObject({ SDKVersion: '3.0.0', version: '8.0.40' })
    expect(wx.getDeviceInfo()).toMatchObject({ platform: 'android' })
    expect(wx.getSystemInfoSync()).toMatchObject({ SDKVersion: '3.0.0', platform: 'android' })
  })

  it.each([
    ['downloadFile.object.timeout', '2.10.0', '2.9.9'],
    ['downloadFile.object.enableHttp2', '2.10.4', '2.10.3'],
    ['downloadFile.success.profile', '2.10.4', '2.10.3'],
    ['DownloadTask.offProgressUpdate', '2.1.0', '2.0.9'],
  ])('§6 canIUse(%s)', (query, since, before) => {
    expect(createWechatHost({ SDKVersion: since }).canIUse(query)).toBe(true)
    expect(createWechatHost({ SDKVersion: before }).canIUse(query)).toBe(false)
  })

  it('§6 canIUse knows nothing of what does not exist', () => {
    expect(createWechatHost().canIUse('downloadFile.object.headers')).toBe(false)
  })

  it('has no member that its base library lacks', () => {
    const old = createWechatHost({ SDKVersion: '2.0.9' })
    for (const name of ['getAppBaseInfo', 'getDeviceInfo', 'offNetworkStatusChange', 'onAppShow']) {
      expect(old).not.toHaveProperty(name)
    }
    expect(Object.keys(old.downloadFile({ url: 'ftp://x' }))).toEqual(['abort', 'onProgressUpdate'])
    expect(Object.keys(createWechatHost().downloadFile({ url: 'ftp://x' }))).toHaveLength(5)
  })

  it('stores values; a missing one is an empty string', () => {
    const wx = createWechatHost()
    wx.setStorageSync('键/1', { a: [1] })
    expect(wx.getStorageSync('键/1')).toEqual({ a: [1] })
    expect(wx.getStorageSync('none')).toBe('')
    wx.removeStorageSync('键/1')
    expect(wx.getStorageSync('键/1')).toBe('')
  })

  it('§5.4 throws above 1 MB a key and 10 MB in all', () => {
    const wx = createWechatHost()
    const megabyte = 'x'.repeat(1024 * 1024 - 2)
    expect(() => wx.setStorageSync('a', `${megabyte}x`)).toThrow('entry size limit')
    for (let key = 0; key < 10; key++) wx.setStorageSync(String(key), megabyte)
    expect(() => wx.setStorageSync('more', 'x')).toThrow('storage max size')
    wx.removeStorageSync('0')
    wx.setStorageSync('more', 'x')
  })

  it('tells the network and its changes, once per change', async () => {
    const wx = createWechatHost()
    const events: unknown[] = []
    const listener = (event: object) => events.push(event)
    wx.onNetworkStatusChange(listener)
    wx.simulate.network('wifi')
    wx.simulate.network('4g')
    wx.simulate.network('none')
    await Promise.resolve()
    wx.offNetworkStatusChange(listener)
    wx.simulate.network('wifi')
    await Promise.resolve()
    expect(events).toEqual([
      { isConnected: true, networkType: '4g' },
      { isConnected: false, networkType: 'none' },
    ])
    expect(await call(wx.getNetworkType)).toEqual({ networkType: 'wifi', errMsg: 'getNetworkType:ok' })
  })

  it('tells when it is hidden and shown', async () => {
    const wx = createWechatHost()
    const events: string[] = []
    wx.onAppHide(() => events.push('hide'))
    wx.onAppShow(() => events.push('show'))
    wx.simulate.background()
    wx.simulate.background()
    wx.simulate.foreground()
    wx.simulate.foreground()
    await Promise.resolve()
    expect(events).toEqual(['hide', 'show'])
  })
})

describe('wx.request, native-apis.md §5.1', () => {
  const fetch = createScriptedFetch((url, init) =>
    url.endsWith('/echo') || url.includes('?')
      ? {
          headers: { 'Content-Type': 'application/json' },
          chunks: [{ bytes: new TextEncoder().encode(JSON.stringify({ url, ...init, signal: undefined })) }],
        }
      : { status: 206, chunks: [{ bytes: Uint8Array.of(1, 2) }, { bytes: Uint8Array.of(3) }] },
  )

  it('gives an ArrayBuffer, and 206 is a success', async () => {
    const wx = createWechatHost({ fetch })
    const result = await call(wx.request, { url: 'https://x.com/a', responseType: 'arraybuffer' })
    expect(result).toMatchObject({
      statusCode: 206,
      errMsg: 'request:ok',
      data: Uint8Array.of(1, 2, 3).buffer,
    })
  })

  it('parses JSON unless told otherwise, and sends data by method', async () => {
    const wx = createWechatHost({ fetch })
    const posted = await call(wx.request, {
      url: 'https://x.com/echo',
      method: 'POST',
      data: { a: 1 },
      header: { Range: 'bytes=0-1' },
    })
    expect(posted.data).toMatchObject({ method: 'POST', body: '{"a":1}', headers: { Range: 'bytes=0-1' } })
    const got = await call(wx.request, { url: 'https://x.com/echo', data: { a: '1 2' }, dataType: 'text' })
    expect(String(got.data)).toContain('https://x.com/echo?a=1%202')
  })

  it('fails in its own name, and aborts', async () => {
    const failing = createWechatHost({ device: 'ios', fetch: createScriptedFetch(() => ({ error: 'dns' })) })
    expect((await call(failing.request, { url: 'https://x.com/' })).errMsg).toMatch(
      /^request:fail errcode:-105/,
    )
    expect((await call(failing.request, {})).errMsg).toContain('request:fail parameter error')
    const never = createWechatHost({ fetch: createScriptedFetch(() => ({ never: true })) })
    const outcome = await new Promise<object>((resolve) => {
      never.request({ url: 'https://x.com/', fail: resolve }).abort()
    })
    expect(outcome).toEqual({ errno: 603105, errMsg: 'request:fail abort' })
  })

  it('§5.1 onHeadersReceived has the status, but not in DevTools', async () => {
    for (const device of ['ios', 'devtools'] as const) {
      const event = await new Promise<object>((resolve) => {
        createWechatHost({ fetch, device }).request({ url: 'https://x.com/a' }).onHeadersReceived(resolve)
      })
      expect('statusCode' in event).toBe(device === 'ios')
    }
  })
})
