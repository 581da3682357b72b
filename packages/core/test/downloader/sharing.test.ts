import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createDownloader } from '../../src/index.js'
import { createScene, flush, pathsOf, urlOf } from './scene.js'

const url = urlOf('a')

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('two equal requests', () => {
  it('are one native download, with one result for both', async () => {
    const { platform, downloader, add } = createScene()
    const [one, other] = [add(url), add({ url, priority: 0 })]
    await flush()
    expect(one).not.toBe(other)
    expect(one.id).toBe(other.id)
    expect(downloader.downloads).toEqual([one, other])
    expect(platform.natives).toHaveLength(1)
    platform.running[0]?.success()
    expect(await one).toEqual(await other)
  })

  it('fail both', async () => {
    const { platform, add } = createScene()
    const [one, other] = [add(url), add(url)]
    await flush()
    platform.running[0]?.fail('tls')
    await expect(one).rejects.toMatchObject({ code: 'tls' })
    await expect(other).rejects.toMatchObject({ code: 'tls' })
  })

  it('are two downloads once the first has ended', async () => {
    const { platform, add } = createScene()
    add(url)
    await flush()
    platform.running[0]?.success()
    await flush()
    add(url)
    await flush()
    expect(platform.natives).toHaveLength(2)
  })

  it.each([
    ['another header', { header: { 'X-Id': '2' } }],
    ['another path', { filePath: 'usr/b' }],
    ['a checksum', { checksum: { algorithm: 'md5', value: 'aa' } }],
    ['HTTP/2', { enableHttp2: true }],
  ])('but for %s are two downloads', async (_name, difference) => {
    const { platform, add } = createScene()
    add({ url, header: { 'X-Id': '1' } })
    add({ url, header: { 'X-Id': '1' }, ...difference })
    await flush()
    expect(platform.natives).toHaveLength(2)
  })
})

describe('abort of one that shares', () => {
  it('rejects that one and leaves the other going', async () => {
    const { platform, downloader, add } = createScene()
    const [one, other] = [add(url), add(url)]
    await flush()
    one.abort()
    await expect(one).rejects.toMatchObject({ code: 'aborted' })
    expect([one.state, other.state]).toEqual(['aborted', 'active'])
    expect(downloader.downloads).toEqual([other])
    expect(platform.running).toHaveLength(1)
    platform.running[0]?.success()
    await expect(other).resolves.toMatchObject({ attempts: 1 })
    expect([one.state, other.state]).toEqual(['aborted', 'completed'])
  })

  it('tells the listeners of the downloader of that one only', async () => {
    const { downloader, add } = createScene()
    const [one] = [add(url), add(url)]
    const failed: object[] = []
    downloader.on('fail', ({ download }) => failed.push(download))
    await flush()
    one.abort()
    expect(failed).toEqual([one])
  })

  it('stops the native download with the last one', async () => {
    const { platform, add } = createScene()
    const downloads = [add(url), add(url)]
    await flush()
    for (const download of downloads) download.abort()
    for (const download of downloads) await expect(download).rejects.toMatchObject({ code: 'aborted' })
    expect(platform.running).toHaveLength(0)
  })

  it('does nothing after the end', async () => {
    const { platform, add } = createScene()
    const [one, other] = [add(url), add(url)]
    await flush()
    platform.running[0]?.success()
    await Promise.all([one, other])
    one.abort()
    other.abort()
    expect([one.state, other.state]).toEqual(['completed', 'completed'])
  })

  it('in a listener of the success does not take the file away', async () => {
    const { platform, downloader, add } = createScene()
    const [one, other] = [add(url), add(url)]
    downloader.on('success', ({ download }) => download.abort())
    await flush()
    platform.running[0]?.success()
    await expect(one).resolves.toMatchObject({ statusCode: 200 })
    await expect(other).resolves.toMatchObject({ statusCode: 200 })
  })
})

describe('pause of one that shares', () => {
  it('is silent for that one, and the other goes on', async () => {
    const { platform, add } = createScene({ progressInterval: 0 })
    const [one, other] = [add(url), add(url)]
    const [ofOne, ofOther] = [vi.fn(), vi.fn()]
    one.onProgressUpdate(ofOne)
    other.onProgressUpdate(ofOther)
    await flush()
    one.pause()
    expect([one.state, other.state]).toEqual(['paused', 'active'])
    platform.running[0]?.progress(1, 10)
    expect(ofOne).not.toHaveBeenCalled()
    expect(ofOther).toHaveBeenCalledTimes(1)
    one.resume()
    expect(one.state).toBe('active')
    expect(platform.natives).toHaveLength(1)
  })

  it('stops the native download with the last one, and any of them resumes it', async () => {
    const { platform, add } = createScene()
    const [one, other] = [add(url), add(url)]
    await flush()
    one.pause()
    other.pause()
    expect(platform.running).toHaveLength(0)
    one.resume()
    await flush()
    expect([one.state, other.state]).toEqual(['active', 'paused'])
    expect(platform.running).toHaveLength(1)
  })

  it('holds when the one that went on is aborted', async () => {
    const { platform, add } = createScene()
    const [one, other] = [add(url), add(url)]
    await flush()
    one.pause()
    other.abort()
    expect(one.state).toBe('paused')
    expect(platform.running).toHaveLength(0)
  })

  it('holds whatever is called on one that has left', async () => {
    const { platform, add } = createScene()
    const [one, other] = [add(url), add(url)]
    await flush()
    one.abort()
    other.pause()
    one.resume()
    await flush()
    expect([one.state, other.state]).toEqual(['aborted', 'paused'])
    expect(platform.running).toHaveLength(0)
  })

  it('ends when somebody new wants the same', async () => {
    const { platform, add } = createScene()
    const one = add(url)
    await flush()
    one.pause()
    const other = add(url)
    await flush()
    expect([one.state, other.state]).toEqual(['paused', 'active'])
    expect(platform.running).toHaveLength(1)
  })

  it('holds for both if the downloader is paused', async () => {
    const { platform, downloader, add } = createScene()
    const one = add(url)
    await flush()
    downloader.pause()
    const other = add(url)
    await flush()
    expect([one.state, other.state]).toEqual(['paused', 'paused'])
    expect(platform.natives).toHaveLength(1)
  })
})

describe('the priority of a shared download', () => {
  it('is the highest that anybody asked for', async () => {
    const { platform, add } = createScene({ concurrency: 1 })
    for (const name of ['running', 'a', 'b', 'c']) add(urlOf(name))
    add({ url: urlOf('c'), priority: 5 })
    add({ url: urlOf('b'), priority: -5 })
    await flush()
    for (let count = 0; count < 4; count += 1) {
      platform.running[0]?.success()
      await flush()
    }
    expect(platform.natives.map(({ request }) => request.url.slice(-1))).toEqual(['g', 'c', 'a', 'b'])
  })
})

describe('one path', () => {
  const filePath = 'usr/file'

  it('is refused to another url while a download writes to it', async () => {
    const { platform, add } = createScene()
    add({ url, filePath })
    const refused = add({ url: urlOf('b'), filePath })
    await expect(refused).rejects.toMatchObject({
      code: 'invalid-argument',
      errMsg: expect.stringContaining('filePath'),
    })
    await flush()
    expect(platform.natives).toHaveLength(1)
    expect(platform.running).toHaveLength(1)
  })

  it('is refused to another downloader of the same host', async () => {
    const { platform, add } = createScene()
    add({ url, filePath })
    const refused = createDownloader({ platform }).download({ url, filePath })
    await expect(refused).rejects.toMatchObject({ code: 'invalid-argument' })
  })

  it.each(['abort', 'fail'] as const)('is free again after %s', async (end) => {
    const { platform, add } = createScene()
    const first = add({ url, filePath })
    await flush()
    if (end === 'abort') first.abort()
    else platform.running[0]?.fail('tls')
    await flush()
    const second = add({ url: urlOf('b'), filePath })
    await flush()
    platform.nativeOf(urlOf('b')).success()
    await expect(second).resolves.toMatchObject({ filePath })
    expect(pathsOf(platform)).toEqual([filePath])
  })
})
