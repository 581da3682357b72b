import {
  createDownloadFile,
  type DownloadError,
  type DownloadFileResult,
  type NativeListener,
} from '@miniferry/download-core'
import { afterEach, describe, expect, vi } from 'vitest'
import { type ContractSubject, createContractTest } from './contract-subject.js'
import { oddTasks } from './odd-tasks.js'

/** What a host's `downloadFile` is called with. */
interface NativeOptions {
  readonly url: string
  success(payload?: unknown): void
  fail(payload?: unknown): void
}

const url = 'https://example.com/file'

/** Hosts that return and omit what they like: the guarantees of `DownloadPlatform.download`, one by one. */
export function describeBareHostContract(subject: ContractSubject): void {
  const test = createContractTest(subject)
  const create = (downloadFile: unknown) => createDownloadFile(subject.createBarePlatform({ downloadFile }))
  const failureOf = (task: Promise<DownloadFileResult>): Promise<DownloadError> =>
    task.then(
      () => Promise.reject(new Error('expected a rejection')),
      (error: DownloadError) => error,
    )

  describe(`${subject.name} over a bare host`, () => {
    const unhandled = vi.fn()
    afterEach(() => {
      process.removeListener('unhandledRejection', unhandled)
      unhandled.mockClear()
    })

    for (const [title, createTask] of Object.entries(oddTasks)) {
      test(`downloads and aborts with ${title}`, async () => {
        process.on('unhandledRejection', unhandled)
        const answering = create(({ success }: NativeOptions) => {
          setImmediate(() => success({ tempFilePath: 'tmp/1', statusCode: 200 }))
          return createTask()
        })
        expect(await answering({ url })).toMatchObject({ statusCode: 200, tempFilePath: 'tmp/1' })

        const aborted = create(createTask)({ url })
        aborted.abort()
        expect((await failureOf(aborted)).code).toBe('aborted')
        await new Promise((resolve) => setImmediate(resolve))
        expect(unhandled).not.toHaveBeenCalled()
      })
    }

    test('is unsupported where the host lacks the API', async () => {
      const failure = await failureOf(create(undefined)({ url }))
      expect(failure).toMatchObject({ code: 'unsupported', retryable: false, platform: subject.name })
      expect(failure.errMsg).toContain('downloadFile is not available')
    })

    test('fails where the host throws, with what it threw', async () => {
      const exception = new Error('boom')
      const throwing = create(() => {
        throw exception
      })
      const failure = await failureOf(throwing({ url }))
      expect(failure).toMatchObject({ code: 'unknown', errMsg: 'downloadFile:fail boom', retryable: true })
      expect(failure.native).toBe(exception)
    })

    test('reports an outcome that came before the call returned, after it returned', async () => {
      const order: string[] = []
      const instant = create(({ success }: NativeOptions) => success({ tempFilePath: 'tmp/1' }))
      const task = instant({ url, success: () => order.push('success') })
      order.push('returned')
      await task
      expect(order).toEqual(['returned', 'success'])
    })

    for (const payload of [
      undefined,
      null,
      5,
      'text',
      [],
      Object.freeze({ statusCode: '200', header: 'a' }),
    ]) {
      test(`reads ${JSON.stringify(payload)} as a success without a file, which is none`, async () => {
        const failure = await failureOf(create(({ success }: NativeOptions) => success(payload))({ url }))
        expect(failure).toMatchObject({
          code: 'unknown',
          errMsg: 'downloadFile:fail success without a file',
          statusCode: undefined,
        })
      })
    }

    for (const payload of [undefined, null, 5, [], {}]) {
      test(`reads ${JSON.stringify(payload)} as a failure for no reason`, async () => {
        const failure = await failureOf(create(({ fail }: NativeOptions) => fail(payload))({ url }))
        expect(failure).toMatchObject({
          code: 'unknown',
          errMsg: 'downloadFile:fail without a reason',
          retryable: true,
        })
        expect(failure.native).toBe(payload)
      })
    }

    test('keeps the words of a failure that is only text', async () => {
      const failure = await failureOf(create(({ fail }: NativeOptions) => fail('no such luck'))({ url }))
      expect(failure).toMatchObject({
        code: 'unknown',
        errMsg: 'downloadFile:fail no such luck',
        retryable: true,
      })
    })

    for (const [api, method] of [
      ['downloadFile', 'download'],
      ['request', 'request'],
    ] as const) {
      test(`settles once and reports nothing after it settled, at the seam of ${api} itself`, () => {
        let options: NativeOptions | undefined
        const relay: Record<string, (payload: unknown) => void> = {}
        const abort = vi.fn()
        const platform = subject.createBarePlatform({
          [api](given: NativeOptions) {
            options = given
            return {
              abort,
              onProgressUpdate: (listener: (payload: unknown) => void) => {
                relay.progress = listener
              },
              onHeadersReceived: (listener: (payload: unknown) => void) => {
                relay.headers = listener
              },
            }
          },
        })
        const reports: string[] = []
        const listener: NativeListener = {
          progress: () => reports.push('progress'),
          headers: () => reports.push('headers'),
          success: () => reports.push('success'),
          fail: () => reports.push('fail'),
        }
        const task = platform[method]({ url }, listener)
        relay.headers?.({ header: {}, headers: {} })
        relay.progress?.({ totalBytesWritten: 1 })
        options?.success({ statusCode: 200 })
        options?.fail({ errMsg: 'late' })
        options?.success({})
        relay.headers?.({ header: {} })
        relay.progress?.({ totalBytesWritten: 2 })
        task.abort()
        expect(reports).toEqual(['headers', 'progress', 'success'])
        expect(abort).not.toHaveBeenCalled()
      })
    }
  })
}
