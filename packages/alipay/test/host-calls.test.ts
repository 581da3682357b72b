import { createDownloadFile } from '@miniferry/download-core'
import { describe, expect, it, vi } from 'vitest'
import { createDownloadPlatform } from '../src/download-platform.js'
import { createPlatform } from '../src/platform.js'

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
  expect(await createPlatform({ getNetworkType } as never).network.current()).toBe(type)
})
