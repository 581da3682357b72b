import { useVirtualTime } from '@miniferry/testing/virtual-time'
import { describe, expect, it, vi } from 'vitest'
import {
  createAlipayHost,
  createMemoryDisk,
  createScriptedFetch,
  createWechatHost,
  type WechatHostOptions,
} from '../src/index.js'
import { call, download, startDownload } from './native-call.js'

const url = 'https://example.com/a.bin'
const chunked = createScriptedFetch(() => ({ chunks: [{ bytes: 100 }, { bytes: 100 }] }))
const sized = createScriptedFetch(() => ({
  headers: { 'content-LENGTH': '200', 'X-Mixed-case': 'a' },
  chunks: [{ bytes: 100 }, { bytes: 100 }],
}))
const broken = createScriptedFetch(() => ({ chunks: [{ bytes: 100 }], error: 'reset' }))

async function finished(options: WechatHostOptions, more: Record<string, unknown> = {}) {
  const record = startDownload(createWechatHost({ fetch: sized, ...options }), { url, ...more })
  await record.done
  // Late callbacks and events come in the tasks after.
  await new Promise((resolve) => setTimeout(resolve))
  return record
}

describe('knobs', () => {
  useVirtualTime()

  it.each([
    [-1, 0],
    [0, 0],
    [undefined, undefined],
    [Number.NaN, Number.NaN],
  ])('unknownTotal %s', async (unknownTotal, progress) => {
    const { progress: events } = await finished({ fetch: chunked, knobs: { unknownTotal } })
    expect(events[0]).toEqual({ progress, totalBytesWritten: 100, totalBytesExpectedToWrite: unknownTotal })
  })

  it.each([
    ['normal', 2],
    ['none', 0],
    ['many', 100],
  ] as const)('progressEvents %s', async (progressEvents, count) => {
    const { progress } = await finished({ knobs: { progressEvents } })
    expect(progress).toHaveLength(count)
    const written = progress.map((event) => Number(event.totalBytesWritten))
    expect(written).toEqual([...written].sort((one, other) => one - other))
  })

  it.each([
    ['sent', 100],
    ['missing', 50],
  ] as const)('lastProgressEvent %s', async (lastProgressEvent, last) => {
    expect((await finished({ knobs: { lastProgressEvent } })).progress.at(-1)?.progress).toBe(last)
  })

  it.each([
    ['none', 2],
    ['some', 3],
  ] as const)('eventsAfterEnd %s', async (eventsAfterEnd, count) => {
    expect((await finished({ knobs: { eventsAfterEnd } })).progress).toHaveLength(count)
  })

  it.each([
    ['once', ['success', 'complete']],
    ['twice', ['success', 'complete', 'success', 'complete']],
    ['contradictory', ['success', 'complete', 'fail', 'complete']],
  ] as const)('terminalCallbacks %s', async (terminalCallbacks, order) => {
    expect((await finished({ knobs: { terminalCallbacks } })).order).toEqual(['returned', ...order])
  })

  it.each([
    ['fail', true, ['fail', 'complete']],
    ['fail', false, ['fail']],
    ['nothing', true, []],
    ['success', true, ['success', 'complete']],
  ] as const)('abortOutcome %s, completeAfterAbort %s', async (abortOutcome, completeAfterAbort, order) => {
    const wx = createWechatHost({ fetch: sized, knobs: { abortOutcome, completeAfterAbort } })
    const record = startDownload(wx, { url })
    record.task.abort?.()
    await new Promise((resolve) => setTimeout(resolve))
    expect(record.order).toEqual(['returned', ...order])
    expect(wx.simulate.tasks).toEqual([])
  })

  it.each([
    ['removed', 'before'],
    ['kept', '\0'.repeat(100)],
  ] as const)('partialFile %s', async (partialFile, content) => {
    const wx = createWechatHost({ fetch: broken, knobs: { partialFile } })
    const filePath = `${wx.env.USER_DATA_PATH}/a`
    wx.getFileSystemManager().writeFileSync(filePath, 'before')
    await download(wx, { url, filePath })
    expect(new TextDecoder().decode(wx.simulate.readFile(filePath))).toBe(content)
  })

  it.each([
    ['title', 'X-Mixed-Case'],
    ['lower', 'x-mixed-case'],
    ['as-sent', 'X-Mixed-case'],
  ] as const)('headerCase %s', async (headerCase, name) => {
    const { payload, headers } = await finished({ knobs: { headerCase } })
    expect(payload.header).toHaveProperty(name)
    expect(headers[0]?.header).toHaveProperty(name)
  })

  it('requestRange dropped', async () => {
    const seen: (string | undefined)[] = []
    const fetch = createScriptedFetch((_, { headers }) => {
      seen.push(headers.Range)
      return {}
    })
    const wx = createWechatHost({ fetch })
    await call(wx.request, { url, header: { Range: 'bytes=0-' } })
    wx.simulate.knobs.requestRange = 'dropped'
    await call(wx.request, { url, header: { Range: 'bytes=0-' } })
    expect(seen).toEqual(['bytes=0-', undefined])
  })

  it('longTimeout capped', async () => {
    const waits: number[] = []
    const clock = {
      now: () => 0,
      setTimeout: (_: () => void, milliseconds: number) => waits.push(milliseconds),
      clearTimeout: () => undefined,
    }
    for (const longTimeout of ['honoured', 'capped'] as const) {
      await download(createWechatHost({ clock, fetch: sized, knobs: { longTimeout } }), {
        url,
        timeout: 120_000,
      })
    }
    expect(waits).toEqual([120_000, 60_000])
  })

  it.each(['fail', 'keep'] as const)('networkSwitch %s', (networkSwitch) => {
    const never = createScriptedFetch(() => ({ never: true }))
    const wx = createWechatHost({ fetch: never, device: 'android', knobs: { networkSwitch } })
    const record = startDownload(wx, { url })
    wx.simulate.network('4g')
    expect(record.order).toEqual(networkSwitch === 'fail' ? ['returned', 'fail', 'complete'] : ['returned'])
    if (networkSwitch === 'fail') expect(record.payload.errMsg).toContain('ERR_NETWORK_CHANGED')
    wx.simulate.kill()
  })

  it.each(['replace', 'refuse'] as const)('renameExisting and saveFileExisting %s', async (existing) => {
    const wx = createWechatHost({
      fetch: sized,
      knobs: { renameExisting: existing, saveFileExisting: existing },
    })
    const manager = wx.getFileSystemManager()
    const [from, to] = [`${wx.env.USER_DATA_PATH}/a`, `${wx.env.USER_DATA_PATH}/b`]
    manager.writeFileSync(from, 'a')
    manager.writeFileSync(to, 'b')
    const errCode = existing === 'refuse' ? 1301005 : undefined
    expect((await call(manager.rename, { oldPath: from, newPath: to })).errCode).toBe(errCode)
    const { tempFilePath } = await download(wx, { url })
    expect((await call(manager.saveFile, { tempFilePath, filePath: to })).errCode).toBe(errCode)
  })

  it('maxFileBytes and maxTotalBytes may shrink while files are there', async () => {
    const my = createAlipayHost({ fetch: sized })
    const manager = my.getFileSystemManager()
    const path = (name: string) => `${my.env.USER_DATA_PATH}/${name}`
    const errorOf = async (name: 'writeFile' | 'appendFile', file: string, bytes: number) =>
      (await call(manager[name], { filePath: path(file), data: new ArrayBuffer(bytes) })).error
    expect(await errorOf('writeFile', 'a', 100)).toBeUndefined()
    my.simulate.knobs.maxFileBytes = 50
    expect(await errorOf('appendFile', 'a', 1)).toBe(10028)
    expect(await download(my, { url, filePath: path('b') })).toMatchObject({ error: 10028 })
    expect(my.simulate.readFile(path('a'))).toHaveLength(100)
    expect(await errorOf('writeFile', 'a', 60)).toBeUndefined()
    my.simulate.knobs.maxTotalBytes = 80
    expect(await errorOf('writeFile', 'b', 21)).toBe(10028)
    expect(await errorOf('writeFile', 'b', 20)).toBeUndefined()
    Object.assign(my.simulate.knobs, { maxFileBytes: 1000, maxTotalBytes: 280 })
    expect(await download(my, { url, filePath: path('c') })).toMatchObject({ filePath: path('c') })
  })

  it('maxTotalBytes and fillDisk both count', () => {
    const wx = createWechatHost({ knobs: { maxTotalBytes: 100 } })
    const manager = wx.getFileSystemManager()
    const write = (bytes: number) => () =>
      manager.writeFileSync(`${wx.env.USER_DATA_PATH}/a`, new ArrayBuffer(bytes))
    expect(write(101)).toThrow('storage limit')
    wx.simulate.fillDisk(50)
    expect(write(51)).toThrow('storage limit')
    write(50)()
    wx.simulate.fillDisk(Number.POSITIVE_INFINITY)
    write(100)()
    wx.simulate.knobs.maxTotalBytes = 99
    write(100)()
    expect(write(101)).toThrow('storage limit')
    // Another run counts what is there.
    const next = wx.simulate.kill()
    next.simulate.knobs.maxTotalBytes = 101
    const more = (bytes: number) => () =>
      next.getFileSystemManager().writeFileSync(`${wx.env.USER_DATA_PATH}/b`, new ArrayBuffer(bytes))
    expect(more(2)).toThrow('storage limit')
    more(1)()
  })

  it('maxCallBytes', () => {
    const wx = createWechatHost()
    const manager = wx.getFileSystemManager()
    const path = `${wx.env.USER_DATA_PATH}/a`
    manager.writeFileSync(path, new ArrayBuffer(10))
    wx.simulate.knobs.maxCallBytes = 9
    expect(() => manager.writeFileSync(path, new ArrayBuffer(10))).toThrow('storage limit')
    expect(() => manager.readFileSync(path)).toThrow('storage limit')
    expect(manager.readFileSync(path, undefined, 0, 9)).toHaveProperty('byteLength', 9)
  })

  it.each(['vanish', 'kept'] as const)('temporaryFilesAtRestart %s', async (temporaryFilesAtRestart) => {
    const wx = createWechatHost({ fetch: sized, knobs: { temporaryFilesAtRestart } })
    const { tempFilePath } = await download(wx, { url })
    const next = wx.simulate.kill()
    expect(next.simulate.readFile(String(tempFilePath)) === undefined).toBe(
      temporaryFilesAtRestart === 'vanish',
    )
  })

  it.each([true, false])('failSynchronously %s', (failSynchronously) => {
    for (const host of [createWechatHost, createAlipayHost]) {
      const { order } = startDownload(host({ knobs: { failSynchronously } }), { url: undefined })
      expect(order).toEqual(failSynchronously ? ['fail', 'complete', 'returned'] : ['returned'])
    }
  })

  it('throwsSynchronously', () => {
    for (const host of [createWechatHost, createAlipayHost]) {
      expect(() => host({ knobs: { throwsSynchronously: true } }).downloadFile({ url })).toThrow(
        'downloadFile:',
      )
    }
  })

  it('neverAnswers, but can be aborted', async () => {
    const wx = createWechatHost({ fetch: sized, knobs: { neverAnswers: true } })
    const record = startDownload(wx, { url })
    await new Promise((resolve) => setTimeout(resolve))
    expect(record.order).toEqual(['returned'])
    record.task.abort?.()
    expect(await record.done).toMatchObject({ errMsg: 'downloadFile:fail abort' })
  })

  it('resultHeader and resultDataLength absent', async () => {
    const { payload } = await finished({ knobs: { resultHeader: 'absent', resultDataLength: 'absent' } })
    expect(Object.keys(payload).sort()).toEqual(['errMsg', 'statusCode', 'tempFilePath'])
  })

  it('Alipay: resultHeaders', async () => {
    for (const resultHeaders of ['header', 'headers'] as const) {
      const result = await download(createAlipayHost({ fetch: sized, knobs: { resultHeaders } }), { url })
      expect(['header', 'headers'].filter((name) => name in result)).toEqual([resultHeaders])
    }
  })

  it('Alipay: rejectionWithCallbacks unhandled', async () => {
    const rejections: unknown[] = []
    const note = (reason: unknown) => rejections.push(reason)
    const others = process.listeners('unhandledRejection')
    process.removeAllListeners('unhandledRejection').on('unhandledRejection', note)
    for (const rejectionWithCallbacks of ['handled', 'unhandled'] as const) {
      await download(createAlipayHost({ knobs: { rejectionWithCallbacks } }), { url: 'nothing' })
    }
    await new Promise((resolve) => setTimeout(resolve))
    process.removeAllListeners('unhandledRejection')
    for (const listener of others) process.on('unhandledRejection', listener)
    expect(rejections).toEqual([expect.objectContaining({ error: 2 })])
  })

  it('Alipay: parallelLimit, and over it error 20', async () => {
    const never = createScriptedFetch(() => ({ never: true }))
    const my = createAlipayHost({ fetch: never, knobs: { parallelLimit: 1, parallelOverflow: 'fail' } })
    startDownload(my, { url })
    expect(await download(my, { url })).toMatchObject({ error: 20 })
    my.simulate.kill()
  })

  it.each(['nothing', 'fail'] as const)('Alipay: backgroundRule %s', async (backgroundRule) => {
    vi.useFakeTimers()
    const never = createScriptedFetch(() => ({ never: true }))
    const my = createAlipayHost({ fetch: never, knobs: { backgroundRule } })
    const record = startDownload(my, { url })
    my.simulate.background()
    await vi.advanceTimersByTimeAsync(5000)
    vi.useRealTimers()
    expect(record.payload.error).toBe(backgroundRule === 'fail' ? 12 : undefined)
    my.simulate.kill()
  })

  it('may be changed while the host runs', async () => {
    const disk = createMemoryDisk()
    const wx = createWechatHost({ fetch: sized, disk })
    wx.simulate.knobs.neverAnswers = true
    const record = startDownload(wx, { url })
    wx.simulate.knobs.neverAnswers = false
    expect(await download(wx, { url })).toMatchObject({ statusCode: 200 })
    expect(record.order).toEqual(['returned'])
    wx.simulate.kill()
  })
})
