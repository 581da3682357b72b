import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type AttemptFacts, createDownloader, createFileCache, DownloadError } from '../../src/index.js'
import { createScene, failure, filesOf, flush, journalPath, pass, urlOf } from './scene.js'
import { createStubFullPlatform } from './stub-full-platform.js'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const url = urlOf('a')
const signed = 'https://mirror.example.com/a?signature=secret'

describe('beforeAttempt', () => {
  it('says where an attempt goes, with headers beside those of the request', async () => {
    const asked: AttemptFacts[] = []
    const { platform, add } = createScene({
      header: { 'X-App': '1' },
      beforeAttempt(facts) {
        asked.push(facts)
        return Promise.resolve({ url: signed, header: { Authorization: 'token' } })
      },
    })
    const download = add({ url, meta: { courseId: 12 } })
    await flush()
    expect(asked).toEqual([
      { url, header: { 'X-App': '1' }, attempts: 1, error: undefined, meta: { courseId: 12 } },
    ])
    const { request } = platform.running[0] ?? {}
    expect(request).toMatchObject({ url: signed, header: { 'X-App': '1', Authorization: 'token' } })
    platform.running[0]?.success()
    await expect(download).resolves.toMatchObject({ attempts: 1 })
  })

  it('is asked before each attempt, with what ended the one before', async () => {
    const asked: AttemptFacts[] = []
    const beforeAttempt = (facts: AttemptFacts) => {
      asked.push(facts)
      return { url: `${signed}${facts.attempts}` }
    }
    const { platform, add } = createScene()
    const download = add({ url, beforeAttempt })
    await flush()
    platform.running[0]?.fail('network')
    await pass(1000)
    platform.running[0]?.success()
    await download
    expect(asked.map(({ attempts, error }) => [attempts, error?.code])).toEqual([
      [1, undefined],
      [2, 'network'],
    ])
    expect(platform.natives.map(({ request }) => request.url)).toEqual([`${signed}1`, `${signed}2`])
  })

  it('knows each server for itself where addresses take turns', async () => {
    const [one, two] = ['https://one.example.com/a', 'https://two.example.com/a']
    const mirrors = [one, two, one]
    const { platform, add } = createScene({ resume: { segmentSize: 2 } })
    add({ url, filePath: 'usr/a', beforeAttempt: ({ attempts }) => ({ url: mirrors[attempts - 1] ?? url }) })
    await flush()
    // The first one sends other bytes than it is asked for, so it is asked plainly.
    platform.running[0]?.success(2, {
      statusCode: 206,
      header: { 'Content-Range': 'bytes 5-6/9', ETag: '"1"' },
    })
    await flush()
    expect(platform.running[0]?.request.header).not.toHaveProperty('Range')
    platform.running[0]?.fail('network')
    await pass(1000)
    expect(platform.running[0]?.request).toMatchObject({ url: two, header: { Range: 'bytes=0-1' } })
    platform.running[0]?.fail('network')
    await pass(60_000)
    expect(platform.running[0]?.request.url).toBe(one)
    expect(platform.running[0]?.request.header).not.toHaveProperty('Range')
  })

  it('may return nothing', async () => {
    const { platform, add } = createScene({ beforeAttempt: () => undefined })
    add(url)
    await flush()
    expect(platform.running[0]?.request.url).toBe(url)
  })

  it('serves all segments of an attempt, and what it returns is on no disk', async () => {
    const { platform, add } = createScene({
      resume: { segmentSize: 2 },
      beforeAttempt: () => ({ url: signed, header: { Authorization: 'token' } }),
    })
    const content = Uint8Array.of(0, 1, 2, 3, 4)
    const download = add({ url, filePath: 'usr/a' })
    const texts: string[] = []
    await flush()
    for (let native = platform.running[0]; native; native = platform.running[0]) {
      expect(native.request.url).toBe(signed)
      const [, start = 0, end = 0] = (/=(\d+)-(\d+)/.exec(native.request.header?.Range ?? '') ?? []).map(
        Number,
      )
      const part = content.slice(start, end + 1)
      texts.push(new TextDecoder().decode(platform.files.contents.get(journalPath)))
      const label = `bytes ${start}-${start + part.length - 1}/5`
      native.success(part, { statusCode: 206, header: { 'Content-Range': label, ETag: '"1"' } })
      await flush()
    }
    await download
    expect(platform.natives.length).toBeGreaterThan(1)
    expect(texts.join()).toContain(url)
    expect(texts.join()).not.toMatch(/secret|token/)
    expect(filesOf(platform)).toEqual([['usr/a', content]])
  })

  it('is in no error', async () => {
    const { platform, add } = createScene({ retry: 0, beforeAttempt: () => ({ url: signed }) })
    const download = add(url)
    await flush()
    platform.running[0]?.fail('tls', undefined, `${signed} refused`)
    const error = await failure(download)
    expect(error).toMatchObject({ code: 'tls', url })
    expect(JSON.stringify({ ...error, message: error.message })).not.toMatch(/secret|mirror/)
  })

  it.each([401, 403])('makes another attempt worth it after %i', async (statusCode) => {
    for (const beforeAttempt of [() => undefined, undefined]) {
      const { platform, add } = createScene({ retry: 1, ...(beforeAttempt && { beforeAttempt }) })
      const download = add(url)
      await flush()
      platform.running[0]?.success(1, { statusCode })
      await pass(1000)
      expect(platform.natives).toHaveLength(beforeAttempt ? 2 : 1)
      if (beforeAttempt) platform.running[0]?.success()
      else await expect(download).rejects.toMatchObject({ statusCode })
      await flush()
      expect(download.state).toBe(beforeAttempt ? 'completed' : 'failed')
    }
  })

  it('ends the attempt with what it throws', async () => {
    const own = new DownloadError({ code: 'tls', errMsg: 'no', platform: 'x', url: '' })
    const { platform, add } = createScene({ retry: 0 })
    const throws = (reason: unknown) => (): Promise<undefined> => Promise.reject(reason)
    expect(await failure(add({ url, beforeAttempt: throws(own) }))).toBe(own)
    const reason = new Error('no session')
    const error = await failure(add({ url: urlOf('b'), beforeAttempt: throws(reason) }))
    expect(error).toMatchObject({ code: 'unknown', cause: reason, retryable: false })
    expect(error.errMsg).toBe('downloadFile:fail beforeAttempt has thrown')
    expect(platform.natives).toHaveLength(0)
  })

  it('is asked again where what it throws says so', async () => {
    let calls = 0
    const { platform, add } = createScene({
      beforeAttempt() {
        calls += 1
        if (calls === 1) throw Object.assign(new Error('offline'), { retryable: true })
        return undefined
      },
    })
    const download = add(url)
    await pass(1000)
    platform.running[0]?.success()
    await expect(download).resolves.toMatchObject({ attempts: 2 })
  })

  it.each([
    ['a text', 'https://example.com/b'],
    ['a url that is none', { url: '/b' }],
    ['a header that is none', { header: { a: 5 } }],
    ['null', null],
  ])('ends the download where it returns %s', async (_name, returned) => {
    const { add } = createScene({ beforeAttempt: () => returned as never })
    expect(await failure(add(url))).toMatchObject({
      code: 'invalid-argument',
      errMsg: expect.stringContaining('invalid result of beforeAttempt'),
    })
  })

  it('has as long as the timeout says', async () => {
    const never = (): Promise<undefined> => new Promise(() => undefined)
    const { add } = createScene({ retry: 0, beforeAttempt: never })
    const [short, long] = [add({ url, timeout: 500 }), add(urlOf('b'))]
    await pass(500)
    const errMsg = 'downloadFile:fail timeout of beforeAttempt'
    await expect(short).rejects.toMatchObject({ code: 'timeout', errMsg })
    await pass(59_499)
    expect(long.state).toBe('active')
    await pass(1)
    await expect(long).rejects.toMatchObject({ code: 'timeout' })
  })

  it('leaves no timer behind', async () => {
    const counts: number[] = []
    for (const config of [{}, { beforeAttempt: () => undefined }]) {
      vi.clearAllTimers()
      const { platform, add } = createScene(config)
      const download = add(url)
      await flush()
      platform.running[0]?.success()
      await download
      counts.push(vi.getTimerCount())
    }
    expect(counts[1]).toBe(counts[0])
  })

  it('is asked again at once where it had not answered when the download was paused', async () => {
    const beforeAttempt = vi.fn<() => Promise<undefined>>(() => Promise.resolve(undefined))
    beforeAttempt.mockImplementationOnce(() => new Promise(() => undefined))
    const { platform, add } = createScene({ beforeAttempt })
    const download = add({ url, filePath: 'usr/a', resume: false })
    await flush()
    download.pause()
    download.resume()
    await flush()
    expect(beforeAttempt).toHaveBeenCalledTimes(2)
    platform.running[0]?.success()
    await download
  })

  it('is not waited for by one that is paused or aborted', async () => {
    const { platform, add } = createScene({ beforeAttempt: () => new Promise(() => undefined) })
    const download = add(url)
    await flush()
    download.abort()
    await expect(download).rejects.toMatchObject({ code: 'aborted' })
    expect(platform.natives).toHaveLength(0)
  })

  it('is not asked where the phone has gone offline while the files of the download were opened', async () => {
    const beforeAttempt = vi.fn(() => ({ url: signed }))
    const { platform, add } = createScene({ beforeAttempt })
    await flush()
    const download = add({ url, filePath: 'usr/a' })
    platform.setNetwork('none')
    await flush()
    expect(download.state).toBe('waiting')
    expect(beforeAttempt).not.toHaveBeenCalled()
    platform.setNetwork('wifi')
    await flush()
    expect(beforeAttempt).toHaveBeenCalledOnce()
  })

  it('asks no expired address for the whole file as well', async () => {
    const { platform, add } = createScene({ retry: 1, beforeAttempt: () => ({ url: signed }) })
    add({ url, filePath: 'usr/a' })
    await flush()
    platform.running[0]?.success(1, { statusCode: 403 })
    await flush()
    expect(platform.natives).toHaveLength(1)
    await pass(1000)
    expect(platform.natives).toHaveLength(2)
  })

  it('keeps no file in the cache that headers of its own have fetched, unless there is a key', async () => {
    const platform = createStubFullPlatform()
    const cache = createFileCache({ maxBytes: 1000, maxAge: 60_000, platform })
    const users = ['ann', 'bob']
    const downloader = createDownloader({
      platform,
      cache,
      beforeAttempt: () => ({ header: { Authorization: users.shift() ?? '' } }),
    })
    for (const request of [{ url }, { url }, { url, key: 'of nobody' }]) {
      const download = downloader.download(request)
      await flush()
      platform.running[0]?.success(3)
      await expect(download).resolves.toMatchObject({ fromCache: false })
    }
    expect(await cache.has(url)).toBe(false)
    expect(await cache.has({ url, key: 'of nobody' })).toBe(true)
  })

  it('is asked for a restored download, with its meta', async () => {
    const killed = createScene()
    killed.add({ url, filePath: 'usr/a', meta: { courseId: 12 } })
    await flush()
    const asked: AttemptFacts[] = []
    const { platform, downloader } = createScene({
      beforeAttempt(facts) {
        asked.push(facts)
        return { url: signed }
      },
    })
    for (const [path, bytes] of killed.platform.files.contents) platform.files.contents.set(path, bytes)
    const [download] = await downloader.restore()
    await flush()
    expect(download?.meta).toEqual({ courseId: 12 })
    expect(asked).toMatchObject([{ url, meta: { courseId: 12 } }])
    expect(platform.running[0]?.request.url).toBe(signed)
  })
})
