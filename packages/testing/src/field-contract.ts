import {
  createDownloadFile,
  type DownloadFileOptions,
  type DownloadFileResult,
} from '@miniferry/download-core'
import { afterEach, beforeEach, describe, expect, vi } from 'vitest'
import { createContractTest } from './contract-subject.js'
import { expectBytes } from './downloader-bench.js'
import { createPhone, type DownloaderPhone } from './downloader-phone.js'
import { createScriptedServer, type ScriptedServer } from './downloader-script.js'
import type { DownloaderSubject } from './downloader-subject.js'
import { fileBytes } from './file-bytes.js'

const bytes = fileBytes(300_000)
const url = 'https://example.com/files/a.bin'

type Knobs = Readonly<Record<string, unknown>>

/** What clients and other hosts were seen to do loses no download (field notes of native-apis.md §3.2, §9). All time is fake. */
export function describeFieldContract(subject: DownloaderSubject): void {
  const test = createContractTest(subject)

  describe(`${subject.name} over clients as they were seen`, () => {
    beforeEach(() => {
      vi.useFakeTimers()
    })
    afterEach(() => {
      vi.useRealTimers()
    })

    interface Scene {
      readonly phone: DownloaderPhone
      readonly server: ScriptedServer
      downloadFile(options?: Partial<DownloadFileOptions>): Promise<DownloadFileResult>
    }
    const open = (knobs: Knobs, after = 0): Scene => {
      const server = createScriptedServer({ bytes, etag: '"one"', after })
      const phone = createPhone(
        subject,
        { knobs, fetch: subject.createScriptedFetch(server.answer) },
        { resume: { segmentSize: 100_000 } },
      )
      const downloadFile = createDownloadFile(phone.platform)
      return { phone, server, downloadFile: (options) => run(downloadFile({ url, ...options })) }
    }
    /** Lets time pass until it has ended, ten minutes at most. */
    const run = async <Value>(promise: Promise<Value>): Promise<Value> => {
      let isOpen = true
      const close = (): void => {
        isOpen = false
      }
      promise.then(close, close)
      for (let second = 0; isOpen && second < 600; second += 1) await vi.advanceTimersByTimeAsync(1000)
      if (isOpen) throw new Error('it has not ended after ten minutes')
      return promise
    }
    const expectAt = ({ phone }: Scene, path: string | undefined): void =>
      expectBytes(phone.host.simulate.readFile(path ?? ''), bytes)

    // Where the file is.

    for (const resultPaths of ['both', 'both-different', 'other-empty']) {
      test(`finds a temporary file where the client reports paths ${resultPaths}`, async () => {
        const scene = open({ resultPaths })
        const result = await scene.downloadFile()
        expect(result).toMatchObject({ path: result.tempFilePath, statusCode: 200 })
        expect(result).not.toHaveProperty('filePath')
        expectAt(scene, result.path)
        const managed = await run(scene.phone.downloader.download(url))
        expect(managed.path).toBe(managed.tempFilePath)
        expectAt(scene, managed.path)
      })

      test(`finds the file at its filePath where the client reports paths ${resultPaths}`, async () => {
        const scene = open({ resultPaths })
        const filePath = scene.phone.path('a.bin')
        const result = await scene.downloadFile({ filePath })
        expect(result).toMatchObject({ path: filePath, filePath })
        expect(result).not.toHaveProperty('tempFilePath')
        expectAt(scene, filePath)
        const managed = await run(
          scene.phone.downloader.download({ url, filePath: scene.phone.path('b.bin') }),
        )
        expectAt(scene, managed.path)
      })
    }

    for (const knobs of [
      { filePath: 'ignored' },
      { filePath: 'echoed' },
      { filePath: 'ignored', fileWords: 'bare' },
      { filePathExisting: 'rename' },
    ]) {
      test(`puts the file at its filePath on a client with ${JSON.stringify(knobs)}, over an old one`, async () => {
        const scene = open(knobs)
        const filePath = scene.phone.path('a.bin')
        await scene.phone.write('a.bin', 'old')
        expect(await scene.downloadFile({ filePath })).toMatchObject({ path: filePath, filePath })
        expectAt(scene, filePath)
        expect(scene.phone.files().filter((path) => path.startsWith('user/'))).toEqual(['user/a.bin'])
      })
    }

    test('says so where a success names no file', async () => {
      const scene = open({ resultPaths: 'none' })
      for (const options of [{}, { filePath: scene.phone.path('a.bin') }]) {
        await expect(scene.downloadFile(options)).rejects.toMatchObject({
          errMsg: 'downloadFile:fail success without a file',
          retryable: true,
        })
      }
    })

    test('tries again where a success names no file', async () => {
      const scene = open({ resultPaths: 'none' })
      const download = scene.phone.downloader.download({ url, filePath: scene.phone.path('a.bin') })
      await vi.advanceTimersByTimeAsync(0)
      scene.phone.host.simulate.knobs.resultPaths = 'as-asked'
      await run(download)
      expectAt(scene, scene.phone.path('a.bin'))
    })

    test('leaves the result of a 404 as it is where the client keeps no file of it', async () => {
      const server = { answer: () => ({ status: 404, chunks: [{ bytes: 10 }] }) }
      const phone = createPhone(subject, {
        knobs: { resultPaths: 'none-unless-200' },
        fetch: subject.createScriptedFetch(server.answer),
      })
      const result = await run(createDownloadFile(phone.platform)({ url }))
      expect(result).toMatchObject({ statusCode: 404 })
      expect(result).not.toHaveProperty('path')
    })

    // Names.

    test('has room for the longest name that the client takes', async () => {
      const scene = open({ maxNameBytes: 255 })
      const filePath = scene.phone.path('文'.repeat(85))
      await run(scene.phone.downloader.download({ url, filePath }))
      expectAt(scene, filePath)
      scene.phone.host.simulate.knobs.filePath = 'ignored'
      const other = scene.phone.path(`${'文'.repeat(84)}.b`)
      await scene.downloadFile({ filePath: other })
      expectAt(scene, other)
    })

    test('keeps apart what the client stores under one temporary name', async () => {
      const answers = ['a', 'b', 'c'].map((name, index) => [name, fileBytes(1000 + index)] as const)
      const phone = createPhone(
        subject,
        {
          knobs: { temporaryNames: 'url' },
          fetch: subject.createScriptedFetch((address) => {
            const [, body = new Uint8Array()] = answers.find(([name]) => address.includes(`/${name}/`)) ?? []
            return { status: 200, headers: { ETag: '"1"' }, chunks: [{ after: 100, bytes: body }] }
          }),
        },
        { cache: { maxBytes: 100_000 }, retry: 0 },
      )
      const downloads = answers.map(([name]) =>
        phone.downloader.download({ url: `https://example.com/${name}/same.png`, cacheMode: 'reload' }),
      )
      const results = await run(Promise.all(downloads))
      for (const [index, { path }] of results.entries()) {
        expectBytes(phone.host.simulate.readFile(path ?? ''), answers[index]?.[1] ?? new Uint8Array())
      }
    })

    // Failures.

    for (const fileWords of ['bare', 'path']) {
      for (const mkdirExisting of ['accept', 'refuse']) {
        test(`downloads, restores and caches where files fail in words ${fileWords}, and mkdir would ${mkdirExisting}`, async () => {
          const knobs = { fileWords, mkdirExisting, renameExisting: 'refuse', saveFileExisting: 'refuse' }
          const scene = open(knobs)
          const filePath = scene.phone.path('folder/a.bin')
          await run(scene.phone.downloader.download({ url, filePath }))
          expectAt(scene, filePath)
          await run(scene.phone.downloader.download({ url, filePath }))
          expect(await scene.phone.downloader.restore()).toEqual([])
          expect(scene.phone.files().filter((path) => path.startsWith('user/'))).toEqual([
            'user/folder/a.bin',
          ])
        })
      }
    }

    for (const networkWords of [
      'ios-english',
      'ios-chinese',
      'ios-traditional-chinese',
      'okhttp',
      'node',
      'chromium',
      'unknown',
    ]) {
      for (const error of ['dns', 'refused', 'reset'] as const) {
        test(`tries again after ${error} in words of ${networkWords}`, async () => {
          let isBroken = true
          const server = createScriptedServer({ bytes, etag: '"one"' })
          const fetch = subject.createScriptedFetch((address, request) => {
            if (!isBroken) return server.answer(address, request)
            isBroken = false
            return { error }
          })
          const phone = createPhone(subject, { knobs: { networkWords }, fetch })
          const filePath = phone.path('a.bin')
          expect(await run(phone.downloader.download({ url, filePath }))).toMatchObject({ attempts: 2 })
          expectBytes(phone.read('a.bin'), bytes)
          isBroken = true
          const failure = await run(createDownloadFile(phone.platform)({ url })).catch((reason) => reason)
          expect(failure).toMatchObject({ retryable: true, name: 'DownloadError' })
        })
      }
    }

    for (const failWith of ['unknown', 'connection-abort', 'empty']) {
      test(`tries again where every second call fails with ${failWith}`, async () => {
        const scene = open({ failEvery: 2, failWith })
        const filePath = scene.phone.path('a.bin')
        await run(scene.phone.downloader.download({ url, filePath }))
        expectAt(scene, filePath)
      })
    }

    for (const [failWith, code] of [
      ['save', 'file-system'],
      ['temporary-full', 'storage-full'],
    ]) {
      test(`calls it ${code} where saving fails with ${failWith}`, async () => {
        const scene = open({ failEvery: 1, failWith })
        await expect(scene.downloadFile()).rejects.toMatchObject({ code })
      })
    }

    for (const httpErrorWords of ['http', 'status-code']) {
      test(`knows a status that is told as a failure in words ${httpErrorWords}`, async () => {
        const statuses = [503, 404]
        const server = createScriptedServer({ bytes, etag: '"one"' })
        const phone = createPhone(subject, {
          knobs: { httpErrorWords },
          fetch: subject.createScriptedFetch((address, request) => {
            const status = statuses[0]
            return status === undefined ? server.answer(address, request) : { status, chunks: [{ bytes: 5 }] }
          }),
        })
        const downloadFile = createDownloadFile(phone.platform)
        await expect(run(downloadFile({ url }))).rejects.toMatchObject({
          code: 'http-status',
          statusCode: 503,
          retryable: true,
        })
        statuses.shift()
        await expect(run(downloadFile({ url }))).rejects.toMatchObject({
          code: 'http-status',
          statusCode: 404,
          retryable: false,
        })
        const filePath = phone.path('a.bin')
        await expect(run(phone.downloader.download({ url, filePath }))).rejects.toMatchObject({
          statusCode: 404,
        })
        statuses[0] = 503
        const download = phone.downloader.download({ url, filePath })
        await vi.advanceTimersByTimeAsync(0)
        statuses.shift()
        await run(download)
        expectBytes(phone.read('a.bin'), bytes)
      })
    }

    test('has two downloads of one url where the client refuses the second', async () => {
      const scene = open({ parallelSameUrl: 'fail' }, 50)
      const paths = ['a.bin', 'b.bin'].map(scene.phone.path)
      const resume = { segmentSize: 65_536, parallel: 3 }
      const downloads = paths.map((filePath) =>
        scene.phone.downloader.download({ url, filePath, resume, retry: 0 }),
      )
      await run(Promise.all(downloads))
      for (const path of paths) expectAt(scene, path)
    })

    test('has more downloads than the client takes', async () => {
      const scene = open({ parallelLimit: 2, parallelOverflow: 'max-connected' }, 50)
      const names = ['a', 'b', 'c', 'd', 'e']
      const downloads = names.map((name) =>
        scene.phone.downloader.download({
          url: `${url}?${name}`,
          filePath: scene.phone.path(name),
          retry: 0,
        }),
      )
      await run(Promise.all(downloads))
      for (const name of names) expectAt(scene, scene.phone.path(name))
    })

    // Silence, and the life of the app.

    test('does not wait for a client that says nothing after the network went', async () => {
      const scene = open({ networkLoss: 'silence', offlineCall: 'silence' }, 500)
      const filePath = scene.phone.path('a.bin')
      const download = scene.phone.downloader.download({ url, filePath, retry: 0 })
      await vi.advanceTimersByTimeAsync(700)
      scene.phone.host.simulate.network('none')
      await vi.advanceTimersByTimeAsync(5000)
      expect(download.state).toBe('waiting')
      scene.phone.host.simulate.network('wifi')
      await vi.advanceTimersByTimeAsync(10_000)
      expect(download.state).toBe('completed')
      expectAt(scene, filePath)
    })

    for (const lifecycleEvents of ['app', 'game', 'none']) {
      test(`goes on after the background on a client with lifecycle events ${lifecycleEvents}`, async () => {
        const scene = open(
          { lifecycleEvents, ...(subject.name === 'alipay' && { backgroundRule: 'fail' }) },
          400,
        )
        const filePath = scene.phone.path('a.bin')
        const download = scene.phone.downloader.download({ url, filePath, retry: 0 })
        await vi.advanceTimersByTimeAsync(500)
        scene.phone.host.simulate.background()
        await vi.advanceTimersByTimeAsync(120_000)
        scene.phone.host.simulate.foreground()
        await run(download)
        expectAt(scene, filePath)
      })
    }

    // Callbacks.

    for (const terminalCallbacks of ['twice', 'contradictory', 'fall-through']) {
      test(`ends once where the client calls back ${terminalCallbacks}`, async () => {
        const scene = open({ terminalCallbacks })
        const calls: string[] = []
        const result = await scene.downloadFile({
          success: () => calls.push('success'),
          fail: () => calls.push('fail'),
          complete: () => calls.push('complete'),
        })
        expectAt(scene, result.path)
        expect(calls).toEqual(['success', 'complete'])
        await run(scene.phone.downloader.download({ url, filePath: scene.phone.path('a.bin') }))
        expectAt(scene, scene.phone.path('a.bin'))
      })
    }

    test('fails once where the client returns no task for an argument that it refuses', async () => {
      const scene = open({ taskOnBadArgument: 'absent' })
      const task = createDownloadFile(scene.phone.platform)({
        url: `${url}#${'x'.repeat(10)}`,
        header: { A: '\u0000' },
      })
      task.onProgressUpdate(() => undefined)
      await run(task).then(
        (result) => expectAt(scene, result.path),
        (error) => expect(error).toMatchObject({ isDownloadError: true }),
      )
      task.abort()
    })
  })
}
