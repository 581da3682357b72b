import type {
  NativeFailure,
  NativeRequest,
  NativeResult,
  NativeTask,
  Platform,
} from '@miniferry/download-core'
import { createDownloadFile } from '@miniferry/download-core'
import { describe, expect, vi } from 'vitest'
import { type ContractScript, type ContractSubject, createContractTest } from './contract-subject.js'
import { useFakeClock } from './virtual-time.js'

const url = 'https://example.com/file'
const pieces: ContractScript = { chunks: [1, 2, 3].map(() => ({ after: 10, bytes: 1000 })) }

/** A call of one of the APIs, with all that it reported. */
export interface RunningCall extends NativeTask {
  /** Its only outcome. */
  readonly outcome: Promise<NativeResult & NativeFailure>
  /** The names of what was reported so far. */
  readonly reports: readonly string[]
  readonly headers: readonly unknown[]
}

export function startCall(
  platform: Platform,
  api: 'download' | 'request',
  request: NativeRequest,
): RunningCall {
  const reports: string[] = []
  const headers: unknown[] = []
  let abort = (): void => undefined
  const outcome = new Promise<NativeResult & NativeFailure>((resolve) => {
    const end = (name: string) => (payload: NativeResult | NativeFailure) => {
      reports.push(name)
      resolve(payload as NativeResult & NativeFailure)
    }
    const task = platform[api](request, {
      progress: () => reports.push('progress'),
      headers(header) {
        reports.push('headers')
        headers.push(header)
      },
      success: end('success'),
      fail: end('fail'),
    })
    abort = task.abort
  })
  return { abort: () => abort(), outcome, reports, headers }
}

/** Hosts and networks that misbehave, on a clock that the test moves: what depends on the words and the fields of a host. */
export function describeHostFaultsContract(subject: ContractSubject): void {
  const test = createContractTest(subject)

  const open = (script: ContractScript) => {
    const host = subject.createHost({ fetch: subject.createScriptedFetch(() => script) })
    return { host, platform: subject.createPlatform(host) }
  }

  for (const [api, method, words] of [
    ['downloadFile', 'download', 'fails'],
    ['request', 'request', 'fail'],
  ] as const) {
    const start = (platform: Platform, request: Partial<NativeRequest> = {}): RunningCall =>
      startCall(platform, method, { url, ...request })

    describe(`${subject.name} ${api} over a bad host or network`, () => {
      useFakeClock()

      for (const error of ['dns', 'refused', 'reset', 'offline', 'tls'] as const) {
        const code = error === 'tls' ? 'tls' : 'network'
        test(`${words} as ${code} on a network error of kind ${error}`, async () => {
          const { outcome } = start(open({ error }).platform)
          await vi.runAllTimersAsync()
          const failure = {
            code,
            errMsg: expect.stringMatching(new RegExp(`^${api}:fail .`)),
            native: expect.any(Object),
          }
          expect(await outcome).toMatchObject(failure)
        })
      }

      test('times out where the server never answers, and leaves nothing running', async () => {
        const { host, platform } = open({ never: true })
        // Core watches over downloads, and leaves the time of a request to the host.
        const outcome =
          api === 'request'
            ? start(platform, { timeout: 3000 }).outcome
            : createDownloadFile(platform)({ url, timeout: 3000 }).catch((error) => error)
        await vi.advanceTimersByTimeAsync(2990)
        expect(host.simulate.tasks).toHaveLength(1)
        await vi.advanceTimersByTimeAsync(100)
        expect(await outcome).toMatchObject({ code: 'timeout' })
        await vi.runAllTimersAsync()
        expect(host.simulate.tasks).toHaveLength(0)
      })

      test('passes on only what was given, and never the callbacks of the app', async () => {
        const { host, platform } = open(pieces)
        const success = vi.fn()
        const header = Object.freeze({ a: 'b' })
        const outcome =
          api === 'request'
            ? start(platform, { header }).outcome
            : createDownloadFile(platform)(Object.freeze({ url, header, success }))
        await vi.runAllTimersAsync()
        await outcome
        const { options = {} } = host.simulate.calls.find((call) => call.api === api) ?? {}
        expect(options.header ?? options.headers).toEqual({ a: 'b' })
        // A request asks for bytes as well.
        expect(Object.keys(options)).toHaveLength(api === 'request' ? 5 : 4)
        expect(options).toMatchObject({ url, success: expect.any(Function), fail: expect.any(Function) })
        expect(options.success).not.toBe(success)
      })
    })

    describe(`${subject.name} ${api} over a bare host`, () => {
      const answering = (end: 'success' | 'fail', payload: unknown): Platform =>
        subject.createBarePlatform({
          [api]: (options: Record<typeof end, (payload: unknown) => void>) => options[end](payload),
        })

      test('reads a success that is no object, or has none of the fields, as one that reports nothing', async () => {
        for (const payload of [undefined, null, 5, 'text', [], {}]) {
          const result = await start(answering('success', payload)).outcome
          for (const name of ['data', 'statusCode', 'header', 'tempFilePath'] as const) {
            expect(result[name], name).toBeUndefined()
          }
          if (api === 'request') continue
          const task = createDownloadFile(answering('success', payload))({ url })
          await expect(task).rejects.toMatchObject({ errMsg: 'downloadFile:fail success without a file' })
        }
      })

      test('reads a failure that is no object, or says nothing, as one for no reason', async () => {
        for (const native of [undefined, null, 5, [], {}]) {
          const { outcome } = start(answering('fail', native))
          expect(await outcome).toMatchObject({
            code: 'unknown',
            errMsg: `${api}:fail without a reason`,
            native,
          })
        }
        const { outcome } = start(answering('fail', 'no such luck'))
        expect(await outcome).toMatchObject({ code: 'unknown', errMsg: `${api}:fail no such luck` })
      })
    })
  }
}
