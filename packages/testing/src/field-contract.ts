import {
  createDownloadFile,
  type DownloadFileOptions,
  type DownloadFileResult,
  type DownloadRequest,
  type DownloadResult,
} from '@miniferry/download-core'
import { describe, expect, test, vi } from 'vitest'
import type { DownloaderSubject } from './contract-subject.js'
import { createPhone, type Phone } from './phone.js'
import { createScriptedServer, type ScriptedServer, type ServerSettings } from './scripted-server.js'
import { pass, useFakeClock } from './virtual-time.js'

const url = 'https://example.com/files/a.bin'

type Knobs = Readonly<Record<string, unknown>>

interface Scene {
  readonly phone: Phone
  readonly server: ScriptedServer
  downloadFile(options?: Partial<DownloadFileOptions>): Promise<DownloadFileResult>
  /** To `a.bin` unless the request says where. */
  download(request?: Partial<DownloadRequest>): Promise<DownloadResult>
}

/** What clients and other hosts were seen to do loses no download (field notes of native-apis.md §3.2, §9). All time is fake. */
export function describeFieldContract(subject: DownloaderSubject): void {
  describe(`${subject.name} over clients as they were seen`, () => {
    useFakeClock()

    const open = (knobs: Knobs, settings: Partial<ServerSettings> = {}): Scene => {
      const server = createScriptedServer({ sizeOf: () => 300_000, ...settings })
      const phone = createPhone(
        subject,
        { knobs, fetch: subject.createScriptedFetch(server.answer) },
        { resume: { segmentSize: 100_000 } },
      )
      const downloadFile = createDownloadFile(phone.platform)
      const filePath = phone.path('a.bin')
      return {
        phone,
        server,
        downloadFile: (options) => pass(downloadFile({ url, ...options })),
        download: (request) => pass(phone.downloader.download({ url, filePath, ...request })),
      }
    }
    const expectAt = ({ phone, server }: Scene, path: string | undefined, name = 'a.bin'): void => {
      expect(server.isFile(phone.at(path), name), `the bytes at ${path}`).toBe(true)
    }
    // Where the file is.

    for (const resultPaths of ['both', 'both-different', 'other-empty']) {
      test(`finds a temporary file, and one at its filePath, where the client reports paths ${resultPaths}`, async () => {
        const scene = open({ resultPaths })
        const temporary = await scene.downloadFile()
        expect(temporary).toMatchObject({ path: temporary.tempFilePath, statusCode: 200 })
        expect(temporary).not.toHaveProperty('filePath')
        expectAt(scene, temporary.path)
        const managed = await pass(scene.phone.downloader.download(url))
        expect(managed.path).toBe(managed.tempFilePath)
        expectAt(scene, managed.path)
        const filePath = scene.phone.path('b.bin')
        const result = await scene.downloadFile({ filePath })
        expect(result).toMatchObject({ path: filePath, filePath })
        expect(result).not.toHaveProperty('tempFilePath')
        expectAt(scene, filePath)
        expectAt(scene, (await scene.download()).path)
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

    test('says so where a success names no file, and tries again', async () => {
      const scene = open({ resultPaths: 'none' })
      const errMsg = 'downloadFile:fail success without a file'
      const filePath = scene.phone.path('a.bin')
      for (const options of [{}, { filePath }]) {
        await expect(scene.downloadFile(options)).rejects.toMatchObject({ errMsg, retryable: true })
      }
      const download = scene.phone.downloader.download({ url, filePath })
      await vi.advanceTimersByTimeAsync(0)
      scene.phone.host.simulate.knobs.resultPaths = 'as-asked'
      expectAt(scene, (await pass(download)).path)
    })

    // Names.

    test('has room for the longest name that the client takes', async () => {
      const scene = open({ maxNameBytes: 255 })
      const filePath = scene.phone.path('文'.repeat(85))
      const other = scene.phone.path(`${'文'.repeat(84)}.b`)
      await scene.download({ filePath })
      expectAt(scene, filePath)
      scene.phone.host.simulate.knobs.filePath = 'ignored'
      await scene.downloadFile({ filePath: other })
      expectAt(scene, other)
    })

    // Failures.

    for (const fileWords of ['bare', 'path']) {
      for (const mkdirExisting of ['accept', 'refuse']) {
        test(`downloads, restores and caches where files fail in words ${fileWords}, and mkdir would ${mkdirExisting}`, async () => {
          const scene = open({
            fileWords,
            mkdirExisting,
            renameExisting: 'refuse',
            saveFileExisting: 'refuse',
          })
          const filePath = scene.phone.path('folder/a.bin')
          for (let times = 0; times < 2; times += 1) {
            await scene.download({ filePath })
            expectAt(scene, filePath)
          }
          expect(await scene.phone.downloader.restore()).toEqual([])
          const files = scene.phone.files().filter((path) => path.startsWith('user/'))
          expect(files).toEqual(['user/folder/a.bin'])
        })
      }
    }

    for (const failWith of ['unknown', 'connection-abort', 'empty']) {
      test(`tries again where every second call fails with ${failWith}`, async () => {
        const scene = open({ failEvery: 2, failWith })
        expectAt(scene, (await scene.download()).path)
      })
    }

    for (const [failWith, code] of [
      ['save', 'file-system'],
      ['temporary-full', 'storage-full'],
    ]) {
      test(`calls it ${code} where saving fails with ${failWith}`, async () => {
        await expect(open({ failEvery: 1, failWith }).downloadFile()).rejects.toMatchObject({ code })
      })
    }

    // The life of the app.

    for (const lifecycleEvents of ['app', 'game', 'none']) {
      test(`goes on after the background on a client with lifecycle events ${lifecycleEvents}`, async () => {
        const rule = subject.name === 'alipay' && { backgroundRule: 'fail' }
        const scene = open({ lifecycleEvents, ...rule }, { pieceAfter: 400 })
        const filePath = scene.phone.path('a.bin')
        const download = scene.phone.downloader.download({ url, filePath, retry: 0 })
        await vi.advanceTimersByTimeAsync(500)
        scene.phone.host.simulate.background()
        await vi.advanceTimersByTimeAsync(120_000)
        scene.phone.host.simulate.foreground()
        expectAt(scene, (await pass(download)).path)
      })
    }
  })
}
