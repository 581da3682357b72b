import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  createDownloadFile,
  type DownloadError,
  type DownloadFileOptions,
  type HeadersEvent,
  isDownloadError,
  type NativeResult,
  type ProgressEvent,
} from '../../src/index.js'
import { createStubPlatform, type StubPlatform } from '../stub-platform.js'

const url = 'https://example.com/file'
const ok = { tempFilePath: 'tmp/1', statusCode: 200 }
const refused = { code: 'network', errMsg: 'downloadFile:fail refused', errno: 7, native: { a: 1 } } as const

let platform: StubPlatform
let downloadFile: ReturnType<typeof createDownloadFile>

beforeEach(() => {
  vi.useFakeTimers()
  platform = createStubPlatform()
  downloadFile = createDownloadFile(platform)
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

function failure(promise: Promise<unknown>): Promise<DownloadError> {
  return promise.then(
    () => {
      throw new Error('expected a rejection')
    },
    (error: DownloadError) => error,
  )
}

describe('the request that the host gets', () => {
  it('holds only the options that were given', () => {
    void downloadFile({ url })
    expect(platform.requests).toEqual([{ url }])
    expect(Object.keys(platform.requests[0] ?? {})).toEqual(['url'])
  })

  it('holds all that were given, in a new object, with nothing of ours', () => {
    const header = { 'X-Id': '1' }
    const options: DownloadFileOptions = Object.freeze({
      url,
      header: Object.freeze(header),
      timeout: 5,
      filePath: 'usr/a',
      enableProfile: false,
      success() {},
      fail() {},
      complete() {},
    })
    void downloadFile(options)
    expect(platform.requests).toEqual([{ url, header, timeout: 5, filePath: 'usr/a', enableProfile: false }])
    expect(platform.requests[0]?.header).not.toBe(header)
  })

  it('leaves out what the platform lacks and warns once for each option', () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
    for (let count = 0; count < 2; count += 1)
      void downloadFile({ url, enableHttp2: true, enableQuic: false })
    expect(platform.requests).toEqual([{ url }, { url }])
    expect(warn.mock.calls.map(([message]) => message)).toEqual([
      expect.stringContaining('enableHttp2'),
      expect.stringContaining('enableQuic'),
    ])
  })

  it.each(['https://example.com/data:图', 'https://example.com/?a=data:图'])(
    'has an encoded url, though it has the word of a data URL in it: %s',
    (given) => {
      void downloadFile({ url: given })
      expect(platform.requests[0]?.url).toBe(encodeURI(given))
    },
  )

  it('has a percent-encoded url, encoded once', () => {
    void downloadFile({ url: 'https://example.com/图片/a b|c.png?x=%E5%9B%BE&y=%3D' })
    expect(platform.requests[0]?.url).toBe(
      'https://example.com/%E5%9B%BE%E7%89%87/a%20b%7Cc.png?x=%E5%9B%BE&y=%3D',
    )
  })
})

describe('success', () => {
  it('resolves with what the host reported, and with nothing invented', async () => {
    const task = downloadFile({ url })
    platform.listener.success({ tempFilePath: 'tmp/1' })
    expect(await task).toStrictEqual({
      errMsg: 'downloadFile:ok',
      path: 'tmp/1',
      tempFilePath: 'tmp/1',
      header: {},
    })
  })

  it('resolves with every field that the host reports', async () => {
    const profile = { rtt: 1 }
    const task = downloadFile({ url })
    platform.listener.success({ ...ok, header: { ETag: '"a"' }, dataLength: 0, profile })
    expect(await task).toStrictEqual({
      errMsg: 'downloadFile:ok',
      path: 'tmp/1',
      tempFilePath: 'tmp/1',
      statusCode: 200,
      dataLength: 0,
      profile,
      header: { etag: '"a"' },
    })
  })

  it.each<[string, string | undefined, NativeResult, object]>([
    ['both', undefined, { tempFilePath: 'tmp/1', filePath: 'usr/b' }, { tempFilePath: 'tmp/1' }],
    [
      'an empty filePath beside it',
      undefined,
      { tempFilePath: 'tmp/1', filePath: '' },
      { tempFilePath: 'tmp/1' },
    ],
    ['only a filePath', undefined, { filePath: 'usr/b' }, { tempFilePath: 'usr/b' }],
    ['an empty tempFilePath', undefined, { tempFilePath: '', filePath: 'usr/b' }, { tempFilePath: 'usr/b' }],
    [
      'both, where a filePath was given',
      'usr/a',
      { filePath: 'usr/a', tempFilePath: 'tmp/1' },
      { filePath: 'usr/a' },
    ],
    ['the given filePath as the temporary one', 'usr/a', { tempFilePath: 'usr/a' }, { filePath: 'usr/a' }],
  ])(
    'names the file by what was asked for, where the host reports %s',
    async (_, filePath, native, expected) => {
      const task = downloadFile(filePath === undefined ? { url } : { url, filePath })
      platform.listener.success({ ...native, statusCode: 200 })
      expect(await task).toStrictEqual({
        errMsg: 'downloadFile:ok',
        path: Object.values(expected)[0],
        ...expected,
        statusCode: 200,
        header: {},
      })
    },
  )

  it.each([200, 204, 206, 299, undefined])(
    'with status %s and no file is a failure that says so',
    async (statusCode) => {
      for (const native of [
        {},
        { tempFilePath: '' },
        { tempFilePath: null, filePath: '' },
        { filePath: 5 },
      ]) {
        const task = downloadFile({ url })
        const reported = { ...native, ...(statusCode && { statusCode }) }
        platform.listener.success(reported)
        await expect(task).rejects.toMatchObject({
          code: 'unknown',
          errMsg: 'downloadFile:fail success without a file',
          statusCode,
          native: reported,
        })
      }
    },
  )

  it.each([302, 304, 400, 402, 404, 429, 503])('with status %s needs no file', async (statusCode) => {
    const task = downloadFile({ url })
    platform.listener.success({ statusCode })
    expect(await task).toStrictEqual({ errMsg: 'downloadFile:ok', statusCode, header: {} })
  })

  it.each<[string, object]>([
    ['a status as text', { statusCode: '200' }],
    ['a length as text', { dataLength: '5' }],
    ['a profile that is none', { profile: 5 }],
    ['null for a profile', { profile: null }],
    ['headers as text', { header: 'a: b' }],
    ['null for headers', { header: null }],
  ])('leaves out %s', async (_, native) => {
    const task = downloadFile({ url })
    platform.listener.success({ tempFilePath: 'tmp/1', ...native })
    expect(await task).toStrictEqual({
      errMsg: 'downloadFile:ok',
      path: 'tmp/1',
      tempFilePath: 'tmp/1',
      header: {},
    })
  })

  it('has the headers of the event where the result has none', async () => {
    const task = downloadFile({ url })
    platform.listener.headers({ 'Content-Type': 'text/plain' })
    platform.listener.success(ok)
    expect((await task).header).toEqual({ 'content-type': 'text/plain' })
  })

  it('calls success, then complete, then the reactions of the promise, all after the call returned', async () => {
    const order: string[] = []
    const instant = createStubPlatform({
      download(_request, listener) {
        listener.success(ok)
        return { abort() {} }
      },
    })
    const task = createDownloadFile(instant)({
      url,
      success: () => order.push('success'),
      fail: () => order.push('fail'),
      complete: () => order.push('complete'),
    })
    order.push('returned')
    await task.then(() => order.push('promise'))
    expect(order).toEqual(['returned', 'success', 'complete', 'promise'])
  })

  it('hands the same result to success, complete and the promise', async () => {
    const seen: unknown[] = []
    const task = downloadFile({ url, success: (r) => seen.push(r), complete: (r) => seen.push(r) })
    platform.listener.success(ok)
    const result = await task
    expect(seen).toEqual([result, result])
    expect(seen[0]).toBe(result)
  })

  it('ignores a second outcome', async () => {
    const complete = vi.fn()
    const task = downloadFile({ url, complete })
    platform.listener.success(ok)
    platform.listener.success({ tempFilePath: 'tmp/2' })
    platform.listener.fail(refused)
    expect((await task).tempFilePath).toBe('tmp/1')
    expect(complete).toHaveBeenCalledTimes(1)
  })
})

describe('failure', () => {
  it('rejects with the error that fail and complete get, in that order', async () => {
    const order: unknown[] = []
    const task = downloadFile({
      url,
      success: () => order.push('success'),
      fail: (error) => order.push('fail', error),
      complete: (error) => order.push('complete', error),
    })
    platform.listener.fail(refused)
    const error = await failure(task)
    expect(order).toEqual(['fail', error, 'complete', error])
    expect(error).toMatchObject({
      name: 'DownloadError',
      code: 'network',
      errMsg: 'downloadFile:fail refused',
      message: 'downloadFile:fail refused',
      errno: 7,
      platform: 'stub',
      url,
      retryable: true,
    })
    expect(error.native).toBe(refused.native)
    expect(isDownloadError(error, 'network')).toBe(true)
  })

  it('keeps credentials and query values out of the error, also where the host repeats the url', async () => {
    const secret = 'https://me:pass@example.com/a?token=abc&x=1#top'
    const task = downloadFile({ url: secret })
    platform.listener.fail({ ...refused, errMsg: `downloadFile:fail url ${secret} is odd` })
    const error = await failure(task)
    expect(error.url).toBe('https://example.com/a?token=…&x=…#…')
    expect(error.errMsg).toBe('downloadFile:fail url https://example.com/a?token=…&x=…#… is odd')
  })
})

describe('an exception in a callback', () => {
  it('reaches the global error handler and changes nothing else', async () => {
    const complete = vi.fn()
    const task = downloadFile({
      url,
      success() {
        throw new Error('in success')
      },
      complete,
    })
    platform.listener.success(ok)
    await expect(task).resolves.toMatchObject(ok)
    expect(complete).toHaveBeenCalledTimes(1)
    expect(() => vi.runAllTimers()).toThrow('in success')
  })

  it('keeps no other listener from its event', () => {
    const seen: unknown[] = []
    const task = downloadFile({ url })
    task.onProgressUpdate(() => {
      throw new Error('in listener')
    })
    task.onProgressUpdate((event) => seen.push(event))
    platform.listener.progress({ totalBytesWritten: 1 })
    expect(seen).toEqual([{ totalBytesWritten: 1 }])
    vi.clearAllTimers()
  })
})

describe('the timeout', () => {
  it('is 60 seconds unless given, and aborts the host', async () => {
    const task = failure(downloadFile({ url }))
    vi.advanceTimersByTime(59_999)
    expect(platform.aborts).toBe(0)
    vi.advanceTimersByTime(1)
    expect(await task).toMatchObject({
      code: 'timeout',
      retryable: true,
      errMsg: 'downloadFile:fail timeout',
    })
    expect(platform.aborts).toBe(1)
  })

  it('holds for a host that never answers, not even to the abort', async () => {
    const fail = vi.fn()
    const task = failure(downloadFile({ url, timeout: 100, fail }))
    vi.advanceTimersByTime(100)
    expect((await task).code).toBe('timeout')
    platform.listener.fail({ ...refused, code: 'aborted' })
    platform.listener.success(ok)
    await Promise.resolve()
    expect(fail).toHaveBeenCalledTimes(1)
  })

  it('may be longer than what timers can hold', async () => {
    const task = downloadFile({ url, timeout: 1e12 })
    vi.advanceTimersByTime(1e6)
    platform.listener.success(ok)
    await expect(task).resolves.toMatchObject(ok)
  })

  it('leaves no timer behind', async () => {
    const task = downloadFile({ url })
    expect(vi.getTimerCount()).toBe(1)
    platform.listener.success(ok)
    await task
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('abort', () => {
  it('rejects as aborted, with the name that the web gives it, and aborts the host', async () => {
    const task = downloadFile({ url })
    task.abort()
    expect(await failure(task)).toMatchObject({
      code: 'aborted',
      name: 'AbortError',
      errMsg: 'downloadFile:fail abort',
      retryable: false,
    })
    expect(platform.aborts).toBe(1)
  })

  it('has one outcome, and asks the host once, however often it is called', async () => {
    const complete = vi.fn()
    const task = downloadFile({ url, complete })
    task.abort()
    task.abort()
    platform.listener.fail(refused)
    await failure(task)
    task.abort()
    expect(complete).toHaveBeenCalledTimes(1)
    expect(platform.aborts).toBe(1)
  })

  it('does nothing after the end', async () => {
    const task = downloadFile({ url })
    platform.listener.success(ok)
    await task
    task.abort()
    expect(platform.aborts).toBe(0)
  })

  it('is aborted even if the host reports something else while it aborts', async () => {
    const rude = createStubPlatform({
      download: (_request, listener) => ({ abort: () => listener.fail(refused) }),
    })
    const task = createDownloadFile(rude)({ url })
    task.abort()
    expect((await failure(task)).code).toBe('aborted')
  })
})

describe('signal', () => {
  function createSignal(aborted = false) {
    const listeners = new Set<() => void>()
    return {
      aborted,
      reason: 'left the page',
      addEventListener: (_type: 'abort', listener: () => void) => listeners.add(listener),
      removeEventListener: (_type: 'abort', listener: () => void) => listeners.delete(listener),
      listeners,
      fire() {
        for (const listener of listeners) listener()
      },
    }
  }

  it('aborts, with its reason as the cause', async () => {
    const signal = createSignal()
    const task = downloadFile({ url, signal })
    signal.fire()
    expect(await failure(task)).toMatchObject({ code: 'aborted', cause: 'left the page' })
    expect(platform.aborts).toBe(1)
    expect(signal.listeners.size).toBe(0)
  })

  it('ends what the host has begun, also where it fires in the midst of that call', async () => {
    const signal = createSignal()
    const abort = vi.fn()
    const eager = createStubPlatform({
      download() {
        signal.fire()
        return { abort }
      },
    })
    expect((await failure(createDownloadFile(eager)({ url, signal }))).code).toBe('aborted')
    expect(abort).toHaveBeenCalledTimes(1)
  })

  it('that fired before keeps the host from being called', async () => {
    const task = downloadFile({ url, signal: createSignal(true) })
    expect(await failure(task)).toMatchObject({ code: 'aborted', cause: 'left the page' })
    expect(platform.requests).toEqual([])
  })

  it('is let go at the end', async () => {
    const signal = createSignal()
    const task = downloadFile({ url, signal })
    expect(signal.listeners.size).toBe(1)
    platform.listener.success(ok)
    await task
    expect(signal.listeners.size).toBe(0)
  })

  it('is let go by the names that it was listened to by', async () => {
    const calls: unknown[][] = []
    const task = downloadFile({
      url,
      signal: {
        aborted: false,
        addEventListener: (...given) => void calls.push(given),
        removeEventListener: (...given) => void calls.push(given),
      },
    })
    platform.listener.success(ok)
    await task
    expect(calls).toHaveLength(2)
    expect(calls[1]).toEqual(calls[0])
  })

  it("may be the web's own", async () => {
    const controller = new AbortController()
    const task = downloadFile({ url, signal: controller.signal })
    controller.abort('bye')
    expect(await failure(task)).toMatchObject({ code: 'aborted', cause: 'bye' })
  })
})

describe('a signal of another kind', () => {
  const quiet = { aborted: false, addEventListener() {}, removeEventListener() {} }

  it('that fires while it is listened to keeps the host from being called', async () => {
    const signal = { ...quiet, addEventListener: (_: 'abort', listener: () => void) => listener() }
    expect((await failure(downloadFile({ url, signal }))).code).toBe('aborted')
    expect(platform.requests).toEqual([])
    expect(vi.getTimerCount()).toBe(0)
  })

  it('that fires while the host is called ends it as aborted', async () => {
    let fire = (): void => undefined
    const signal = {
      ...quiet,
      addEventListener: (_: 'abort', listener: () => void) => {
        fire = listener
      },
    }
    const { download } = platform
    vi.spyOn(platform, 'download').mockImplementation((...given) => {
      fire()
      return download(...given)
    })
    expect((await failure(downloadFile({ url, signal }))).code).toBe('aborted')
    expect(vi.getTimerCount()).toBe(0)
  })

  it('that cannot be let go keeps no outcome back', async () => {
    const signal = {
      ...quiet,
      removeEventListener() {
        throw new Error('boom')
      },
    }
    const task = downloadFile({ url, signal })
    expect(() => platform.listener.success(ok)).toThrow('boom')
    await expect(task).resolves.toMatchObject(ok)
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('a payload that cannot be read', () => {
  const unreadable = {
    get statusCode(): number {
      throw new Error('boom')
    },
  }

  it('is no outcome: the next one counts, or the timeout', async () => {
    const task = downloadFile({ url })
    expect(() => platform.listener.success(unreadable)).toThrow('boom')
    platform.listener.success(ok)
    await expect(task).resolves.toMatchObject(ok)

    const silent = failure(downloadFile({ url }))
    expect(() => platform.listener.success(unreadable)).toThrow('boom')
    vi.advanceTimersByTime(60_000)
    expect((await silent).code).toBe('timeout')
  })
})

describe('options that cannot be read', () => {
  it('are a rejected task, not an exception', async () => {
    const options = {
      get url(): string {
        throw new Error('boom')
      },
    }
    expect(await failure(downloadFile(options))).toMatchObject({
      code: 'invalid-argument',
      errMsg: 'downloadFile:fail invalid url: expected an http: or https: URL, got string ',
    })
  })

  it('twice are read once', () => {
    let reads = 0
    const options = {
      get url(): string {
        reads += 1
        return reads === 1 ? url : 'ftp://elsewhere'
      },
    }
    void downloadFile(options)
    expect(platform.requests).toEqual([{ url }])
  })
})

describe('events', () => {
  it('reach every listener until it is removed', () => {
    const seen: string[] = []
    const first = (): unknown => seen.push('first')
    const second = (): unknown => seen.push('second')
    const task = downloadFile({ url })
    task.onProgressUpdate(first)
    task.onProgressUpdate(second)
    platform.listener.progress({ totalBytesWritten: 1 })
    task.offProgressUpdate(first)
    platform.listener.progress({ totalBytesWritten: 2 })
    task.offProgressUpdate()
    platform.listener.progress({ totalBytesWritten: 3 })
    expect(seen).toEqual(['first', 'second', 'second'])
  })

  it('reach a listener as often as it was added, and not after it was removed', () => {
    const listener = vi.fn()
    const task = downloadFile({ url })
    task.onHeadersReceived(listener)
    task.onHeadersReceived(listener)
    platform.listener.headers({ A: 1 })
    expect(listener.mock.calls).toEqual([[{ header: { a: '1' } }], [{ header: { a: '1' } }]])
    task.offHeadersReceived(listener)
    platform.listener.headers({ A: 2 })
    expect(listener).toHaveBeenCalledTimes(2)
  })

  it('may lose a listener while they are handed out', () => {
    const seen: string[] = []
    const task = downloadFile({ url })
    const once = (): void => {
      seen.push('once')
      task.offProgressUpdate(once)
    }
    task.onProgressUpdate(once)
    task.onProgressUpdate(() => seen.push('other'))
    platform.listener.progress({ totalBytesWritten: 1 })
    platform.listener.progress({ totalBytesWritten: 2 })
    expect(seen).toEqual(['once', 'other', 'other'])
  })

  it('reach nobody any more when a listener aborts', async () => {
    const seen: string[] = []
    const task = downloadFile({ url })
    task.onProgressUpdate(() => {
      seen.push('first')
      task.abort()
    })
    task.onProgressUpdate(() => seen.push('second'))
    platform.listener.progress({ totalBytesWritten: 1 })
    expect((await failure(task)).code).toBe('aborted')
    expect(seen).toEqual(['first'])
  })

  it('that came before a listener was added are not repeated', () => {
    const progress: ProgressEvent[] = []
    const task = downloadFile({ url })
    platform.listener.progress({ totalBytesWritten: 1 })
    task.onProgressUpdate((event) => progress.push(event))
    platform.listener.progress({ totalBytesWritten: 2 })
    expect(progress).toEqual([{ totalBytesWritten: 2 }])
  })

  it('stop at the end, before anyone hears of it', async () => {
    const seen: (ProgressEvent | HeadersEvent)[] = []
    const task = downloadFile({ url })
    task.onProgressUpdate((event) => seen.push(event))
    task.onHeadersReceived((event) => seen.push(event))
    platform.listener.success(ok)
    platform.listener.progress({ totalBytesWritten: 1 })
    platform.listener.headers({ a: '1' })
    await task
    platform.listener.progress({ totalBytesWritten: 2 })
    expect(seen).toEqual([])
  })

  it('ignore listeners that are no functions', () => {
    const task = downloadFile({ url })
    expect(() => {
      task.onProgressUpdate(undefined as unknown as () => void)
      platform.listener.progress({ totalBytesWritten: 1 })
    }).not.toThrow()
  })
})

describe('an unused promise', () => {
  async function unhandledAfter(options: Partial<DownloadFileOptions>): Promise<unknown[]> {
    vi.useRealTimers()
    const unhandled: unknown[] = []
    const listener = (reason: unknown): unknown => unhandled.push(reason)
    const others = process.listeners('unhandledRejection')
    process.removeAllListeners('unhandledRejection')
    process.on('unhandledRejection', listener)
    try {
      void downloadFile({ url, ...options })
      if (platform.requests.length > 0) platform.listener.fail(refused)
      // Node reports unhandled rejections when the microtasks are done, before the next immediate.
      await new Promise((resolve) => setImmediate(resolve))
      return unhandled
    } finally {
      process.removeListener('unhandledRejection', listener)
      for (const other of others) process.on('unhandledRejection', other)
    }
  }

  it.each(['fail', 'complete'] as const)('is no unhandled rejection with %s given', async (name) => {
    const callback = vi.fn()
    expect(await unhandledAfter({ [name]: callback })).toEqual([])
    expect(callback).toHaveBeenCalledTimes(1)
  })

  it('is none where complete is given beside something that is no function', async () => {
    const complete = vi.fn()
    const options = { fail: 'x', complete } as unknown as Partial<DownloadFileOptions>
    expect(await unhandledAfter(options)).toEqual([])
    expect(complete).toHaveBeenCalledTimes(1)
  })

  it('is one where nobody would hear of the failure', async () => {
    expect(await unhandledAfter({ success() {} })).toEqual([expect.objectContaining({ code: 'network' })])
  })
})
