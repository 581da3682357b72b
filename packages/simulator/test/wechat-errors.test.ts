import { describe, expect, it, vi } from 'vitest'
import {
  createScriptedFetch,
  createWechatHost,
  type ScriptedResponse,
  type WechatDevice,
  type WechatHostOptions,
} from '../src/index.js'
import { download } from './native-call.js'

const url = 'https://example.com/a.bin'

/** What `fail` is given for one scripted answer. */
function failure(device: WechatDevice, answer: ScriptedResponse, options: WechatHostOptions = {}) {
  return download(createWechatHost({ ...options, device, fetch: createScriptedFetch(() => answer) }), { url })
}

/** What `fail` is given for one url or other argument. */
function refusal(device: WechatDevice, options: Record<string, unknown>, host: WechatHostOptions = {}) {
  const fetch = createScriptedFetch(() => ({}))
  return download(createWechatHost({ fetch, ...host, device }), { url, ...options })
}

const network = [
  ['dns', 'devtools', 'Error: getaddrinfo ENOTFOUND example.com'],
  ['dns', 'android', '-105:net::ERR_NAME_NOT_RESOLVED'],
  ['dns', 'ios', 'errcode:-105 cronet_error_code:-105 error_msg:net::ERR_NAME_NOT_RESOLVED'],
  ['refused', 'devtools', 'Error: connect ECONNREFUSED example.com:443'],
  ['refused', 'android', '-102:net::ERR_CONNECTION_REFUSED'],
  ['refused', 'ios', 'errcode:-102 cronet_error_code:-102 error_msg:net::ERR_CONNECTION_REFUSED'],
  ['reset', 'devtools', 'Error: socket hang up'],
  ['reset', 'android', '-101:net::ERR_CONNECTION_RESET'],
  ['tls', 'devtools', 'Error: unable to verify the first certificate'],
  ['tls', 'android', '-202:net::ERR_CERT_AUTHORITY_INVALID'],
  ['tls', 'ios', 'errcode:-202 cronet_error_code:-202 error_msg:net::ERR_CERT_AUTHORITY_INVALID'],
  ['offline', 'android', '-106:net::ERR_INTERNET_DISCONNECTED'],
  ['offline', 'ios', 'errcode:-106 cronet_error_code:-106 error_msg:net::ERR_INTERNET_DISCONNECTED'],
] as const

describe('native-apis.md §3.2, the words of WeChat by environment', () => {
  it.each(network)('%s on %s', async (error, device, words) => {
    expect(await failure(device, { error })).toEqual({ errno: 600001, errMsg: `downloadFile:fail ${words}` })
  })

  it.each([
    ['ios', 'url not in domain list'],
    ['devtools', 'url not in domain list'],
    ['android', 'createDownloadTask:fail url not in domain list'],
  ] as const)('a domain that is not listed, on %s', async (device, words) => {
    const host = { downloadDomains: ['https://listed.com'] }
    const expected = { errno: 600002, errMsg: `downloadFile:fail ${words}` }
    expect(await refusal(device, {}, host)).toEqual(expected)
    // §1.5: no parent-domain matching, the port counts, HTTPS only.
    for (const target of ['https://x.listed.com/', 'https://listed.com:8443/', 'http://listed.com/']) {
      expect(await refusal(device, { url: target }, host)).toEqual(expected)
    }
    expect(await refusal(device, { url: 'https://listed.com/a' }, host)).toMatchObject({ statusCode: 200 })
  })

  it.each([
    ['ios', 'url scheme is invalid'],
    ['devtools', 'downloadFile protocol must be http or https'],
  ] as const)('another scheme, on %s', async (device, words) => {
    for (const target of ['ftp://example.com/a', 'wxfile://tmp_a.png']) {
      expect(await refusal(device, { url: target })).toEqual({
        errno: 600005,
        errMsg: `downloadFile:fail ${words}`,
      })
    }
  })

  it.each([
    ['windows', 'invalid url'],
    ['android', 'createDownloadTask:fail invalid url'],
  ] as const)('what is no url, on %s', async (device, words) => {
    expect(await refusal(device, { url: 'nothing' })).toEqual({
      errno: 600009,
      errMsg: `downloadFile:fail ${words}`,
    })
  })

  it.each([
    [undefined, 'Undefined'],
    [null, 'Null'],
    [7, 'Number'],
    [{}, 'Object'],
  ])('the base library refuses url %s', async (target, got) => {
    expect(await refusal('ios', { url: target })).toEqual({
      errMsg: `downloadFile:fail parameter error: parameter.url should be String instead of ${got};`,
    })
  })

  it('a body shorter than its length', async () => {
    const answer = { headers: { 'content-length': '10' }, chunks: [{ bytes: 4 }] }
    expect((await failure('android', answer)).errMsg).toContain('-354:net::ERR_CONTENT_LENGTH_MISMATCH')
    expect(await failure('android', answer, { knobs: { truncatedBody: 'success' } })).toMatchObject({
      dataLength: 4,
    })
  })

  it('a body that is not there by nature is not too short', async () => {
    for (const status of [204, 304]) {
      const answer = { status, headers: { 'content-length': '10' } }
      expect(await failure('android', answer)).toMatchObject({ statusCode: status, dataLength: 0 })
    }
  })

  it('a browser gives no cause: unreachable, or offline, or cut off once there was an answer', async () => {
    const silent = () => Promise.reject(new TypeError('Failed to fetch'))
    const words = async (fetch: typeof answering | typeof silent) =>
      (await download(createWechatHost({ device: 'android', fetch }), { url })).errMsg
    const whole = createScriptedFetch(() => ({}))
    const answering: typeof whole = async (...request) => ({
      ...(await whole(...request)),
      body: { getReader: () => ({ read: silent, cancel: silent }) },
    })
    expect(await words(silent)).toContain('net::ERR_ADDRESS_UNREACHABLE')
    expect(await words(answering)).toContain('net::ERR_CONNECTION_RESET')
    vi.stubGlobal('navigator', { onLine: false })
    expect(await words(silent)).toContain('net::ERR_INTERNET_DISCONNECTED')
    vi.unstubAllGlobals()
  })

  it('too large, also when no length was announced', async () => {
    const answer = { chunks: [{ bytes: 600 }, { bytes: 600 }] }
    expect(await failure('ios', answer, { knobs: { maxDownloadBytes: 1000 } })).toEqual({
      errno: 603301,
      errMsg: 'downloadFile:fail exceed max file size',
    })
  })

  it('filePath: parent missing, outside, read-only, a folder', async () => {
    const wx = createWechatHost({ device: 'ios', fetch: createScriptedFetch(() => ({})) })
    const to = (filePath: string) => download(wx, { url, filePath })
    expect(await to('wxfile://usr/no/a.bin')).toEqual({
      errno: 1300002,
      errMsg: 'downloadFile:fail no such file or directory "wxfile://usr/no"',
    })
    const denied = (path: string) => ({
      errno: 603303,
      errMsg: `downloadFile:fail permission denied, open "${path}"`,
    })
    for (const path of ['wxfile://tmp_a.bin', '/a.bin', 'file:///etc/passwd', 'wxfile://usr/../a.bin']) {
      expect(await to(path)).toEqual(denied(path))
    }
    wx.getFileSystemManager().mkdirSync('wxfile://usr/folder')
    expect((await to('wxfile://usr/folder')).errno).toBe(1300021)
  })

  it('filePath over the quota', async () => {
    const fetch = createScriptedFetch(() => ({ chunks: [{ bytes: 600 }, { bytes: 600 }] }))
    const wx = createWechatHost({ fetch })
    wx.simulate.fillDisk(1000)
    const filePath = `${wx.env.USER_DATA_PATH}/a.bin`
    expect(await download(wx, { url, filePath })).toEqual({
      errno: 1300202,
      errMsg: 'downloadFile:fail the maximum size of the file storage limit is exceeded',
    })
    expect(wx.simulate.readFile(filePath)).toBeUndefined()
    expect(await download(wx, { url })).toMatchObject({ dataLength: 1200 })
  })

  it('§10 row 18 leaves errno out where the knob says so', async () => {
    expect(await failure('ios', { error: 'dns' }, { knobs: { errno: 'absent' } })).not.toHaveProperty('errno')
  })

  it('§8 row 7 refuses raw characters by device', async () => {
    const raw = { url: 'https://example.com/a|b' }
    const refused = async (device: WechatDevice, host?: WechatHostOptions) =>
      (await refusal(device, raw, host)).errno === 600009
    expect(await refused('ios')).toBe(true)
    expect(await refused('android')).toBe(false)
  })
})
