import { startFileServer } from '@miniferry/testing/file-server'
import { describe, expect, it } from 'vitest'
import {
  type AlipayHost,
  createAlipayHost,
  createMemoryDisk,
  createScriptedFetch,
  createWechatHost,
  type WechatHost,
} from '../src/index.js'
import { download, startDownload } from './native-call.js'

const url = 'https://example.com/a.bin'

describe('notModified', () => {
  const unchanged = createScriptedFetch(() => ({
    status: 304,
    // The length of the file that has not changed; there is no body.
    headers: { ETag: '"a"', 'Content-Length': '300000000' },
  }))
  const size = (host: WechatHost | AlipayHost, path: unknown) => host.simulate.readFile(String(path))?.length
  const hosts = [
    ['WeChat', createWechatHost],
    ['Alipay', createAlipayHost],
  ] as const

  it.each(hosts)('%s passed, and empty-success: an empty file', async (_, createHost) => {
    for (const [notModified, statusCode] of [
      ['passed', 304],
      ['empty-success', 200],
    ] as const) {
      const host = createHost({ fetch: unchanged, knobs: { notModified } })
      const record = startDownload(host, { url, header: { 'If-None-Match': '"a"' } })
      const { tempFilePath } = await record.done
      expect(record.payload).toMatchObject({ statusCode, header: { ETag: '"a"' } })
      expect(record.headers).toHaveLength(1)
      expect(record.progress).toEqual([])
      expect(size(host, tempFilePath)).toBe(0)
      const filePath = `${host.env.USER_DATA_PATH}/a`
      host.getFileSystemManager().writeFileSync(filePath, 'before')
      expect(await download(host, { url, filePath })).toMatchObject({ statusCode, filePath })
      expect(size(host, filePath)).toBe(0)
    }
  })

  it.each(hosts)('%s passed-without-file: no path, and what was there stays', async (_, createHost) => {
    const disk = createMemoryDisk()
    const host = createHost({ fetch: unchanged, disk, knobs: { notModified: 'passed-without-file' } })
    const filePath = `${host.env.USER_DATA_PATH}/a`
    host.getFileSystemManager().writeFileSync(filePath, 'before')
    for (const place of [{}, { filePath }]) {
      const result = await download(host, { url, ...place })
      expect(result).toMatchObject({ statusCode: 304 })
      expect(Object.keys(result).filter((name) => name.endsWith('Path'))).toEqual([])
    }
    expect(size(host, filePath)).toBe(6)
    expect([disk.readdir('temporary'), disk.readdir('part')]).toEqual([[], []])
  })

  it.each(hosts)(
    '%s failed: as a download that failed, and what was there stays',
    async (name, createHost) => {
      const host = createHost({ fetch: unchanged, knobs: { notModified: 'failed', partialFile: 'kept' } })
      const filePath = `${host.env.USER_DATA_PATH}/a`
      host.getFileSystemManager().writeFileSync(filePath, 'before')
      const record = startDownload(host, { url, filePath })
      await record.done
      expect(record.order).toEqual(['returned', 'fail', 'complete'])
      expect(record.headers).toEqual([])
      expect(record.payload).toEqual(
        name === 'Alipay'
          ? { error: 12, errorMessage: '下载失败' }
          : { errno: 603302, errMsg: 'downloadFile:fail file data is empty' },
      )
      expect(size(host, filePath)).toBe(6)
    },
  )

  it('is about 304 alone', async () => {
    const empty = createScriptedFetch(() => ({}))
    const wx = createWechatHost({ fetch: empty, knobs: { notModified: 'failed' } })
    expect(await download(wx, { url })).toMatchObject({ statusCode: 200 })
  })

  // The fetch of Node has ways of its own with 304.
  it.each(hosts)('%s asks a real server, which knows the tag', async (_, createHost) => {
    const server = await startFileServer()
    const address = server.url('/file', { size: 100, etag: '"a"', header: 'Content-Length: 100' })
    const ask = async (tag: string) => {
      const host = createHost({ knobs: { maxDownloadBytes: 100 } })
      const record = startDownload(host, { url: address, header: { 'If-None-Match': tag } })
      const { statusCode, tempFilePath } = await record.done
      return [statusCode, size(host, tempFilePath)]
    }
    expect([await ask('"a"'), await ask('"b"')]).toEqual([
      [304, 0],
      [200, 100],
    ])
    await server.close()
  })
})
