import { createDownloadFile } from '@miniferry/download-core'
import { describe, expect, it, vi } from 'vitest'
import { createDownloadPlatform } from '../src/download-platform.js'
import { downloadFile, supports } from '../src/index.js'
import { createPlatform } from '../src/platform.js'

it('rejects at the first call, and says why', async () => {
  expect(globalThis).not.toHaveProperty('my')
  const fail = vi.fn()
  const task = downloadFile({ url: 'https://example.com/', fail })
  await expect(task).rejects.toMatchObject({
    code: 'unsupported',
    errMsg:
      'downloadFile:fail there is no my here: @miniferry/download-alipay runs in Alipay, @miniferry/download-wechat in WeChat',
    platform: 'alipay',
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
  vi.stubGlobal('my', {
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
  const start = (options: object) => {
    const host = { downloadFile: vi.fn(), env: { USER_DATA_PATH: 'usr' } }
    const downloadFile = createDownloadFile(createDownloadPlatform(() => host as never))
    const task = downloadFile({ url: 'https://example.com/', ...options })
    task.catch(() => undefined)
    return { task, given: host.downloadFile.mock.calls.map(([given]) => given as Record<string, unknown>) }
  }

  it('has each option that the platform knows', () => {
    const options = { timeout: 5, filePath: 'usr/a' }
    expect(start(options).given).toEqual([expect.objectContaining(options)])
  })

  it.each(['HTTPS://example.com/a', 'http://example.com'])('has the url %s', (url) => {
    expect(start({ url }).given).toEqual([expect.objectContaining({ url })])
  })

  it.each([
    'see https://example.com/a',
    'https://',
    'https://?a',
    'https://example.com/\ud800',
    '\ud800https://a/',
  ])('is nothing where the url is %j', async (url) => {
    const { task, given } = start({ url })
    await expect(task).rejects.toMatchObject({
      code: 'invalid-argument',
      errMsg: expect.stringContaining('invalid url: expected'),
    })
    expect(given).toEqual([])
  })
})

it.each([
  ['WIFI', 'wifi'],
  ['Wi-Fi', 'wifi'],
  ['2G', 'cellular'],
  ['3G', 'cellular'],
  ['4G', 'cellular'],
  ['5G', 'cellular'],
  ['WWAN', 'cellular'],
  ['NOTREACHABLE', 'none'],
  ['UNKNOWN', 'unknown'],
] as const)('calls the network that the host calls %s %s', async (networkType, type) => {
  const getNetworkType = ({ success }: { success(payload: object): void }): void => success({ networkType })
  expect(await createPlatform(() => ({ getNetworkType }) as never).network.current()).toBe(type)
})
