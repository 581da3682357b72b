import { describe, expect, it } from 'vitest'
import { type AlipayHostOptions, createAlipayHost, createScriptedFetch } from '../src/index.js'
import { call, download } from './native-call.js'

const MiB = 1024 * 1024
const root = 'https://usr'

type Method = (...values: unknown[]) => Record<string, unknown>

function open(options: AlipayHostOptions = {}) {
  const fetch = createScriptedFetch(() => ({ chunks: [{ bytes: 5 }] }))
  const my = createAlipayHost({ fetch, ...options })
  const manager = my.getFileSystemManager()
  return { my, manager, sync: manager as unknown as Record<string, Method> }
}

describe('FileSystemManager of my, native-apis.md §5.2', () => {
  it('takes positions or an object, and returns an object', () => {
    const { sync } = open()
    expect(sync.writeFileSync?.(`${root}/a`, 'abc', 'utf8')).toEqual({ success: true })
    expect(sync.appendFileSync?.({ filePath: `${root}/a`, data: 'def' })).toEqual({ success: true })
    expect(sync.readFileSync?.({ filePath: `${root}/a`, encoding: 'utf8' })).toEqual({
      success: true,
      data: 'abcdef',
      dataType: 'string',
    })
    expect(sync.readFileSync?.(`${root}/a`)?.data).toEqual(new TextEncoder().encode('abcdef').buffer)
    expect(sync.readdirSync?.(root)).toEqual({ success: true, files: ['a'] })
  })

  it('knows no positions, no open files and no sha256', async () => {
    const { manager, sync } = open()
    sync.writeFileSync?.(`${root}/a`, 'abc')
    expect(
      sync.readFileSync?.({ filePath: `${root}/a`, encoding: 'utf8', position: 1, length: 1 })?.data,
    ).toBe('abc')
    for (const name of ['open', 'write', 'truncate', 'fstat']) expect(manager).not.toHaveProperty(name)
    const info = await manager.getFileInfo({ filePath: `${root}/a`, digestAlgorithm: 'md5' })
    expect(info).toEqual({ success: true, size: 3, digest: '900150983cd24fb0d6963f7d28e17f72' })
    await expect(
      manager.getFileInfo({ filePath: `${root}/a`, digestAlgorithm: 'sha256' }),
    ).rejects.toMatchObject({ error: 16 })
  })

  it('answers callbacks and the promise', async () => {
    const { manager } = open()
    const outcome = call(manager.writeFile, { filePath: `${root}/a`, data: 'x' })
    await expect(manager.readFile({ filePath: `${root}/a`, encoding: 'utf8' })).resolves.toMatchObject({
      data: 'x',
    })
    expect(await outcome).toEqual({ success: true })
    await expect(manager.unlink({ filePath: `${root}/no` })).rejects.toMatchObject({ error: 10022 })
  })

  it('tells size and kind of a file', () => {
    const { sync } = open()
    sync.writeFileSync?.(`${root}/c`, 'abc')
    const stats = sync.statSync?.(`${root}/c`).stats as { size: number; isFile(): boolean } | undefined
    expect([stats?.size, stats?.isFile()]).toEqual([3, true])
  })

  it('§3.3 has a number for each failure', async () => {
    const { manager, sync } = open()
    sync.mkdirSync?.(`${root}/d`)
    sync.writeFileSync?.(`${root}/d/f`, 'x')
    sync.writeFileSync?.(`${root}/f`, 'x')
    const cases: [Promise<object>, number][] = [
      [manager.access({ path: `${root}/no` }), 10022],
      [manager.appendFile({ filePath: `${root}/no`, data: '' }), 10022],
      [manager.writeFile({ filePath: `${root}/x/y`, data: '' }), 10022],
      [manager.getFileInfo({ filePath: `${root}/no` }), 12],
      [manager.unlink({ filePath: `${root}/d` }), 10023],
      [manager.writeFile({ filePath: '/a', data: '' }), 10024],
      [manager.readFile({ filePath: 'file:///a' }), 10024],
      [manager.mkdir({ dirPath: `${root}/d` }), 10025],
      [manager.rename({ oldPath: `${root}/f`, newPath: `${root}/d/f` }), 10025],
      [manager.rmdir({ dirPath: `${root}/d` }), 10027],
      [manager.writeFile({ filePath: `${root}/big`, data: new ArrayBuffer(10 * MiB + 1) }), 10028],
      [manager.readFile({ filePath: '' }), 2],
    ]
    for (const [promise, error] of cases) await expect(promise).rejects.toMatchObject({ error })
  })

  it('§1.7 10 MB a file, also by appending, and 50 MB in all', () => {
    const { sync } = open()
    const data = new ArrayBuffer(10 * MiB)
    for (const name of ['a', 'b', 'c', 'd', 'e']) sync.writeFileSync?.(`${root}/${name}`, data)
    expect(() => sync.appendFileSync?.(`${root}/a`, 'x')).toThrow('10MB')
    expect(() => sync.writeFileSync?.(`${root}/f`, 'x')).toThrow('50MB')
    sync.unlinkSync?.(`${root}/a`)
    expect(sync.writeFileSync?.(`${root}/f`, 'x')).toEqual({ success: true })
  })

  it('§5.3 a temporary file can be saved, and is read only', async () => {
    const { my, manager } = open()
    const { tempFilePath } = await download(my, { url: 'https://example.com/' })
    await expect(manager.unlink({ filePath: tempFilePath })).rejects.toMatchObject({ error: 10024 })
    expect(await manager.saveFile({ tempFilePath, filePath: `${root}/a` })).toEqual({
      success: true,
      savedFilePath: `${root}/a`,
    })
    await expect(manager.saveFile({ tempFilePath })).rejects.toMatchObject({ error: 10022 })
    const second = await download(my, { url: 'https://example.com/' })
    const { savedFilePath } = (await manager.saveFile({ tempFilePath: second.apFilePath })) as {
      savedFilePath: string
    }
    expect(my.simulate.readFile(savedFilePath)).toHaveLength(5)
  })

  it('§10 row 10 throws from synchronous forms', () => {
    const failure = { error: 10022, errorMessage: '文件或目录不存在' }
    expect(() => open().sync.statSync?.(`${root}/no`)).toThrow(expect.objectContaining(failure))
  })
})

describe('my, native-apis.md §5.4, §6', () => {
  it('says what it is', () => {
    const my = createAlipayHost({ device: 'android', SDKVersion: '2.8.0', clientVersion: '10.3.0' })
    expect(my.SDKVersion).toBe('2.8.0')
    expect(my.env).toMatchObject({ USER_DATA_PATH: root, clientVersion: '10.3.0', platform: 'Android' })
    expect(my.getAppBaseInfo()).toMatchObject({ SDKVersion: '2.8.0', version: '10.3.0' })
    expect([my.isIDE, createAlipayHost().isIDE]).toEqual([false, true])
    expect(my.getAppIdSync().appId).toBe('2021000000000000')
    expect(my.getSystemInfoSync()).toMatchObject({ platform: 'Android', version: '10.3.0' })
  })

  it.each([
    ['downloadFile.return.tempFilePath', { SDKVersion: '2.7.23' }, { SDKVersion: '2.7.22' }],
    ['downloadFile.object.filePath', { clientVersion: '10.2.80' }, { clientVersion: '10.2.79' }],
    ['downloadFile.return.statusCode', { clientVersion: '10.3.30' }, { SDKVersion: '2.8.7' }],
    ['downloadFile.return.abort', {}, { knobs: { task: 'without-abort' } }],
    ['downloadFile.return.onProgressUpdate', {}, { knobs: { task: 'absent' } }],
    ['downloadFile.return.statusCode', {}, { knobs: { canIUseOfClients: 'unknown' } }],
    ['downloadFile', {}, undefined],
  ] as const)('canIUse(%s)', (query, yes, no) => {
    expect(createAlipayHost(yes).canIUse(query)).toBe(true)
    if (no !== undefined) expect(createAlipayHost(no).canIUse(query)).toBe(false)
    expect(createAlipayHost().canIUse(`${query}.nothing`)).toBe(false)
  })

  it('returns what storage did, and throws nothing', () => {
    const my = createAlipayHost()
    expect(my.setStorageSync({ key: 'a', data: [1] })).toEqual({ success: true })
    expect(my.getStorageSync({ key: 'a' })).toEqual({ data: [1], success: true })
    expect(my.getStorageSync({ key: 'none' })).toEqual({ data: null, success: true })
    expect(my.setStorageSync({ key: 'b', data: 'x'.repeat(200 * 1024) })).toMatchObject({
      success: false,
      error: 14,
    })
    expect(my.removeStorageSync({ key: 'a' })).toEqual({ success: true })
    expect(my.getStorageSync({ key: 'a' }).data).toBeNull()
  })

  it.each([
    ['wifi', 'WIFI', true],
    ['4g', '4G', true],
    ['5g', '5G', true],
    ['none', 'NOTREACHABLE', false],
    ['unknown', 'UNKNOWN', true],
  ] as const)('names the network %s as %s', async (network, networkType, networkAvailable) => {
    const my = createAlipayHost()
    my.simulate.network(network)
    expect(await my.getNetworkType()).toEqual({ networkAvailable, networkType })
  })

  it('§5.4 a client before 10.2.50 has no word for 5G', async () => {
    const my = createAlipayHost({ clientVersion: '10.2.49' })
    my.simulate.network('5g')
    expect(await my.getNetworkType()).toMatchObject({ networkType: 'WWAN' })
  })

  it('§5.4 tells when it is hidden and shown, but not in the IDE', async () => {
    const my = createAlipayHost({ device: 'ios' })
    const events: unknown[] = []
    my.onAppHide(() => events.push('hide'))
    my.onAppShow(() => events.push('show'))
    my.onNetworkStatusChange((event) => events.push(event))
    my.simulate.background()
    my.simulate.foreground()
    my.simulate.network('4g')
    await Promise.resolve()
    expect(events).toEqual(['hide', 'show', { isConnected: true, networkType: '4G' }])
    expect(createAlipayHost()).not.toHaveProperty('onAppShow')
  })
})

describe('my.request, native-apis.md §5.1', () => {
  const json = (text: string, status = 200) =>
    createAlipayHost({
      fetch: createScriptedFetch(() => ({ status, chunks: [{ bytes: new TextEncoder().encode(text) }] })),
    })
  const url = 'https://x.com/a'

  it('gives what dataType asks for', async () => {
    expect(await json('{"a":1}').request({ url })).toMatchObject({
      data: { a: 1 },
      status: 200,
      statusCode: 200,
    })
    expect(await json('abc').request({ url })).toMatchObject({ data: 'abc' })
    expect(await json('abc').request({ url, dataType: 'base64' })).toMatchObject({ data: 'YWJj' })
    expect(await json('abc', 206).request({ url, dataType: 'arraybuffer' })).toMatchObject({
      statusCode: 206,
      data: new TextEncoder().encode('abc').buffer,
    })
    await expect(json('abc').request({ url, dataType: 'json' })).rejects.toMatchObject({ error: 14 })
  })

  it('§3.3 fails a status from 400 on with 19, and has numbers of its own', async () => {
    await expect(json('', 404).request({ url })).rejects.toMatchObject({ error: 19 })
    const dead = createAlipayHost({ fetch: createScriptedFetch(() => ({ error: 'dns' })) })
    await expect(dead.request({ url })).rejects.toMatchObject({ error: 12 })
    await expect(dead.request({ url: 'nothing' })).rejects.toMatchObject({ error: 2 })
    const slow = createAlipayHost({ fetch: createScriptedFetch(() => ({ never: true })) })
    await expect(slow.request({ url, timeout: 1 })).rejects.toMatchObject({ error: 13 })
    const task = slow.request({ url })
    task.abort()
    await expect(task).rejects.toMatchObject({ error: 9 })
  })
})
