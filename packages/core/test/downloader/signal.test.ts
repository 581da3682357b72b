import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createScene, flush, pass, urlOf } from './scene.js'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** A signal of which one can see who listens. */
function createSignal() {
  const listeners = new Set<() => void>()
  const signal = {
    aborted: false,
    reason: undefined as unknown,
    addEventListener: (_type: 'abort', listener: () => void) => void listeners.add(listener),
    removeEventListener: (_type: 'abort', listener: () => void) => void listeners.delete(listener),
  }
  const fire = (reason: unknown): void => {
    signal.aborted = true
    signal.reason = reason
    for (const listener of [...listeners]) listener()
  }
  return { signal, listeners, fire }
}

describe('a signal', () => {
  it('that has fired before starts nothing', async () => {
    const { platform, downloader, add } = createScene()
    const started = vi.fn()
    downloader.on('start', started)
    const download = add({ url: urlOf('a'), signal: AbortSignal.abort() })
    expect(download.state).toBe('aborted')
    await expect(download).rejects.toMatchObject({ code: 'aborted', name: 'AbortError' })
    expect(started).not.toHaveBeenCalled()
    expect(platform.natives).toHaveLength(0)
    expect(downloader.downloads).toEqual([])
  })

  it.each(['queued', 'active', 'waiting', 'paused'])('aborts a download that is %s', async (state) => {
    const { platform, add } = createScene({ concurrency: 1 })
    const controller = new AbortController()
    if (state === 'queued') add(urlOf('x'))
    const download = add({ url: urlOf('a'), signal: controller.signal })
    await flush()
    if (state === 'waiting') platform.running[0]?.fail('network')
    if (state === 'paused') download.pause()
    await flush()
    expect(download.state).toBe(state)
    controller.abort()
    await expect(download).rejects.toMatchObject({ code: 'aborted' })
    await pass(10_000)
    expect(platform.running).toHaveLength(state === 'queued' ? 1 : 0)
  })

  it('gives its reason as the cause, as with downloadFile', async () => {
    const { add } = createScene()
    const { signal, fire } = createSignal()
    const download = add({ url: urlOf('a'), signal })
    await flush()
    fire('of the app')
    await expect(download).rejects.toMatchObject({ code: 'aborted', cause: 'of the app' })
  })

  it.each(['success', 'fail', 'abort'])('is not listened to any more after %s', async (end) => {
    const { platform, add } = createScene()
    const { signal, listeners, fire } = createSignal()
    const download = add({ url: urlOf('a'), signal })
    await flush()
    expect(listeners.size).toBe(1)
    if (end === 'success') platform.running[0]?.success()
    else if (end === 'fail') platform.running[0]?.fail('tls')
    else download.abort()
    await flush()
    expect(listeners.size).toBe(0)
    const { state } = download
    fire('late')
    expect(download.state).toBe(state)
  })

  it('is not listened to if the request is refused', async () => {
    const { add } = createScene()
    const { signal, listeners } = createSignal()
    add({ url: 'ftp://a', signal })
    await flush()
    expect(listeners.size).toBe(0)
  })

  it('aborts all that share it, and nobody who shares the download without it', async () => {
    const { platform, add } = createScene()
    const controller = new AbortController()
    const { signal } = controller
    const downloads = [add({ url: urlOf('a'), signal }), add({ url: urlOf('b'), signal }), add(urlOf('a'))]
    await flush()
    controller.abort()
    expect(downloads.map(({ state }) => state)).toEqual(['aborted', 'aborted', 'active'])
    expect(platform.running).toHaveLength(1)
  })
})
