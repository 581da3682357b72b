import { describe, expect, it, vi } from 'vitest'
import { asRecord, createNativeCall, type NativeListener, type NativeRequest } from '../../src/index.js'

type Options = { success(payload?: unknown): void; fail(payload?: unknown): void } & Record<string, unknown>

function start(downloadFile: unknown, host: unknown = { downloadFile }) {
  const listener = {
    progress: vi.fn<NativeListener['progress']>(),
    headers: vi.fn<NativeListener['headers']>(),
    success: vi.fn<NativeListener['success']>(),
    fail: vi.fn<NativeListener['fail']>(),
  }
  const download = createNativeCall('downloadFile', {
    host: () => host,
    read: asRecord,
    failure: (api, native) => ({
      code: 'unknown',
      errMsg: `${api}:fail ${native}`,
      errno: undefined,
      native,
    }),
  })
  const request: NativeRequest = { url: 'https://example.com/', timeout: 5 }
  const task = download(request, listener)
  return { task, listener }
}

describe('the host', () => {
  it('is called as its own method, with the request and two callbacks', () => {
    const host = {
      downloadFile(options: Options) {
        expect(this).toBe(host)
        expect(options).toEqual({
          url: 'https://example.com/',
          timeout: 5,
          success: expect.any(Function),
          fail: expect.any(Function),
        })
        options.success({ statusCode: 200 })
      },
    }
    const { listener } = start(undefined, host)
    expect(listener.success.mock.calls).toEqual([[{ statusCode: 200 }]])
  })

  it.each([
    ['is not there', undefined],
    ['lacks the API', {}],
    ['has something else under its name', { downloadFile: 5 }],
  ])('that %s fails with words that say so', (_, host) => {
    const { listener, task } = start(undefined, host ?? null)
    expect(listener.fail).toHaveBeenCalledTimes(1)
    expect(listener.fail.mock.calls[0]?.[0].errMsg).toContain(
      'downloadFile:fail TypeError: downloadFile is not available on this client',
    )
    expect(() => task.abort()).not.toThrow()
  })

  it('that throws has failed with what it threw', () => {
    const exception = new Error('boom')
    const { listener } = start(() => {
      throw exception
    })
    expect(listener.fail.mock.calls[0]?.[0].native).toBe(exception)
  })

  it('that throws after it answered has answered', () => {
    const { listener } = start((options: Options) => {
      options.success({})
      throw new Error('boom')
    })
    expect(listener.success).toHaveBeenCalledTimes(1)
    expect(listener.fail).not.toHaveBeenCalled()
  })

  it('that answers twice has answered once', () => {
    const { listener } = start((options: Options) => {
      options.fail('first')
      options.fail('second')
      options.success()
    })
    expect(listener.fail).toHaveBeenCalledTimes(1)
    expect(listener.success).not.toHaveBeenCalled()
  })

  it.each([undefined, null, 5, 'text'])('may answer with %s', (payload) => {
    const { listener } = start((options: Options) => options.success(payload))
    expect(listener.success).toHaveBeenCalledTimes(1)
    expect(listener.success.mock.calls[0]?.[0].statusCode).toBeUndefined()
  })
})

describe('the task of the host', () => {
  it('may be missing, or lack members, or have members that throw', () => {
    const rude = {
      onProgressUpdate() {
        throw new Error('boom')
      },
      abort() {
        throw new Error('boom')
      },
    }
    for (const returned of [undefined, null, 5, {}, { abort: 1 }, rude]) {
      const { task } = start(() => returned)
      expect(() => task.abort()).not.toThrow()
    }
  })

  it('reports progress and headers, and nothing after the answer', () => {
    let options: Options | undefined
    const relay: Record<string, (payload: unknown) => void> = {}
    const { listener } = start((given: Options) => {
      options = given
      return {
        onProgressUpdate: (report: (payload: unknown) => void) => (relay.progress = report),
        onHeadersReceived: (report: (payload: unknown) => void) => (relay.headers = report),
      }
    })
    relay.headers?.({ header: { a: '1' } })
    relay.progress?.({ totalBytesWritten: 1 })
    relay.progress?.(undefined)
    options?.success({})
    relay.headers?.({ header: { a: '2' } })
    relay.progress?.({ totalBytesWritten: 2 })
    expect(listener.headers.mock.calls).toEqual([[{ a: '1' }]])
    expect(listener.progress.mock.calls).toEqual([[{ totalBytesWritten: 1 }], [{}]])
  })

  it('is not aborted after the answer', () => {
    const abort = vi.fn()
    let options: Options | undefined
    const { task } = start((given: Options) => {
      options = given
      return { abort }
    })
    task.abort()
    expect(abort).toHaveBeenCalledTimes(1)
    options?.success()
    task.abort()
    expect(abort).toHaveBeenCalledTimes(1)
  })

  it('may be a promise that rejects, as may be what its abort returns', async () => {
    const unhandled = vi.fn()
    process.on('unhandledRejection', unhandled)
    const { task, listener } = start((options: Options) => {
      options.fail('failed')
      return Object.assign(Promise.reject(new Error('failed')), {
        abort: () => Promise.reject(new Error('too late')),
      })
    })
    task.abort()
    const second = start(() => ({ abort: () => Promise.reject(new Error('no')) }))
    second.task.abort()
    await new Promise((resolve) => setImmediate(resolve))
    process.removeListener('unhandledRejection', unhandled)
    expect(unhandled).not.toHaveBeenCalled()
    expect(listener.fail).toHaveBeenCalledTimes(1)
  })
})
