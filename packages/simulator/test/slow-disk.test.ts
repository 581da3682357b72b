import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createAlipayHost, createScriptedFetch, createWechatHost } from '../src/index.js'
import { call, download } from './native-call.js'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const text = (bytes: Uint8Array | undefined) => bytes && new TextDecoder().decode(bytes)

function openWechat(fileDelay = 100) {
  const fetch = createScriptedFetch(() => ({ chunks: [{ bytes: 5 }] }))
  const wx = createWechatHost({ fetch, knobs: { fileDelay } })
  const manager = wx.getFileSystemManager()
  const path = (name: string) => `${wx.env.USER_DATA_PATH}/${name}`
  const contentOf = (name: string) => text(wx.simulate.readFile(path(name)))
  /** Notes the end of a call. */
  const ends: unknown[] = []
  const start = (api: (options: never) => unknown, options: Record<string, unknown>) => {
    call(api, options).then(({ errMsg }) => ends.push(errMsg))
  }
  return { wx, manager, path, contentOf, ends, start }
}

describe('fileDelay', () => {
  it('puts off the work and the word of it, on both hosts', async () => {
    const { manager, path, contentOf, ends, start } = openWechat()
    start(manager.writeFile, { filePath: path('a'), data: 'text' })
    await vi.advanceTimersByTimeAsync(99)
    expect([contentOf('a'), ends]).toEqual([undefined, []])
    await vi.advanceTimersByTimeAsync(1)
    expect([contentOf('a'), ends]).toEqual(['text', ['writeFile:ok']])

    const my = createAlipayHost({ knobs: { fileDelay: 50 } })
    const filePath = `${my.env.USER_DATA_PATH}/a`
    const settled = vi.fn()
    my.getFileSystemManager().unlink({ filePath }).catch(settled)
    await vi.advanceTimersByTimeAsync(49)
    expect(settled).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    expect(settled).toHaveBeenCalledWith({ error: 10022, errorMessage: '文件或目录不存在' })
  })

  it('runs on the clock of the host', async () => {
    const timers: (() => void)[] = []
    const clock = {
      now: () => 0,
      setTimeout: (callback: () => void) => timers.push(callback),
      clearTimeout: () => undefined,
    }
    const wx = createWechatHost({ clock, knobs: { fileDelay: 100 } })
    const done = call(wx.getFileSystemManager().access, { path: wx.env.USER_DATA_PATH })
    expect(timers).toHaveLength(1)
    timers[0]?.()
    expect(await done).toEqual({ errMsg: 'access:ok' })
  })

  it('is that of each call: calls run side by side, and end in their order', async () => {
    const { manager, path, contentOf, ends, start } = openWechat()
    start(manager.writeFile, { filePath: path('a'), data: '1' })
    start(manager.appendFile, { filePath: path('a'), data: '2' })
    start(manager.rename, { oldPath: path('a'), newPath: path('b') })
    start(manager.stat, { path: path('a') })
    await vi.advanceTimersByTimeAsync(100)
    expect(contentOf('b')).toBe('12')
    expect(ends.slice(0, 3)).toEqual(['writeFile:ok', 'appendFile:ok', 'rename:ok'])
    expect(ends[3]).toContain('stat:fail no such file or directory')
  })

  it('lets later calls overtake where it is made shorter, and synchronous ones at all times', async () => {
    const { wx, manager, path, contentOf, ends, start } = openWechat()
    start(manager.writeFile, { filePath: path('a'), data: 'slow' })
    wx.simulate.knobs.fileDelay = 0
    start(manager.writeFile, { filePath: path('a'), data: 'quick' })
    manager.appendFileSync(path('a'), ' and quicker')
    await vi.advanceTimersByTimeAsync(0)
    expect([contentOf('a'), ends]).toEqual(['quick and quicker', ['writeFile:ok']])
    await vi.advanceTimersByTimeAsync(100)
    expect(contentOf('a')).toBe('slow')
  })

  it('takes data as it is at the call', async () => {
    const { manager, path, contentOf, start } = openWechat()
    const data = new TextEncoder().encode('before')
    start(manager.writeFile, { filePath: path('a'), data: data.buffer })
    data.fill(0)
    await vi.advanceTimersByTimeAsync(100)
    expect(contentOf('a')).toBe('before')
  })

  it('finds what is there at the end, and nothing of what went meanwhile', async () => {
    const { wx, manager, path, ends, start } = openWechat()
    manager.writeFileSync(path('a'), 'text')
    start(manager.readFile, { filePath: path('a') })
    await vi.advanceTimersByTimeAsync(50)
    wx.simulate.removeFiles(() => true)
    await vi.advanceTimersByTimeAsync(50)
    expect(ends).toEqual([`readFile:fail no such file or directory "${path('a')}"`])
  })

  it('leaves undone what waits when the app is killed', async () => {
    const { wx, manager, path, ends, start } = openWechat()
    start(manager.writeFile, { filePath: path('a'), data: 'text' })
    const next = wx.simulate.kill()
    await vi.advanceTimersByTimeAsync(1000)
    expect(ends).toEqual([])
    expect(next.simulate.readFile(path('a'))).toBeUndefined()
    expect(next.simulate.knobs.fileDelay).toBe(100)
  })

  it('is no delay of downloads', async () => {
    const { wx, path } = openWechat()
    const result = await download(wx, { url: 'https://example.com/a', filePath: path('a') })
    expect(result).toMatchObject({ statusCode: 200 })
  })
})
