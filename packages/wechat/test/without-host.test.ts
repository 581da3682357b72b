import { createDownloadFile } from '@miniferry/download-core'
import { describe, expect, it, vi } from 'vitest'
import { createDownloadPlatform } from '../src/download-platform.js'
import { downloadFile, supports } from '../src/index.js'
import { createPlatform } from '../src/platform.js'

it('rejects at the first call, and says why', async () => {
  expect(globalThis).not.toHaveProperty('wx')
  const fail = vi.fn()
  const task = downloadFile({ url: 'https://example.com/', fail })
  await expect(task).rejects.toMatchObject({
    code: 'unsupported',
    errMsg:
      'downloadFile:fail there is no wx here: @miniferry/download-wechat runs in WeChat, @miniferry/download-alipay in Alipay',
    platform: 'wechat',
  })
  expect(fail).toHaveBeenCalledTimes(1)
})

it('supports nothing', () => {
  expect(supports('header')).toBe(false)
})

it('has a platform that says of each service that it is not there', async () => {
  const { files, network, lifecycle, userDataPath } = createPlatform()
  await expect(files.readFile('a')).rejects.toMatchObject({ code: 'unsupported' })
  expect(userDataPath()).toBe('')
  expect(await network.current()).toBe('unknown')
  expect(() => lifecycle.subscribe(() => undefined)()).not.toThrow()
})

it('reads the host at each call, so that it may come later', async () => {
  vi.stubGlobal('wx', {
    downloadFile: (options: { success(result: object): void }) => options.success({ tempFilePath: 'tmp/1' }),
  })
  try {
    await expect(downloadFile({ url: 'https://example.com/' })).resolves.toMatchObject({
      tempFilePath: 'tmp/1',
    })
    expect(supports('header')).toBe(true)
  } finally {
    vi.unstubAllGlobals()
  }
})

describe('what the host is given', () => {
  const downloadOver = (options: object) => {
    const host = { downloadFile: vi.fn(), env: { USER_DATA_PATH: 'usr' } }
    const downloadFile = createDownloadFile(createDownloadPlatform(() => host as never))
    downloadFile({ url: 'https://example.com/', ...options }).catch(() => undefined)
    return host.downloadFile.mock.calls.map(([given]) => given as Record<string, unknown>)
  }

  it('has each option that the platform knows', () => {
    const options = {
      timeout: 5,
      enableProfile: true,
      enableHttp2: true,
      enableQuic: false,
      filePath: 'usr/a',
    }
    expect(downloadOver(options)).toEqual([expect.objectContaining(options)])
  })

  it.each(['HTTPS://example.com/a', 'http://example.com'])('has the url %s', (url) => {
    expect(downloadOver({ url })).toEqual([expect.objectContaining({ url })])
  })

  it.each([
    'see https://example.com/a',
    'https://',
    'https://?a',
    'https://example.com/\ud800',
    '\ud800https://a/',
  ])('is nothing where the url is %j', (url) => {
    expect(downloadOver({ url })).toEqual([])
  })
})
