import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { DownloaderEvent, DownloadRequest } from '../../src/index.js'
import { createScene, flush, pass, type Scene, urlOf } from './scene.js'

beforeEach(() => {
  vi.useFakeTimers()
  vi.setSystemTime(1_000_000)
})
afterEach(() => {
  vi.useRealTimers()
})

function noteCallbacks(): { calls: [string, unknown][]; request: DownloadRequest } {
  const calls: [string, unknown][] = []
  const note = (name: string) => (value: unknown) => void calls.push([name, value])
  const request = {
    url: urlOf('a'),
    success: note('success'),
    fail: note('fail'),
    complete: note('complete'),
  }
  return { calls, request }
}

/** Names of events and of the downloads that they are about. */
function noteEvents({ downloader }: Scene): string[] {
  const events: string[] = []
  const names: DownloaderEvent[] = ['start', 'progress', 'retry', 'wait', 'success', 'fail']
  for (const name of names) {
    downloader.on(name, ({ download }) => events.push(`${name} ${download.url.slice(-1)}`))
  }
  return events
}

describe('the events of a downloader', () => {
  const names: DownloaderEvent[] = ['state', 'start', 'progress', 'retry', 'wait', 'success', 'fail']

  it.each(names)('may be listened to without a warning: %s', (name) => {
    const warn = vi.spyOn(console, 'warn').mockReturnValue()
    createScene().downloader.on(name, () => undefined)
    expect(warn).not.toHaveBeenCalled()
    warn.mockRestore()
  })

  it('are named where one of another name is listened to', () => {
    const warn = vi.spyOn(console, 'warn').mockReturnValue()
    createScene().downloader.on('end' as DownloaderEvent, () => undefined)
    expect(warn.mock.calls).toEqual([[`[miniferry] end is not an event; events are ${names.join(', ')}`]])
    warn.mockRestore()
  })

  it('have the result of a download', async () => {
    const { platform, downloader, add } = createScene()
    const seen: unknown[] = []
    downloader.on('success', (event) => seen.push(event))
    const download = add(urlOf('a'))
    await flush()
    platform.running[0]?.success()
    expect(seen).toEqual([{ download, result: await download }])
  })

  it('tell of one who leaves a shared transfer, and of nobody else', async () => {
    const { downloader, add } = createScene()
    const seen: unknown[] = []
    downloader.on('fail', ({ download, error }) => seen.push([download, error.code]))
    const [, other] = [add(urlOf('a')), add(urlOf('a'))]
    await flush()
    other?.abort()
    expect(seen).toEqual([[other, 'aborted']])
  })

  it('have the progress of a download', async () => {
    const { platform, downloader, add } = createScene()
    const seen: unknown[] = []
    downloader.on('progress', ({ progress }) => seen.push(progress))
    const download = add(urlOf('a'))
    await flush()
    platform.running[0]?.progress(5, 10)
    expect(seen).toEqual([download.progress])
    expect(seen).toEqual([expect.objectContaining({ progress: 50, totalBytesWritten: 5 })])
  })
})

describe('the callbacks of a request', () => {
  it('are success and then complete, each once, with the result of the promise', async () => {
    const { platform, add } = createScene()
    const { calls, request } = noteCallbacks()
    const download = add(request)
    await flush()
    platform.running[0]?.success(3, { header: { 'X-Id': '1' } })
    platform.natives[0]?.fail('tls')
    const result = await download
    expect(calls).toEqual([
      ['success', result],
      ['complete', result],
    ])
  })

  it('are fail and then complete, each once, with the error of the promise', async () => {
    const { platform, add } = createScene()
    const { calls, request } = noteCallbacks()
    const download = add(request)
    await flush()
    platform.running[0]?.fail('tls')
    platform.natives[0]?.success()
    await flush()
    const error = await download.catch((caught: unknown) => caught)
    expect(calls).toEqual([
      ['fail', error],
      ['complete', error],
    ])
  })

  it('are called after the call returned, even if it is refused', async () => {
    const { add } = createScene()
    const { calls, request } = noteCallbacks()
    add({ ...request, url: 'ftp://a' })
    expect(calls).toEqual([])
    await flush()
    expect(calls.map(([name]) => name)).toEqual(['fail', 'complete'])
  })

  it('may throw, which reaches the host and changes nothing here', async () => {
    const { platform, downloader } = createScene()
    const success = (): void => {
      throw new Error('of the app')
    }
    const download = downloader.download({ url: urlOf('a'), success })
    await flush()
    platform.running[0]?.success()
    await expect(download).resolves.toMatchObject({ statusCode: 200 })
    expect(() => vi.runAllTimers()).toThrow('of the app')
  })

  it('hold the attempts and the times', async () => {
    const { platform, add } = createScene({ concurrency: 1 })
    add(urlOf('x'))
    const download = add(urlOf('a'))
    await pass(100)
    platform.running[0]?.success()
    await pass(50)
    platform.running[0]?.success(7, { statusCode: 200, header: { 'X-Id': '1' } })
    await expect(download).resolves.toEqual({
      errMsg: 'downloadFile:ok',
      path: 'tmp/1',
      tempFilePath: 'tmp/1',
      statusCode: 200,
      header: { 'x-id': '1' },
      fileName: 'a',
      attempts: 1,
      fromCache: false,
      resumedBytes: 0,
      timing: { added: 1_000_000, started: 1_000_100, ended: 1_000_150 },
    })
  })
})

describe('the headers of the answer', () => {
  it('come to those who listen, under lower-case names', async () => {
    const { platform, add } = createScene()
    const listener = vi.fn()
    const gone = vi.fn()
    const download = add(urlOf('a'))
    download.onHeadersReceived(listener)
    download.onHeadersReceived(gone)
    download.offHeadersReceived(gone)
    await flush()
    platform.running[0]?.headers({ 'X-Id': '1' })
    expect(listener.mock.calls).toEqual([[{ header: { 'x-id': '1' } }]])
    expect(gone).not.toHaveBeenCalled()
  })
})

describe('the events of a downloader', () => {
  it('tell of a success', async () => {
    const scene = createScene({ progressInterval: 0 })
    const events = noteEvents(scene)
    scene.add(urlOf('a'))
    await flush()
    scene.platform.running[0]?.progress(1, 3)
    scene.platform.running[0]?.success()
    await flush()
    expect(events).toEqual(['start a', 'progress a', 'progress a', 'success a'])
  })

  it('tell of a retry, a wait and a failure', async () => {
    const scene = createScene({ retry: 1 })
    const events = noteEvents(scene)
    scene.add(urlOf('a'))
    await flush()
    scene.platform.running[0]?.fail('network')
    await flush()
    scene.platform.setNetwork('none')
    await pass(1000)
    scene.platform.setNetwork('wifi')
    await flush()
    scene.platform.running[0]?.fail('network')
    await flush()
    expect(events).toEqual(['start a', 'retry a', 'wait a', 'start a', 'fail a'])
  })

  it('tell of an abort and a refusal as a failure', async () => {
    const scene = createScene()
    const codes: string[] = []
    scene.downloader.on('fail', ({ error }) => codes.push(error.code))
    scene.add(urlOf('a')).abort()
    scene.add('ftp://a')
    await flush()
    expect(codes).toEqual(['aborted', 'invalid-argument'])
  })

  it('end with the subscription, for that listener only', async () => {
    const { downloader, add } = createScene()
    const [gone, kept] = [vi.fn(), vi.fn()]
    const off = downloader.on('start', gone)
    downloader.on('start', kept)
    off()
    off()
    add(urlOf('a'))
    await flush()
    expect(gone).not.toHaveBeenCalled()
    expect(kept).toHaveBeenCalledTimes(1)
  })

  it('come to the others if a listener throws', async () => {
    const { downloader, platform, add } = createScene()
    const kept = vi.fn()
    downloader.on('start', () => {
      throw new Error('of the app')
    })
    downloader.on('start', kept)
    add(urlOf('a'))
    expect(() => vi.runAllTimers()).toThrow('of the app')
    await flush()
    expect(kept).toHaveBeenCalledTimes(1)
    expect(platform.natives).toHaveLength(1)
  })

  it('may add further downloads', async () => {
    const { downloader, platform, add } = createScene()
    downloader.on('success', ({ download }) => {
      if (download.url === urlOf('a')) add(urlOf('b'))
    })
    add(urlOf('a'))
    await flush()
    platform.running[0]?.success()
    await flush()
    expect(platform.running.map(({ request }) => request.url)).toEqual([urlOf('b')])
  })
})
