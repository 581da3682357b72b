import { afterEach, describe, expect, it, vi } from 'vitest'
import { createScriptedFetch, createWechatHost } from '../src/index.js'
import { call, download } from './native-call.js'

afterEach(() => {
  vi.useRealTimers()
})

const MiB = 1024 * 1024
const root = 'wxfile://usr'

function open(options: Parameters<typeof createWechatHost>[0] = {}) {
  const fetch = createScriptedFetch(() => ({
    headers: { 'content-type': 'image/png' },
    chunks: [{ bytes: 5 }],
  }))
  const wx = createWechatHost({ device: 'ios', fetch, ...options })
  const manager = wx.getFileSystemManager()
  type Method = (...values: unknown[]) => unknown
  const sync = new Proxy({} as Record<string, Method>, {
    get: (_, name: string) => (manager as unknown as Record<string, Method>)[`${name}Sync`],
  })
  return {
    wx,
    manager,
    sync: sync as Record<string, Method> & Record<'writeFile' | 'mkdir' | 'readFile', Method>,
  }
}
const invoke = (
  target: Record<string, (...values: unknown[]) => unknown>,
  name: string,
  ...values: unknown[]
) => target[name]?.(...values)

describe('FileSystemManager of wx, native-apis.md §5.2', () => {
  it('answers later, and does the work at once', async () => {
    const { manager, sync } = open()
    const pending = call(manager.writeFile, { filePath: `${root}/a.txt`, data: '你好' })
    expect(sync.readFile(`${root}/a.txt`, 'utf8')).toBe('你好')
    expect(await pending).toEqual({ errMsg: 'writeFile:ok' })
  })

  it('reads text, buffers and ranges', async () => {
    const { manager, sync } = open()
    sync.writeFile(`${root}/a.txt`, 'hello world')
    expect(await call(manager.readFile, { filePath: `${root}/a.txt`, encoding: 'utf8' })).toEqual({
      data: 'hello world',
      errMsg: 'readFile:ok',
    })
    expect(sync.readFile(`${root}/a.txt`)).toEqual(new TextEncoder().encode('hello world').buffer)
    expect(sync.readFile(`${root}/a.txt`, 'utf8', 6, 3)).toBe('wor')
    expect(() => sync.readFile(`${root}/a.txt`, 'utf8', 12)).toThrow(
      'readFileSync:fail position out of range',
    )
  })

  it('a base library before 2.10.0 reads whole files only', () => {
    const { sync } = open({ SDKVersion: '2.9.0' })
    sync.writeFile(`${root}/a.txt`, 'hello')
    expect(sync.readFile(`${root}/a.txt`, 'utf8', 2, 1)).toBe('hello')
  })

  it.each([
    ['base64', '5L2g5aW9'],
    ['hex', 'e4bda0e5a5bd'],
    ['utf-8', '你好'],
  ])('knows %s', (encoding, text) => {
    const { sync } = open()
    sync.writeFile(`${root}/a`, text, encoding)
    expect(sync.readFile(`${root}/a`, 'utf8')).toBe('你好')
    expect(sync.readFile(`${root}/a`, encoding)).toBe(text)
  })

  it('knows no encoding that does not exist', () => {
    const { sync } = open()
    sync.writeFile(`${root}/a`, '你')
    expect(() => sync.readFile(`${root}/a`, 'klingon')).toThrow('base64 encode error')
  })

  it('appends to files that exist', async () => {
    const { manager, sync } = open()
    sync.writeFile(`${root}/a`, 'one')
    invoke(sync, 'appendFile', `${root}/a`, new TextEncoder().encode(' two').buffer)
    expect(sync.readFile(`${root}/a`, 'utf8')).toBe('one two')
    expect(await call(manager.appendFile, { filePath: `${root}/b`, data: 'x' })).toEqual({
      errMsg: `appendFile:fail no such file or directory "${root}/b"`,
      errCode: 1300002,
    })
  })

  it('tells size, time and kind of a file', () => {
    const written = Date.UTC(2026, 0, 1)
    vi.setSystemTime(written)
    const { sync } = open()
    invoke(sync, 'mkdir', `${root}/a/b`, true)
    sync.writeFile(`${root}/a/b/c.txt`, 'abc')
    const single = invoke(sync, 'stat', `${root}/a/b/c.txt`) as {
      isFile(): boolean
      lastModifiedTime: number
      size: number
    }
    expect([single.isFile(), single.size]).toEqual([true, 3])
    expect(single.lastModifiedTime).toBe(written / 1000)
    expect(invoke(sync, 'readdir', `${root}/a`)).toEqual(['b'])
  })

  it('renames, removes', () => {
    const { sync } = open()
    for (const name of ['a', 'b']) sync.writeFile(`${root}/${name}`, name)
    invoke(sync, 'rename', `${root}/b`, `${root}/c`)
    invoke(sync, 'unlink', `${root}/a`)
    expect(invoke(sync, 'readdir', root)).toEqual(['c'])
    invoke(sync, 'mkdir', `${root}/d/e`, true)
    sync.writeFile(`${root}/d/e/f`, 'x')
    expect(() => invoke(sync, 'rmdir', `${root}/d`)).toThrow('directory not empty')
    invoke(sync, 'rmdir', `${root}/d`, true)
    expect(invoke(sync, 'readdir', root)).toEqual(['c'])
  })

  it('§3.1 says what was wrong', () => {
    const { sync } = open()
    invoke(sync, 'mkdir', `${root}/d`)
    sync.writeFile(`${root}/f`, 'x')
    const cases: [() => unknown, string][] = [
      [() => invoke(sync, 'access', `${root}/no`), 'accessSync:fail no such file or directory'],
      [() => invoke(sync, 'mkdir', `${root}/d`), `mkdirSync:fail file already exists ${root}/d`],
      [() => invoke(sync, 'mkdir', `${root}/x/y`), `no such file or directory "${root}/x"`],
      [() => invoke(sync, 'mkdir', `${root}/f/g`, true), 'not a directory'],
      [() => sync.writeFile(`${root}/x/y`, ''), `no such file or directory "${root}/x"`],
      [() => sync.writeFile(`${root}/d`, ''), 'illegal operation on a directory'],
      [() => invoke(sync, 'unlink', `${root}/d`), 'illegal operation on a directory'],
      [() => invoke(sync, 'unlink', `${root}/no`), `unlinkSync:fail no such file or directory "${root}/no"`],
      [() => invoke(sync, 'readdir', `${root}/f`), 'not a directory'],
      [() => invoke(sync, 'rmdir', root, true), 'permission denied'],
      [() => sync.writeFile(`${root}/a`, 7), 'Invalid argument'],
      [() => invoke(sync, 'access', ''), 'Invalid argument'],
    ]
    for (const [run, words] of cases) expect(run).toThrow(words)
  })

  it('moves a temporary file once', async () => {
    const { wx, manager } = open()
    const { tempFilePath } = await download(wx, { url: 'https://example.com/' })
    const filePath = `${root}/a.png`
    expect(await call(manager.saveFile, { tempFilePath, filePath })).toEqual({
      savedFilePath: filePath,
      errMsg: 'saveFile:ok',
    })
    expect(wx.simulate.readFile(filePath)).toHaveLength(5)
    expect(await call(manager.saveFile, { tempFilePath, filePath })).toEqual({
      errMsg: 'saveFile:fail tempFilePath file not exist',
      errCode: 1301112,
    })
  })

  it('keeps a file saved without a target, and removes it', async () => {
    const { wx, manager } = open()
    const { tempFilePath } = await download(wx, { url: 'https://example.com/' })
    const { savedFilePath } = await call(manager.saveFile, { tempFilePath })
    expect(savedFilePath).toMatch(/^wxfile:\/\/store_[\da-f]+\.png$/)
    expect(wx.simulate.readFile(String(savedFilePath))).toHaveLength(5)
    await call(manager.unlink, { filePath: savedFilePath })
    expect(wx.simulate.readFile(String(savedFilePath))).toBeUndefined()
  })

  it.each([
    ['md5', '900150983cd24fb0d6963f7d28e17f72'],
    ['sha1', 'a9993e364706816aba3e25717850c26c9cd0d89d'],
    ['sha256', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  ])('computes %s', async (digestAlgorithm, digest) => {
    const { manager, sync } = open()
    sync.writeFile(`${root}/a`, 'abc')
    const info = await call(manager.getFileInfo, { filePath: `${root}/a`, digestAlgorithm })
    expect(info).toEqual({ size: 3, digest, errMsg: 'getFileInfo:ok' })
  })

  it('refuses another algorithm', async () => {
    const { manager, sync } = open()
    sync.writeFile(`${root}/a`, 'abc')
    expect((await call(manager.getFileInfo, { filePath: `${root}/a`, digestAlgorithm: 'crc' })).errCode).toBe(
      1300022,
    )
  })

  it('appends since base library 2.1.0', () => {
    expect(open({ SDKVersion: '2.0.9' }).manager).not.toHaveProperty('appendFile')
    expect(open({ SDKVersion: '2.1.0' }).manager).toHaveProperty('appendFile')
  })

  describe('§5.3 rights', () => {
    it('temporary, saved and package files are read only', async () => {
      const { wx, manager, sync } = open()
      const { tempFilePath } = await download(wx, { url: 'https://example.com/' })
      expect((sync.readFile(tempFilePath) as ArrayBuffer).byteLength).toBe(5)
      const second = (await download(wx, { url: 'https://example.com/' })).tempFilePath
      const { savedFilePath } = await call(manager.saveFile, { tempFilePath: second })
      for (const path of [tempFilePath, savedFilePath, 'pages/a.png', '/a.png']) {
        expect(() => sync.writeFile(path, 'x')).toThrow('permission denied')
        expect(() => invoke(sync, 'appendFile', path, 'x')).toThrow('permission denied')
      }
      expect(() => invoke(sync, 'unlink', tempFilePath)).toThrow('permission denied')
      expect(() => invoke(sync, 'rename', tempFilePath, `${root}/a`)).toThrow('permission denied')
      expect(() => sync.readFile('file:///etc/passwd')).toThrow('permission denied')
      expect(() => sync.readFile(`${root}/../a`)).toThrow('permission denied')
    })
  })

  describe('§1.7 quota', () => {
    it('200 MB for user and saved files together; deleting makes room', () => {
      const { sync } = open()
      const data = new ArrayBuffer(50 * MiB)
      for (const name of ['a', 'b', 'c', 'd']) sync.writeFile(`${root}/${name}`, data)
      expect(() => sync.writeFile(`${root}/e`, 'x')).toThrow(
        'the maximum size of the file storage limit is exceeded',
      )
      expect(() => invoke(sync, 'appendFile', `${root}/a`, 'x')).toThrow('file storage limit')
      sync.writeFile(`${root}/a`, 'replaced')
      sync.writeFile(`${root}/e`, 'x')
    })

    it('§3.1 100 MB for one write', () => {
      const { sync } = open()
      expect(() => sync.writeFile(`${root}/a`, new ArrayBuffer(100 * MiB + 1))).toThrow('file storage limit')
    })
  })
})
