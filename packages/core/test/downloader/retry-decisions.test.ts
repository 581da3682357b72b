import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createScene, flush, pass, urlOf } from './scene.js'

beforeEach(() => {
  vi.useFakeTimers()
  vi.setSystemTime(Date.UTC(2025, 0, 1))
})
afterEach(() => {
  vi.useRealTimers()
})

describe('shouldRetry', () => {
  it('decides in place of the code, with the error and the attempts so far', async () => {
    const shouldRetry = vi.fn(() => true)
    const { platform, add } = createScene({ retry: { shouldRetry } })
    add(urlOf('a'))
    await flush()
    platform.running[0]?.fail('tls')
    await pass(1000)
    platform.running[0]?.success(3, { statusCode: 404 })
    await pass(2000)
    expect(platform.natives).toHaveLength(3)
    expect(shouldRetry.mock.calls).toEqual([
      [expect.objectContaining({ code: 'tls' }), 1],
      [expect.objectContaining({ code: 'http-status', statusCode: 404 }), 2],
    ])
  })

  it('may refuse what is retryable', async () => {
    const { platform, add } = createScene({ retry: { shouldRetry: () => false } })
    const download = add(urlOf('a'))
    await flush()
    platform.running[0]?.fail('network')
    await expect(download).rejects.toMatchObject({ code: 'network' })
  })

  it('is asked within the limits only', async () => {
    const shouldRetry = vi.fn(() => true)
    const { platform, add } = createScene({ retry: { limit: 0, shouldRetry } })
    const download = add(urlOf('a'))
    await flush()
    platform.running[0]?.fail('network')
    await expect(download).rejects.toMatchObject({ code: 'network' })
    expect(shouldRetry).not.toHaveBeenCalled()
  })

  it('that throws means no, and hides nothing', async () => {
    const shouldRetry = (): boolean => {
      throw new Error('of the app')
    }
    const { platform, add } = createScene({ retry: { shouldRetry } })
    const download = add(urlOf('a'))
    await flush()
    platform.running[0]?.fail('network')
    await expect(download).rejects.toMatchObject({ code: 'network' })
  })

  it('is not asked after an abort', async () => {
    const shouldRetry = vi.fn(() => true)
    const { platform, add } = createScene({ retry: { shouldRetry } })
    const download = add(urlOf('a'))
    await flush()
    download.abort()
    await flush()
    expect(shouldRetry).not.toHaveBeenCalled()
    expect(platform.natives).toHaveLength(1)
  })
})

describe('Retry-After', () => {
  it.each([
    [{ 'Retry-After': '7' }, 7000],
    [{ 'retry-after': 'Wed, 01 Jan 2020 00:00:09 GMT', Date: 'Wed, 01 Jan 2020 00:00:00 GMT' }, 9000],
    [{ 'retry-after': 'Wed, 01 Jan 2025 00:00:11 GMT' }, 11_000],
    [{ 'retry-after': 'Wed, 01 Jan 2020 00:00:00 GMT' }, 0],
    [{ 'retry-after': '999999' }, 300_000],
    [{ 'retry-after': 'rubbish' }, 1000],
    [{}, 1000],
  ])('%j means %i milliseconds', async (header, expected) => {
    const { platform, downloader, add } = createScene()
    const delays: number[] = []
    downloader.on('retry', ({ delay }) => delays.push(delay))
    add(urlOf('a'))
    await flush()
    platform.running[0]?.success(3, { statusCode: 503, header })
    await flush()
    expect(delays).toEqual([expected])
    await pass(Math.max(0, expected - 1))
    expect(platform.natives).toHaveLength(expected === 0 ? 2 : 1)
    await pass(1)
    expect(platform.natives).toHaveLength(2)
  })

  it('of an earlier attempt does not count for a later one', async () => {
    const { platform, downloader, add } = createScene()
    const delays: number[] = []
    downloader.on('retry', ({ delay }) => delays.push(delay))
    add(urlOf('a'))
    await flush()
    platform.running[0]?.success(3, { statusCode: 503, header: { 'retry-after': '7' } })
    await pass(7000)
    platform.running[0]?.fail('network')
    await flush()
    expect(delays).toEqual([7000, 1000])
  })
})

describe('a delay that does not fit the timer of a host', () => {
  it('does not come at once', async () => {
    const { platform, add } = createScene({ retry: { minDelay: 3e9, maxDelay: 3e9 } })
    const download = add(urlOf('a'))
    await flush()
    platform.running[0]?.fail('network')
    await pass(10_000)
    expect(download.state).toBe('waiting')
  })
})

describe('a retry that waits', () => {
  it('is announced with the error, once', async () => {
    const { platform, downloader, add } = createScene()
    const retries: object[] = []
    downloader.on('retry', (event) => retries.push(event))
    const download = add(urlOf('a'))
    await flush()
    platform.running[0]?.fail('network')
    await pass(1000)
    expect(retries).toEqual([{ download, error: expect.objectContaining({ code: 'network' }), delay: 1000 }])
  })

  it.each(['abort', 'pause'] as const)(
    'can be ended by %s in the listener that hears of it',
    async (method) => {
      const { platform, downloader, add } = createScene()
      downloader.on('retry', ({ download }) => download[method]())
      const download = add(urlOf('a'))
      await flush()
      platform.running[0]?.fail('network')
      await pass(100_000)
      expect(download.state).toBe(method === 'abort' ? 'aborted' : 'paused')
      expect(platform.natives).toHaveLength(1)
    },
  )
})
