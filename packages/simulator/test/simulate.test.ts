import { useVirtualTime } from '@miniferry/testing/virtual-time'
import { describe, expect, it } from 'vitest'
import { createAlipayHost, createScriptedFetch, createWechatHost } from '../src/index.js'
import { call, download, startDownload } from './native-call.js'

const url = 'https://example.com/a.bin'
const fetch = createScriptedFetch(() => ({ chunks: [{ bytes: 100 }] }))

describe('simulate', () => {
  useVirtualTime()

  it('failNext and respondNext answer with exactly the given object, later, in order, without a request', async () => {
    const wx = createWechatHost({ fetch: () => Promise.reject(new Error('no request expected')) })
    const failure = { errno: 600001, errMsg: 'downloadFile:fail anything' }
    const result = { statusCode: 200, tempFilePath: 'wxfile://x' }
    wx.simulate.failNext(failure)
    wx.simulate.respondNext(result)
    const first = startDownload(wx, { url })
    const second = startDownload(wx, { url })
    expect(first.order).toEqual(['returned'])
    expect(await first.done).toBe(failure)
    expect(await second.done).toBe(result)
    expect([first.order[1], second.order[1]]).toEqual(['fail', 'success'])
  })

  it('works on Alipay, promise and all', async () => {
    const my = createAlipayHost({ fetch })
    my.simulate.failNext({ error: 11 })
    await expect(my.downloadFile({ url })).rejects.toEqual({ error: 11 })
  })

  it('kill ends everything without a word; files and storage stay', async () => {
    const wx = createWechatHost({ fetch, device: 'ios', knobs: { errno: 'absent' } })
    const filePath = `${wx.env.USER_DATA_PATH}/a.bin`
    await download(wx, { url, filePath })
    wx.setStorageSync('key', 1)
    const running = startDownload(wx, { url })
    const pending = call(wx.getNetworkType)
    const next = wx.simulate.kill()
    let called = false
    pending.then(() => {
      called = true
    })
    await new Promise((resolve) => setTimeout(resolve))
    expect(running.order).toEqual(['returned'])
    expect(called).toBe(false)
    expect(wx.simulate.tasks).toEqual([])
    expect(next.simulate.readFile(filePath)).toHaveLength(100)
    expect(next.getStorageSync('key')).toBe(1)
    expect(next.getDeviceInfo().platform).toBe('ios')
    expect(next.simulate.knobs.errno).toBe('absent')
    expect(await download(next, { url })).toMatchObject({ statusCode: 200 })
  })

  it('fillDisk leaves that much; deleting makes room, Infinity takes it back', async () => {
    const my = createAlipayHost({ fetch })
    const manager = my.getFileSystemManager()
    const write = (name: string, size: number) =>
      manager.writeFile({ filePath: `${my.env.USER_DATA_PATH}/${name}`, data: new ArrayBuffer(size) })
    await write('a', 50)
    my.simulate.fillDisk(10)
    await write('b', 10)
    await expect(write('c', 1)).rejects.toMatchObject({ error: 10028 })
    await manager.unlink({ filePath: `${my.env.USER_DATA_PATH}/a` })
    await write('c', 50)
    await expect(write('d', 1)).rejects.toMatchObject({ error: 10028 })
    my.simulate.fillDisk(Number.POSITIVE_INFINITY)
    await write('d', 1000)
  })

  it('calls are written down with what was passed, and without large buffers', () => {
    const wx = createWechatHost({ fetch })
    const header = { a: '1' }
    const record = startDownload(wx, { url, header })
    record.task.abort?.()
    wx.getFileSystemManager().writeFileSync(`${wx.env.USER_DATA_PATH}/a`, new ArrayBuffer(9))
    expect(wx.simulate.calls.map(({ api }) => api)).toEqual([
      'downloadFile',
      'DownloadTask.abort',
      'FileSystemManager.writeFileSync',
    ])
    expect(wx.simulate.calls[0]?.options).toMatchObject({ url, header })
    expect(wx.simulate.calls[2]?.options).not.toHaveProperty('data')
  })

  it('calls of the file system are written down without what hears of the bytes', () => {
    const wx = createWechatHost({ fetch })
    const filePath = `${wx.env.USER_DATA_PATH}/a`
    wx.getFileSystemManager().readFile({ filePath, success() {}, fail() {}, complete() {} })
    expect(wx.simulate.calls).toEqual([{ api: 'FileSystemManager.readFile', options: { filePath } }])
  })

  it('readFile sees any path, and nothing where there is nothing', async () => {
    const wx = createWechatHost({ fetch })
    const { tempFilePath } = await download(wx, { url })
    expect(wx.simulate.readFile(String(tempFilePath))).toHaveLength(100)
    expect(wx.simulate.readFile('wxfile://nothing')).toBeUndefined()
    expect(wx.simulate.readFile(wx.env.USER_DATA_PATH)).toBeUndefined()
  })

  it('what a callback throws reaches the global handler and stops nothing', async () => {
    const errors: unknown[] = []
    const others = process.listeners('uncaughtException')
    process.removeAllListeners('uncaughtException').on('uncaughtException', (error) => errors.push(error))
    const oops = new Error('oops')
    const success = () => {
      throw oops
    }
    const result = await new Promise((complete) => {
      createWechatHost({ fetch }).downloadFile({ url, success, complete })
    })
    await new Promise((resolve) => setTimeout(resolve))
    process.removeAllListeners('uncaughtException')
    for (const listener of others) process.on('uncaughtException', listener)
    expect(result).toMatchObject({ statusCode: 200 })
    expect(errors).toEqual([oops])
  })
})
