import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createDownloader, createDownloadFile, type DownloadError } from '../../src/index.js'
import { createScene, flush, pass, urlOf } from './scene.js'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('timeout', () => {
  it('ends each attempt by itself', async () => {
    const { platform, add } = createScene({ retry: 1 })
    const download = add({ url: urlOf('a'), timeout: 500 })
    await flush()
    expect(platform.natives[0]?.request.timeout).toBe(500)
    await pass(499)
    expect(download.state).toBe('active')
    await pass(1)
    expect(platform.natives[0]?.isAborted).toBe(true)
    expect(download.waitingFor).toBe('retry')
    await pass(1000 + 499)
    expect(download.state).toBe('active')
    await pass(1)
    await expect(download).rejects.toMatchObject({ code: 'timeout' })
    expect(platform.natives).toHaveLength(2)
  })

  it('does not count the time in the queue', async () => {
    const { platform, add } = createScene({ concurrency: 1, retry: 0 })
    add({ url: urlOf('a'), timeout: 50_000 })
    const download = add({ url: urlOf('b'), timeout: 60_000 })
    await pass(50_000)
    expect(platform.natives).toHaveLength(2)
    await pass(59_999)
    expect(download.state).toBe('active')
    await pass(1)
    expect(download.state).toBe('failed')
  })

  it('does not count the time until a place among the parallel ones of the host is free', async () => {
    const { platform, add } = createScene({ retry: 0, timeout: 100 }, { limits: { parallelDownloads: 1 } })
    void createDownloadFile(platform)({ url: urlOf('x') })
    const download = add(urlOf('a'))
    await pass(10_000)
    expect(download.state).toBe('active')
    platform.nativeOf(urlOf('x')).success()
    await flush()
    platform.nativeOf(urlOf('a')).success()
    await expect(download).resolves.toMatchObject({ attempts: 1 })
  })
})

describe('an attempt without a timeout', () => {
  it('ends after a minute without headers or a byte, and the host is given ten', async () => {
    const { platform, add } = createScene({ retry: 0 })
    const download = add(urlOf('a'))
    await pass(59_999)
    expect(platform.natives[0]?.request.timeout).toBe(600_000)
    expect(download.state).toBe('active')
    await pass(1)
    await expect(download).rejects.toMatchObject({ code: 'timeout', retryable: true })
    expect(platform.natives[0]?.isAborted).toBe(true)
  })

  it('is not cut while it is alive, however long it takes', async () => {
    const { platform, add } = createScene({ retry: 0 })
    const download = add(urlOf('a'))
    await flush()
    for (let second = 1; second <= 1800; second += 20) {
      platform.natives[0]?.progress(second, 2000)
      await pass(20_000)
    }
    expect(download.state).toBe('active')
    platform.natives[0]?.success(2000)
    await expect(download).resolves.toMatchObject({ attempts: 1 })
  })

  it('ends after half a minute without a byte, where the client has shown that it tells of them', async () => {
    const { platform, add } = createScene({ retry: 0 })
    const download = add(urlOf('a'))
    await flush()
    platform.natives[0]?.progress(1, 2000)
    await pass(29_999)
    expect(download.state).toBe('active')
    await pass(1)
    await expect(download).rejects.toMatchObject({ code: 'stalled' })
  })

  it('has no such limit where there is a timeout', async () => {
    const { platform, add } = createScene({ retry: 0, timeout: 100_000 })
    const download = add(urlOf('a'))
    await flush()
    platform.natives[0]?.progress(1, 2000)
    await pass(99_999)
    expect(download.state).toBe('active')
    await pass(1)
    await expect(download).rejects.toMatchObject({ code: 'timeout' })
  })

  it('is left to the timer of the host, where that tells of headers and no progress', async () => {
    const { platform, add } = createScene({ retry: 0 })
    const download = add(urlOf('a'))
    await flush()
    platform.natives[0]?.headers()
    await pass(590_000)
    expect(download.state).toBe('active')
    platform.natives[0]?.fail('timeout')
    await expect(download).rejects.toMatchObject({ code: 'timeout' })
  })
})

describe('a client that ends a request though it is answered', () => {
  async function cut(request: object, isAnswered = true): Promise<unknown> {
    const { platform, add } = createScene({ retry: 0 })
    const download = add({ url: urlOf('a'), ...request })
    await flush()
    if (isAnswered) platform.natives[0]?.progress(1, 2000)
    await pass(10)
    platform.natives[0]?.fail('timeout')
    return download.catch((error: unknown) => error)
  }

  it('is told by the error of a download without a path, with what helps', async () => {
    const error = await cut({})
    expect(error).toMatchObject({ code: 'timeout', retryable: true, native: {} })
    expect((error as Error).message).toBe(
      'downloadFile:fail timeout though the server answered; a filePath helps',
    )
    expect((error as DownloadError).errMsg).toBe((error as Error).message)
  })

  it.each([
    ['with a path', { filePath: 'usr/a', resume: false }, true],
    ['with a timeout of the app', { timeout: 1000 }, true],
    ['that nobody answered', {}, false],
  ])('is nothing to tell of a download %s', async (_kind, request, isAnswered) => {
    expect(await cut(request, isAnswered)).toMatchObject({ message: 'downloadFile:fail timeout' })
  })
})

it('is no client that ends what is answered, where only an earlier request of the attempt was', async () => {
  const { platform, add } = createScene({ retry: 0 })
  const download = add(urlOf('a'))
  await flush()
  // Less than it should be, so it is asked for once more.
  platform.natives[0]?.success(1, { header: { 'Content-Length': '2' } })
  await pass(60_000)
  await expect(download).rejects.toMatchObject({ message: 'downloadFile:fail timeout' })
})

describe('stallTimeout', () => {
  it('ends an attempt without a byte for that long', async () => {
    const { platform, add } = createScene({ stallTimeout: 1000, retry: 0 })
    const download = add(urlOf('a'))
    await flush()
    platform.natives[0]?.progress(1, 100)
    await pass(999)
    platform.natives[0]?.progress(2, 100)
    await pass(999)
    expect(download.state).toBe('active')
    await pass(1)
    await expect(download).rejects.toMatchObject({ code: 'stalled', retryable: true })
    expect(platform.natives[0]?.isAborted).toBe(true)
    expect(platform.slots.running).toBe(0)
  })

  it('holds beside a timeout', async () => {
    const { platform, add } = createScene({ stallTimeout: 1000, timeout: 60_000, retry: 0 })
    const download = add(urlOf('a'))
    await flush()
    platform.natives[0]?.progress(1, 100)
    await pass(1000)
    await expect(download).rejects.toMatchObject({
      code: 'stalled',
      errMsg: 'downloadFile:fail stalled',
    })
  })

  it('counts from the first byte on, the headers included', async () => {
    const { platform, add } = createScene({ stallTimeout: 1000, retry: 0 })
    const download = add(urlOf('a'))
    await pass(50_000)
    expect(download.state).toBe('active')
    platform.natives[0]?.headers()
    await pass(1000)
    await expect(download).rejects.toMatchObject({ code: 'stalled' })
  })

  it('is tried again, and counts anew', async () => {
    const { platform, add } = createScene({ stallTimeout: 1000 })
    const download = add(urlOf('a'))
    await flush()
    platform.natives[0]?.progress(1)
    await pass(1000)
    expect(download.waitingFor).toBe('retry')
    await pass(1000)
    await pass(5000)
    expect(download.state).toBe('active')
    expect(platform.natives).toHaveLength(2)
  })

  it('ends with the attempt', async () => {
    const { platform, add } = createScene({ stallTimeout: 1000 })
    const download = add(urlOf('a'))
    await flush()
    platform.natives[0]?.progress(1)
    platform.natives[0]?.success()
    await pass(5000)
    await expect(download).resolves.toMatchObject({ attempts: 1 })
    // Nothing of the downloader is left to fire, though the network changes later.
    platform.setNetwork('cellular')
    await pass(1000)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('that does not fit the timer of a host does not come at once', async () => {
    const { platform, add } = createScene({ stallTimeout: 3e9 })
    const download = add(urlOf('a'))
    await flush()
    platform.natives[0]?.progress(1)
    await pass(10_000)
    expect(download.state).toBe('active')
  })
})

describe('a timeout of the app that is longer than a minute', () => {
  it('lets a server take its time until it answers', async () => {
    const { add } = createScene({ timeout: 120_000, retry: 0 })
    const download = add(urlOf('a'))
    await pass(119_999)
    expect(download.state).toBe('active')
    await pass(1)
    await expect(download).rejects.toMatchObject({ code: 'timeout' })
  })
})

describe('a request that waits for a place on the host', () => {
  it('does not begin where the network has gone meanwhile', async () => {
    const { platform, add } = createScene({}, { limits: { parallelDownloads: 1 } })
    add(urlOf('a'))
    await flush()
    const other = createDownloader({ platform, retry: 0 })
    const waiting = other.download(urlOf('b'))
    await flush()
    expect(waiting.state).toBe('active')
    platform.setNetwork('none')
    platform.natives[0]?.fail('network')
    await flush()
    expect(platform.natives).toHaveLength(1)
    expect(waiting).toMatchObject({ state: 'waiting', waitingFor: 'network', attempts: 0 })
    waiting.abort()
    await waiting.catch(() => undefined)
  })
})

describe('a file that the host would refuse', () => {
  it('at a path is one that is larger than a file may be, or all of them together', async () => {
    for (const limits of [
      { fileBytes: 100, totalBytes: 1000 },
      { fileBytes: 1000, totalBytes: 100 },
    ]) {
      const { platform, add } = createScene({}, { limits: { ...limits, downloadBytes: 1 } })
      const download = add({ url: urlOf('a'), filePath: 'usr/a', resume: false })
      await flush()
      platform.running[0]?.headers({ 'Content-Length': '101' })
      await expect(download).rejects.toMatchObject({
        code: 'too-large',
        errMsg: 'downloadFile:fail more than 100 bytes',
      })
    }
  })

  it('is refused by its headers, before its bytes are spent', async () => {
    const { platform, add } = createScene({}, { limits: { downloadBytes: 100 } })
    const download = add(urlOf('a'))
    const other = add(urlOf('b'))
    await flush()
    platform.nativeOf(urlOf('a')).headers({ 'Content-Length': '101' })
    platform.nativeOf(urlOf('b')).headers({ 'Content-Length': '100' })
    await expect(download).rejects.toMatchObject({ code: 'too-large' })
    expect(platform.nativeOf(urlOf('a')).isAborted).toBe(true)
    expect(other.state).toBe('active')
  })

  it('is refused by headers that the host tells while it is being called', async () => {
    const { platform, add } = createScene({}, { limits: { downloadBytes: 100 } })
    const abort = vi.fn()
    vi.spyOn(platform, 'download').mockImplementationOnce((_, listener) => {
      listener.headers({ 'Content-Length': '101' })
      return { abort }
    })
    await expect(add(urlOf('a'))).rejects.toMatchObject({ code: 'too-large' })
    expect(abort).toHaveBeenCalledTimes(1)
    expect(platform.slots.running).toBe(0)
  })
})
