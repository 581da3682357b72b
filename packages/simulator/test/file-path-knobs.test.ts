import { describe, expect, it } from 'vitest'
import { createAlipayHost, createScriptedFetch, createWechatHost } from '../src/index.js'
import { hosts, numberIn, userFile } from './both-hosts.js'
import { call, download, startDownload } from './native-call.js'

const url = 'https://example.com/files/a.bin?version=2'
const answering = (status: number, byte = 1) =>
  createScriptedFetch(() => ({ status, chunks: [{ bytes: Uint8Array.of(byte, byte, byte) }] }))
const fetch = answering(200)

/** The paths that a result names. */
function paths(result: Record<string, unknown>): Record<string, unknown> {
  const named = Object.entries(result).filter(([member]) => /Path$/.test(member))
  return Object.fromEntries(named)
}

describe.each(hosts)('the file of a download on %s', (name, createHost) => {
  const isWechat = name === 'WeChat'
  const withTwin = (tempFilePath: unknown) => ({
    tempFilePath,
    ...(isWechat ? {} : { apFilePath: tempFilePath }),
  })

  it('resultPaths as-asked: filePath where it was asked for, else tempFilePath', async () => {
    const host = createHost({ fetch })
    const filePath = userFile(host, 'a')
    expect(paths(await download(host, { url, filePath }))).toEqual({ filePath })
    const { tempFilePath } = await download(host, { url })
    expect(host.simulate.readFile(String(tempFilePath))).toHaveLength(3)
  })

  it('resultPaths both: both name the file, asked for or not', async () => {
    const host = createHost({ fetch, knobs: { resultPaths: 'both' } })
    const filePath = userFile(host, 'a')
    expect(paths(await download(host, { url, filePath }))).toEqual({ ...withTwin(filePath), filePath })
    const { tempFilePath, ...others } = await download(host, { url })
    expect(paths(others)).toMatchObject({ filePath: tempFilePath })
    expect(host.simulate.readFile(String(tempFilePath))).toHaveLength(3)
  })

  it.each(['both-different', 'other-empty'] as const)(
    'resultPaths %s: the one that was not asked for names nothing',
    async (resultPaths) => {
      const host = createHost({ fetch, knobs: { resultPaths } })
      const other = resultPaths === 'other-empty' ? '' : expect.stringMatching(/^\/data\/storage\/./)
      const filePath = userFile(host, 'a')
      const asked = await download(host, { url, filePath })
      expect(paths(asked)).toEqual({ ...withTwin(other), filePath })
      expect(host.simulate.readFile(filePath)).toHaveLength(3)
      const { tempFilePath, filePath: nowhere } = await download(host, { url })
      expect(nowhere).toEqual(other)
      expect(host.simulate.readFile(String(tempFilePath))).toHaveLength(3)
      expect(host.simulate.readFile(String(nowhere))).toBeUndefined()
    },
  )

  it.each([
    ['none', 200, false],
    ['none', 404, false],
    ['none-unless-200', 200, true],
    ['none-unless-200', 206, false],
    ['none-unless-200', 400, false],
  ] as const)('resultPaths %s: status %i, a file: %s', async (resultPaths, status, hasFile) => {
    const host = createHost({ fetch: answering(status), knobs: { resultPaths } })
    const filePath = userFile(host, 'a')
    for (const options of [{ url }, { url, filePath }]) {
      const result = await download(host, options)
      expect(result).toMatchObject({ statusCode: status })
      expect(Object.keys(paths(result)).length > 0).toBe(hasFile)
    }
    expect(host.simulate.readFile(filePath) !== undefined).toBe(hasFile)
  })

  it.each(['ignored', 'echoed'] as const)(
    'filePath %s: the file is temporary, and nothing is where it was asked for',
    async (filePath) => {
      const host = createHost({ fetch, knobs: { filePath } })
      const asked = userFile(host, 'no-such-folder/a')
      const result = await download(host, { url, filePath: asked })
      const echo = filePath === 'echoed' ? { filePath: asked } : {}
      expect(paths(result)).toEqual({ ...withTwin(result.tempFilePath), ...echo })
      expect(host.simulate.readFile(String(result.tempFilePath))).toHaveLength(3)
      expect(host.simulate.readFile(asked)).toBeUndefined()
      expect(paths(await download(host, { url }))).not.toHaveProperty('filePath')
    },
  )

  it('filePathExisting rename: the file that is there stays, and the result names the new one', async () => {
    const host = createHost({ fetch, knobs: { filePathExisting: 'rename' } })
    for (const [asked, found] of [
      ['a.bin', ['a.bin', 'a(1).bin', 'a(2).bin']],
      ['a.b/plain', ['a.b/plain', 'a.b/plain(1)']],
    ] as const) {
      await call(host.getFileSystemManager().mkdir, { dirPath: userFile(host, 'a.b') })
      for (const [index, expected] of found.entries()) {
        const filePath = userFile(host, expected)
        expect(paths(await download(host, { url, filePath: userFile(host, asked) }))).toEqual({ filePath })
        expect(host.simulate.readFile(filePath), String(index)).toHaveLength(3)
      }
    }
  })

  it('temporaryNames url: two of one name have one path, with the bytes of the second', async () => {
    const twice = createScriptedFetch((address) => ({
      chunks: [{ bytes: Uint8Array.of(address.includes('/first/') ? 1 : 2) }],
    }))
    const host = createHost({ fetch: twice, knobs: { temporaryNames: 'url' } })
    const [first, second] = ['first', 'second'].map((folder) =>
      startDownload(host, { url: `https://example.com/${folder}/a.bin?x=/y` }),
    )
    await first?.done
    const { tempFilePath } = (await second?.done) ?? {}
    expect(first?.payload.tempFilePath).toBe(tempFilePath)
    expect(tempFilePath).toMatch(/a\.bin$/)
    expect(host.simulate.readFile(String(tempFilePath))).toEqual(Uint8Array.of(2))
    expect((await download(host, { url: 'https://example.com/' })).tempFilePath).toMatch(
      /[\da-f]{32}(\.other)?$/,
    )
  })

  it('maxNameBytes: a longer name fails in downloads and in file calls, by its bytes', async () => {
    const host = createHost({ fetch, knobs: { maxNameBytes: 255 } })
    const manager = host.getFileSystemManager()
    const [short, long] = [userFile(host, '图'.repeat(85)), userFile(host, `${'图'.repeat(85)}a`)]
    const number = isWechat ? 1300036 : 3
    expect(await download(host, { url, filePath: short })).toMatchObject({ filePath: short })
    const failure = await download(host, { url, filePath: long })
    expect(numberIn(failure)).toBe(number)
    expect(Object.values(failure).join()).toContain('File name too long')
    for (const [api, options] of [
      ['writeFile', { filePath: long, data: 'a' }],
      ['rename', { oldPath: short, newPath: long }],
      ['mkdir', { dirPath: long }],
      ['access', { path: long }],
    ] as const) {
      expect(numberIn(await call(manager[api], options)), api).toBe(number)
    }
    const folder = userFile(host, 'a'.repeat(200))
    await call(manager.mkdir, { dirPath: folder })
    expect(await download(host, { url, filePath: `${folder}/${'b'.repeat(200)}` })).toHaveProperty('filePath')
  })

  it('maxNameBytes: a temporary name from a long url fails as well', async () => {
    const host = createHost({ fetch, knobs: { maxNameBytes: 255, temporaryNames: 'url' } })
    const failure = await download(host, { url: `https://example.com/${'a'.repeat(256)}` })
    expect(Object.values(failure).join()).toContain('File name too long')
  })
})

describe('the status of a result', () => {
  it('WeChat: resultStatus absent, with a file or without', async () => {
    const wx = createWechatHost({ fetch, knobs: { resultStatus: 'absent' } })
    expect(Object.keys(await download(wx, { url }))).toEqual([
      'errMsg',
      'tempFilePath',
      'header',
      'dataLength',
    ])
    wx.simulate.knobs.resultPaths = 'none'
    expect(Object.keys(await download(wx, { url }))).toEqual(['errMsg', 'header', 'dataLength'])
  })

  it('Alipay: no status and no file', async () => {
    const my = createAlipayHost({ fetch, clientVersion: '10.3.20', knobs: { resultPaths: 'none' } })
    expect(await download(my, { url })).toEqual({})
  })
})
