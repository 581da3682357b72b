import { createDownloadFile, type DownloadError, type DownloadFile } from '@miniferry/download-core'
import { afterEach, beforeEach, describe, expect, vi } from 'vitest'
import {
  type ContractHost,
  type ContractScript,
  type ContractSubject,
  createContractTest,
} from './contract-subject.js'

const url = 'https://example.com/file'
const threeChunks: ContractScript = {
  headers: { 'Content-Length': '3000' },
  chunks: [
    { after: 10, bytes: 1000 },
    { after: 10, bytes: 1000 },
    { after: 10, bytes: 1000 },
  ],
}

/** Hosts and networks that misbehave, on a clock that the test moves. */
export function describeBadHostContract(subject: ContractSubject): void {
  const test = createContractTest(subject)

  describe(`${subject.name} over a bad host or network`, () => {
    beforeEach(() => {
      vi.useFakeTimers()
    })
    afterEach(() => {
      vi.useRealTimers()
    })

    function create(
      script: ContractScript,
      knobs: Record<string, unknown> = {},
    ): { host: ContractHost; downloadFile: DownloadFile } {
      const host = subject.createHost({ fetch: subject.createScriptedFetch(() => script), knobs })
      return { host, downloadFile: createDownloadFile(subject.createPlatform(host)) }
    }
    const failureOf = (task: Promise<unknown>): Promise<DownloadError> =>
      task.then(
        () => Promise.reject(new Error('expected a rejection')),
        (error: DownloadError) => error,
      )

    for (const [error, code] of [
      ['dns', 'network'],
      ['refused', 'network'],
      ['reset', 'network'],
      ['offline', 'network'],
      ['tls', 'tls'],
    ] as const) {
      test(`fails as ${code} on a network error of kind ${error}`, async () => {
        const { downloadFile } = create({ error })
        const failure = failureOf(downloadFile({ url }))
        await vi.runAllTimersAsync()
        expect(await failure).toMatchObject({ code, platform: subject.name, url })
        expect((await failure).errMsg).toMatch(/^downloadFile:fail ./)
        expect((await failure).native).toBeTypeOf('object')
      })
    }

    test('fails as network where the connection breaks after some bytes', async () => {
      const { downloadFile } = create({ ...threeChunks, error: 'reset' })
      const failure = failureOf(downloadFile({ url }))
      await vi.runAllTimersAsync()
      expect((await failure).code).toBe('network')
    })

    test('times out where the server never answers, and aborts the host', async () => {
      const { host, downloadFile } = create({ never: true })
      const failure = failureOf(downloadFile({ url, timeout: 3000 }))
      await vi.advanceTimersByTimeAsync(2999)
      expect(host.simulate.tasks).toHaveLength(1)
      await vi.advanceTimersByTimeAsync(1)
      expect(await failure).toMatchObject({ code: 'timeout', retryable: true })
      await vi.runAllTimersAsync()
      expect(host.simulate.tasks).toHaveLength(0)
    })

    test('times out where the host itself never answers', async () => {
      const { downloadFile } = create(threeChunks, { neverAnswers: true })
      const failure = failureOf(downloadFile({ url }))
      await vi.advanceTimersByTimeAsync(60_000)
      expect((await failure).code).toBe('timeout')
    })

    test('waits longer than a minute where it is told to', async () => {
      const { downloadFile } = create({ ...threeChunks, after: 90_000 })
      const task = downloadFile({ url, timeout: 120_000 })
      await vi.advanceTimersByTimeAsync(91_000)
      expect((await task).statusCode).toBe(200)
    })

    test('times out as one whole, also where the host counts from byte to byte', async () => {
      const chunks = Array.from({ length: 10 }, () => ({ after: 900, bytes: 10 }))
      const { downloadFile } = create({ chunks }, { timeoutMeasures: 'idle' })
      const failure = failureOf(downloadFile({ url, timeout: 1000 }))
      await vi.advanceTimersByTimeAsync(1000)
      expect((await failure).code).toBe('timeout')
    })

    test('rejects where the host throws', async () => {
      const { downloadFile } = create(threeChunks, { throwsSynchronously: true })
      const failure = await failureOf(downloadFile({ url }))
      expect(failure.code).toBe('unknown')
      expect(failure.native).toBeInstanceOf(Error)
    })

    for (const terminalCallbacks of ['twice', 'contradictory']) {
      test(`has one outcome where the host calls back ${terminalCallbacks}`, async () => {
        const seen: string[] = []
        const { downloadFile } = create(threeChunks, { terminalCallbacks })
        const task = downloadFile({
          url,
          success: () => seen.push('success'),
          fail: () => seen.push('fail'),
          complete: () => seen.push('complete'),
        })
        await vi.runAllTimersAsync()
        await task
        expect(seen).toEqual(['success', 'complete'])
      })
    }

    for (const abortOutcome of ['fail', 'nothing', 'success']) {
      test(`is aborted where the host ends an abort with ${abortOutcome}`, async () => {
        const seen: string[] = []
        const { downloadFile } = create(threeChunks, { abortOutcome, completeAfterAbort: false })
        const task = downloadFile({ url, complete: ({ errMsg }) => seen.push(errMsg) })
        await vi.advanceTimersByTimeAsync(15)
        task.abort()
        await vi.runAllTimersAsync()
        expect((await failureOf(task)).code).toBe('aborted')
        expect(seen).toEqual(['downloadFile:fail abort'])
      })
    }

    test('has no event after the end where the host goes on', async () => {
      const afterEnd: unknown[] = []
      const { downloadFile } = create(threeChunks, { eventsAfterEnd: 'some' })
      let ended = false
      const task = downloadFile({ url, success: () => (ended = true) })
      const listen = (event: unknown): void => {
        if (ended) afterEnd.push(event)
      }
      task.onProgressUpdate(listen)
      task.onHeadersReceived(listen)
      await vi.runAllTimersAsync()
      expect(ended).toBe(true)
      expect(afterEnd).toEqual([])
    })

    for (const knobs of [
      { progressEvents: 'none' },
      { progressEvents: 'many' },
      { lastProgressEvent: 'missing' },
      { headerCase: 'lower' },
      { headerCase: 'as-sent' },
    ]) {
      test(`succeeds where the host has ${JSON.stringify(knobs)}`, async () => {
        const { downloadFile } = create(threeChunks, knobs)
        const percents: unknown[] = []
        const task = downloadFile({ url })
        task.onProgressUpdate(({ progress }) => percents.push(progress))
        await vi.runAllTimersAsync()
        const result = await task
        expect(result).toMatchObject({ statusCode: 200, header: { 'content-length': '3000' } })
        expect(percents.every((percent) => Number(percent) >= 0 && Number(percent) <= 100)).toBe(true)
        if (knobs.progressEvents === 'none') expect(percents).toEqual([])
        else expect(percents.length).toBeGreaterThan(0)
      })
    }

    test('passes on only what was given, and never the callbacks of the app', async () => {
      const { host, downloadFile } = create(threeChunks)
      const success = vi.fn()
      const options = Object.freeze({ url, header: Object.freeze({ a: 'b' }), success })
      const task = downloadFile(options)
      await vi.runAllTimersAsync()
      await task
      const call = host.simulate.calls.find(({ api }) => api === 'downloadFile')
      expect(Object.keys(call?.options ?? {}).sort()).toEqual(['fail', 'header', 'success', 'url'])
      expect(call?.options.header).toEqual({ a: 'b' })
      expect(call?.options.success).not.toBe(success)
      expect(success).toHaveBeenCalledTimes(1)
    })

    for (const invalid of [{ url: 'not a url' }, { url, timeout: -1 }, { url, filePath: '' }]) {
      test(`does not call the host with ${JSON.stringify(invalid)}`, async () => {
        const { host, downloadFile } = create(threeChunks)
        const failure = await failureOf(downloadFile(invalid))
        expect(failure.code).toBe('invalid-argument')
        expect(host.simulate.calls).toEqual([])
      })
    }
  })
}
