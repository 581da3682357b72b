import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createScriptedFetch, type SharedKnobs } from '../src/index.js'
import { hosts, numberIn, userFile, wordsIn } from './both-hosts.js'
import { call, download, startDownload } from './native-call.js'

const url = 'https://example.com/a.bin'
const slow = () => createScriptedFetch(() => ({ chunks: [{ after: 1000, bytes: 10 }] }))
const never = () => createScriptedFetch(() => ({ never: true }))

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe.each(hosts)('tasks on %s', (name, createHost) => {
  const isWechat = name === 'WeChat'
  const failed = (words: string) =>
    isWechat ? { errMsg: `downloadFile:fail ${words}` } : { error: 12, errorMessage: words }

  it('parallelSameUrl fail: a second download of a url that is running is refused, and another is not', async () => {
    const host = createHost({ fetch: slow(), knobs: { parallelSameUrl: 'fail' } })
    const first = startDownload(host, { url })
    const second = startDownload(host, { url })
    const other = startDownload(host, { url: `${url}?other` })
    await vi.advanceTimersByTimeAsync(1000)
    expect(second.payload).toEqual(failed('the same task is working'))
    expect(first.payload).toMatchObject({ statusCode: 200 })
    expect(other.payload).toMatchObject({ statusCode: 200 })
    const again = startDownload(host, { url })
    await vi.advanceTimersByTimeAsync(1000)
    expect(again.payload).toMatchObject({ statusCode: 200 })
  })

  it('parallelSameUrl queue: they run one after another, and an abort gives the place on', async () => {
    const host = createHost({ fetch: slow(), knobs: { parallelSameUrl: 'queue', parallelLimit: 2 } })
    const [first, second, third] = [1, 2, 3].map(() => startDownload(host, { url }))
    await vi.advanceTimersByTimeAsync(500)
    expect(host.simulate.tasks.map((task) => task.isQueued)).toEqual([false, true, true])
    first?.task.abort?.()
    second?.task.abort?.()
    await vi.advanceTimersByTimeAsync(1000)
    expect(third?.payload).toMatchObject({ statusCode: 200 })
    expect(host.simulate.tasks).toEqual([])
  })

  it('parallelSameUrl queue: a kill starts nothing', async () => {
    let requests = 0
    const fetch = createScriptedFetch(() => {
      requests++
      return { never: true }
    })
    const host = createHost({ fetch, knobs: { parallelSameUrl: 'queue' } })
    for (let count = 0; count < 3; count++) startDownload(host, { url })
    await vi.advanceTimersByTimeAsync(0)
    host.simulate.kill()
    await vi.advanceTimersByTimeAsync(0)
    expect(requests).toBe(1)
  })

  it('parallelOverflow max-connected: refused in that word', async () => {
    const knobs = { parallelLimit: 1, parallelOverflow: 'max-connected' } as const
    const host = createHost({ fetch: slow(), knobs })
    startDownload(host, { url })
    expect(await download(host, { url })).toEqual(failed('max_connected'))
  })

  it.each(['normal', 'detached'] as const)('queuedTask %s', async (queuedTask) => {
    const host = createHost({ fetch: slow(), knobs: { queuedTask, parallelLimit: 1 } })
    const [, waiting, aborted] = [1, 2, 3].map(() => startDownload(host, { url }))
    aborted?.task.abort?.()
    await vi.advanceTimersByTimeAsync(2000)
    const isNormal = queuedTask === 'normal'
    expect(waiting?.payload).toMatchObject({ statusCode: 200 })
    expect([waiting?.progress.length, waiting?.headers.length]).toEqual(isNormal ? [1, 1] : [0, 0])
    expect(aborted?.order).toEqual(isNormal ? ['returned', 'fail', 'complete'] : ['returned'])
    expect(host.simulate.tasks).toEqual([])
  })

  it('queuedTask detached: once it runs, listeners get events and an abort is told', async () => {
    const host = createHost({ fetch: slow(), knobs: { queuedTask: 'detached', parallelLimit: 1 } })
    const [, second, third] = [1, 2, 3].map(() => startDownload(host, { url }))
    await vi.advanceTimersByTimeAsync(1000)
    const late = vi.fn()
    second?.task.onProgressUpdate?.(late)
    await vi.advanceTimersByTimeAsync(1000)
    expect(late).toHaveBeenCalledTimes(1)
    third?.task.abort?.()
    await vi.advanceTimersByTimeAsync(0)
    expect(third?.order).toEqual(['returned', 'fail', 'complete'])
  })

  it('networkLoss silence: nothing is heard again of what was running, whatever comes', async () => {
    const knobs: Partial<SharedKnobs> = { networkLoss: 'silence', parallelLimit: 1 }
    const host = createHost({ fetch: slow(), device: 'ios', knobs })
    const filePath = userFile(host, 'a')
    const running = startDownload(host, { url, filePath, timeout: 5000 })
    const queued = startDownload(host, { url, timeout: 5000 })
    const request = vi.fn()
    host.request({ url, timeout: 5000, complete: request })
    await vi.advanceTimersByTimeAsync(500)
    host.simulate.network('none')
    host.simulate.background()
    await vi.advanceTimersByTimeAsync(10_000)
    host.simulate.foreground()
    host.simulate.network('wifi')
    await vi.advanceTimersByTimeAsync(60_000)
    for (const record of [running, queued]) expect(record.order).toEqual(['returned'])
    expect(running.progress).toEqual([])
    expect(request).not.toHaveBeenCalled()
    expect(host.simulate.readFile(filePath)).toBeUndefined()
    // They go on taking their places, until the app aborts them.
    const next = startDownload(host, { url })
    for (const record of [running, queued]) record.task.abort?.()
    await vi.advanceTimersByTimeAsync(1000)
    for (const record of [running, queued]) expect(record.order).toEqual(['returned', 'fail', 'complete'])
    expect(next.payload).toMatchObject({ statusCode: 200 })
  })

  it('networkSwitch silence: another network does the same', async () => {
    const host = createHost({ fetch: slow(), knobs: { networkSwitch: 'silence' } })
    const record = startDownload(host, { url })
    host.simulate.network('4g')
    await vi.advanceTimersByTimeAsync(60_000)
    expect(record.order).toEqual(['returned'])
    const next = startDownload(host, { url })
    await vi.advanceTimersByTimeAsync(1000)
    expect(next.payload).toMatchObject({ statusCode: 200 })
  })

  it.each(['fail', 'silence'] as const)('offlineCall %s', async (offlineCall) => {
    const host = createHost({ fetch: slow(), knobs: { offlineCall } })
    host.simulate.network('none')
    const record = startDownload(host, { url })
    const request = vi.fn()
    host.request({ url, complete: request })
    await vi.advanceTimersByTimeAsync(1000)
    host.simulate.network('wifi')
    await vi.advanceTimersByTimeAsync(60_000)
    const isTold = offlineCall === 'fail'
    expect(record.order).toEqual(isTold ? ['returned', 'fail', 'complete'] : ['returned'])
    expect(request).toHaveBeenCalledTimes(isTold ? 1 : 0)
    record.task.abort?.()
    await vi.advanceTimersByTimeAsync(0)
    expect(record.order).toEqual(['returned', 'fail', 'complete'])
  })

  it.each([
    ['app', ['onAppShow', 'onAppHide', 'offAppShow', 'offAppHide']],
    ['game', ['onShow', 'onHide', 'offShow', 'offHide']],
    ['none', []],
  ] as const)('lifecycleEvents %s', (lifecycleEvents, expected) => {
    const host = createHost({ device: 'ios', knobs: { lifecycleEvents } })
    const names = Object.keys(host).filter((member) => /^(on|off).*(Show|Hide)$/.test(member))
    expect(names.sort()).toEqual([...expected].sort())
    expect(host.canIUse('onAppShow')).toBe(lifecycleEvents === 'app')
    const next = host.simulate.kill()
    expect(Object.keys(next).filter((member) => names.includes(member))).toHaveLength(expected.length)
  })

  it('lifecycleEvents game: the events come under those names, and can be taken off', async () => {
    const host = createHost({ device: 'ios', knobs: { lifecycleEvents: 'game' } })
    const [shown, hidden, off] = [vi.fn(), vi.fn(), vi.fn()]
    host.onShow?.(shown)
    host.onHide?.(hidden)
    host.onHide?.(off)
    host.offHide?.(off)
    host.simulate.background()
    host.simulate.foreground()
    await vi.advanceTimersByTimeAsync(0)
    expect([shown, hidden, off].map((listener) => listener.mock.calls.length)).toEqual([1, 1, 0])
  })

  it('lifecycleEvents none: only "interrupted" tells of the background', async () => {
    const knobs = { lifecycleEvents: 'none', ...(isWechat ? {} : { backgroundRule: 'fail' }) } as const
    const host = createHost({ fetch: never(), device: 'ios', knobs })
    const record = startDownload(host, { url })
    host.simulate.background()
    await vi.advanceTimersByTimeAsync(5000)
    expect(numberIn(record.payload)).toBe(isWechat ? 600003 : 12)
  })

  it('taskOnBadArgument absent: no task, and the failure is told', async () => {
    const host = createHost({ fetch: slow(), knobs: { taskOnBadArgument: 'absent' } })
    for (const failSynchronously of [false, true]) {
      host.simulate.knobs.failSynchronously = failSynchronously
      for (const bad of ['nothing', undefined]) {
        const record = startDownload(host, { url: bad })
        expect(Object(record.returned)).not.toHaveProperty('abort')
        if (isWechat) expect(record.returned).toBeUndefined()
        await vi.advanceTimersByTimeAsync(0)
        expect(record.order).toContain('fail')
      }
    }
    expect(startDownload(host, { url }).returned).toHaveProperty('abort')
  })

  it('terminalCallbacks fall-through: success and fail at once with one object, then complete', async () => {
    const host = createHost({ fetch: slow(), knobs: { terminalCallbacks: 'fall-through' } })
    const seen: unknown[] = []
    const note = (payload: unknown) => seen.push(payload)
    const record = startDownload(host, { url })
    startDownload(host, { url, success: note, fail: note, complete: note })
    await vi.advanceTimersByTimeAsync(1000)
    expect(record.order).toEqual(['returned', 'success', 'fail', 'complete'])
    expect(seen).toHaveLength(3)
    expect(new Set(seen).size).toBe(1)
    const failing = startDownload(host, { url: 'nothing' })
    await vi.advanceTimersByTimeAsync(0)
    expect(failing.order).toEqual(['returned', 'fail', 'complete'])
  })

  it('terminalCallbacks contradictory: success after fail as well', async () => {
    const fetch = createScriptedFetch(() => ({ error: 'reset' }))
    const host = createHost({ fetch, knobs: { terminalCallbacks: 'contradictory' } })
    const record = startDownload(host, { url })
    await vi.advanceTimersByTimeAsync(0)
    expect(record.order).toEqual(['returned', 'fail', 'complete', 'success', 'complete'])
    expect(wordsIn(record.payload)).not.toBe('')
  })

  it('a request keeps its place in the queue of requests when a download of its url runs', async () => {
    const host = createHost({ fetch: slow(), knobs: { parallelSameUrl: 'fail' } })
    startDownload(host, { url })
    const answer = call(host.request, { url })
    await vi.advanceTimersByTimeAsync(1000)
    expect(await answer).toMatchObject({ statusCode: 200 })
  })
})
