import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { DownloadError } from '../../src/index.js'
import {
  answerPart,
  createScene,
  failure,
  filesOf,
  flush,
  partOf,
  pass,
  pathsOf,
  rangeOf,
  urlOf,
} from '../downloader/scene.js'
import type { StubNative } from '../downloader/stub-full-platform.js'

const filePath = 'usr/folder/a.bin'
const url = urlOf('a')
const content = Uint8Array.from({ length: 1000 }, (_, index) => index % 251)
const resume = { segmentSize: 400 }

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const answerRange = (native: StubNative | undefined, etag = '"1"', file = content): void =>
  answerPart(native, file, { ETag: etag })

describe('a download to a path', () => {
  it('is fetched in segments of one version, and leaves nothing but the file', async () => {
    const { platform, add } = createScene({ resume })
    const download = add({ url, filePath })
    await flush()
    expect(platform.running[0]?.request.header).toEqual({ Range: 'bytes=0-399' })
    answerRange(platform.running[0])
    await flush()
    expect(platform.running[0]?.request.header?.['If-Range']).toBe('"1"')
    for (let count = 0; count < 9 && platform.running[0]; count += 1) {
      answerRange(platform.running[0])
      await flush()
    }
    await expect(download).resolves.toMatchObject({ filePath, attempts: 1, resumedBytes: 0, statusCode: 206 })
    expect(filesOf(platform)).toEqual([[filePath, content]])
  })

  it('is fetched again from zero where the disk has lost bytes that it had taken', async () => {
    const { platform, add } = createScene({ resume })
    const { files } = platform
    // Told as done, and not done.
    let lost = 0
    const appendFile = files.appendFile
    vi.spyOn(files, 'appendFile').mockImplementation((path, data) => {
      if (!path.endsWith('.part') || lost > 0) return appendFile(path, data)
      lost += 1
      return Promise.resolve()
    })
    const download = add({ url, filePath })
    await flush()
    for (let count = 0; count < 9 && platform.running[0]; count += 1) {
      answerRange(platform.running[0])
      await flush()
    }
    await expect(download).resolves.toMatchObject({ attempts: 1 })
    expect(lost).toBe(1)
    expect(filesOf(platform)).toEqual([[filePath, content]])
  })

  it('goes on where it was cut, with progress that does not begin again', async () => {
    const { platform, add } = createScene({ resume })
    const download = add({ url, filePath })
    await flush()
    answerRange(platform.running[0])
    await flush()
    platform.running[0]?.fail('network')
    await pass(1000)
    expect(rangeOf(platform.running[0])).toMatch(/^bytes=400-/)
    expect(download.progress.totalBytesWritten).toBe(400)
    for (let count = 0; count < 9 && platform.running[0]; count += 1) {
      answerRange(platform.running[0])
      await flush()
    }
    await expect(download).resolves.toMatchObject({ attempts: 2, resumedBytes: 400 })
    expect(platform.files.contents.get(filePath)).toEqual(content)
  })

  it('goes on after a pause where it was', async () => {
    const { platform, add } = createScene({ resume })
    const download = add({ url, filePath })
    await flush()
    answerRange(platform.running[0])
    await flush()
    download.pause()
    await flush()
    download.resume()
    await flush()
    expect(rangeOf(platform.running[0])).toMatch(/^bytes=400-/)
  })

  it('counts its failures anew after each progress', async () => {
    const { platform, add } = createScene({ resume: { segmentSize: 10 }, retry: 1 })
    const download = add({ url, filePath })
    await flush()
    for (let count = 0; count < 5; count += 1) {
      platform.running[0]?.fail('network')
      await pass(1000)
      answerRange(platform.running[0])
      await flush()
    }
    expect(download.state).toBe('active')
    expect(download.attempts).toBe(6)
  })

  it('begins again with the whole answer that a changed file gives to If-Range', async () => {
    const { platform, add } = createScene({ resume })
    const changed = Uint8Array.from(content, (byte) => byte ^ 1)
    const download = add({ url, filePath })
    await flush()
    answerRange(platform.running[0])
    await flush()
    platform.running[0]?.success(changed)
    await expect(download).resolves.toMatchObject({ attempts: 1, resumedBytes: 0 })
    expect(filesOf(platform)).toEqual([[filePath, changed]])
  })

  it('asks a server for no more ranges that gives some of another version in spite of If-Range', async () => {
    const { platform, add } = createScene({ resume })
    const changed = Uint8Array.from(content, (byte) => byte ^ 1)
    const download = add({ url, filePath })
    await flush()
    answerRange(platform.running[0])
    await flush()
    answerRange(platform.running[0], '"2"', changed)
    await flush()
    expect(platform.running[0]?.request.header).toEqual({})
    platform.running[0]?.success(changed)
    await expect(download).resolves.toMatchObject({ attempts: 1, resumedBytes: 0 })
    expect(filesOf(platform)).toEqual([[filePath, changed]])
  })

  it('goes on where it was after a refusal of which the host hides the status', async () => {
    const { platform, add } = createScene({ resume, retry: 0 })
    const download = add({ url, filePath })
    for (let count = 0; count < 9 && download.state !== 'completed'; count += 1) {
      await flush()
      answerRange(platform.running[0])
      await flush()
      platform.running[0]?.fail('http-status')
    }
    await expect(download).resolves.toMatchObject({ attempts: 1, resumedBytes: 0 })
    expect(platform.natives.map(rangeOf)).toEqual(['bytes=0-399', 'bytes=400-999', 'bytes=400-999'])
    expect(filesOf(platform)).toEqual([[filePath, content]])
  })

  it('begins again without ranges after two such refusals of one, as of a file that has become shorter', async () => {
    const { platform, add } = createScene({ resume, retry: 0 })
    const download = add({ url, filePath })
    await flush()
    answerRange(platform.running[0])
    await flush()
    platform.running[0]?.fail('http-status')
    await flush()
    expect(rangeOf(platform.running[0])).toMatch(/^bytes=400-/)
    platform.running[0]?.fail('http-status')
    await flush()
    expect(platform.running[0]?.request.header).toEqual({})
    platform.running[0]?.success(content)
    await expect(download).resolves.toMatchObject({ attempts: 1, resumedBytes: 0 })
    expect(filesOf(platform)).toEqual([[filePath, content]])
  })

  describe('that fails twice without a byte, as where a client calls 416 a broken link', () => {
    async function begin() {
      const scene = createScene({ resume })
      const download = scene.add({ url, filePath })
      await flush()
      answerRange(scene.platform.running[0])
      await flush()
      for (const delay of [1000, 2000]) {
        expect(rangeOf(scene.platform.running[0])).toMatch(/^bytes=400-/)
        scene.platform.running[0]?.fail('network')
        await pass(delay)
      }
      return { ...scene, download }
    }

    it('asks for the first byte, and goes on where the file is what it was', async () => {
      const { platform, download } = await begin()
      expect(platform.running.map(({ request }) => request.header)).toEqual([
        { Range: 'bytes=0-0', 'If-Range': '"1"' },
      ])
      answerRange(platform.running[0])
      await flush()
      expect(rangeOf(platform.running[0])).toBe('bytes=400-799')
      answerRange(platform.running[0])
      await flush()
      expect(rangeOf(platform.running[0])).toBe('bytes=800-999')
      answerRange(platform.running[0])
      await expect(download).resolves.toMatchObject({ attempts: 3, resumedBytes: 400 })
      expect(filesOf(platform)).toEqual([[filePath, content]])
    })

    it('begins again without ranges where the file has changed', async () => {
      const { platform, download } = await begin()
      const shorter = content.slice(600)
      answerRange(platform.running[0], '"2"', shorter)
      await flush()
      expect(platform.running[0]?.request.header).toEqual({})
      platform.running[0]?.success(shorter, { header: { ETag: '"2"' } })
      await expect(download).resolves.toMatchObject({ attempts: 3, resumedBytes: 0 })
      expect(filesOf(platform)).toEqual([[filePath, shorter]])
    })
  })

  it('leaves no temporary file of a whole answer that cannot be stored', async () => {
    const { platform, add } = createScene({ retry: 0, resume: false })
    const { saveFile } = platform.files
    const full = new DownloadError({ code: 'storage-full', errMsg: 'full', platform: 'stub', url })
    vi.spyOn(platform.files, 'saveFile').mockImplementation((from, to) =>
      to.endsWith('.part') ? Promise.reject(full) : saveFile(from, to),
    )
    const download = add({ url, filePath })
    await flush()
    platform.running[0]?.success(content)
    await expect(download).rejects.toBe(full)
    await flush()
    expect(pathsOf(platform)).toEqual([])
  })

  it('takes a whole answer for what it is', async () => {
    const { platform, add } = createScene({ resume })
    const download = add({ url, filePath })
    await flush()
    platform.running[0]?.success(content, { statusCode: 200 })
    await expect(download).resolves.toMatchObject({ statusCode: 200, attempts: 1 })
    expect(filesOf(platform)).toEqual([[filePath, content]])
  })

  it('begins again where its part file goes while a segment is under way, and uses that segment', async () => {
    const { platform, add } = createScene({ resume, retry: { shouldRetry: () => true } })
    const download = add({ url, filePath })
    await flush()
    answerRange(platform.running[0])
    await flush()
    platform.files.contents.delete(partOf(download))
    answerRange(platform.running[0])
    await flush()
    const asked: unknown[] = []
    for (let count = 0; count < 9 && platform.running[0]; count += 1) {
      asked.push(rangeOf(platform.running[0]))
      answerRange(platform.running[0])
      await flush()
    }
    await expect(download).resolves.toMatchObject({ attempts: 1 })
    expect(asked).toEqual(['bytes=0-399'])
    expect(filesOf(platform)).toEqual([[filePath, content]])
  })

  it('of nothing leaves nothing but the file after a kill before it was moved onto an empty one', async () => {
    const killed = createScene()
    killed.platform.files.contents.set(filePath, new Uint8Array())
    const { rename } = killed.platform.files
    killed.platform.files.rename = (from, to) =>
      to === filePath ? new Promise(() => undefined) : rename(from, to)
    const cut = killed.add({ url, filePath })
    await flush()
    killed.platform.running[0]?.success(0)
    await flush()
    expect(killed.platform.files.contents.has(partOf(cut))).toBe(true)

    const { platform, add } = createScene()
    for (const [path, bytes] of killed.platform.files.contents) platform.files.contents.set(path, bytes)
    platform.files.contents.delete('tmp/0')
    const download = add({ url, filePath })
    await flush()
    platform.running[0]?.success(0)
    await download
    expect(pathsOf(platform)).toEqual([filePath])
  })

  it('is not taken for finished by the size of an old file, where its bytes are lost before they are moved', async () => {
    const checksum = { algorithm: 'md5', value: '900150983cd24fb0d6963f7d28e17f72' }
    const old = new TextEncoder().encode('old')
    const abc = new TextEncoder().encode('abc')
    const killed = createScene()
    killed.platform.files.contents.set(filePath, old)
    const { rename } = killed.platform.files
    killed.platform.files.rename = (from, to) =>
      to === filePath ? new Promise(() => undefined) : rename(from, to)
    const cut = killed.add({ url, filePath, checksum })
    await flush()
    killed.platform.running[0]?.success(abc)
    await flush()

    const { platform, add } = createScene()
    for (const [path, bytes] of killed.platform.files.contents) platform.files.contents.set(path, bytes)
    expect(platform.files.contents.delete(partOf(cut))).toBe(true)
    const download = add({ url, filePath, checksum })
    await flush()
    platform.running[0]?.success(abc)
    await download
    expect(platform.files.contents.get(filePath)).toEqual(abc)
  })

  it('is not taken for finished by an older file of as many bytes, where its own are lost before they are moved', async () => {
    vi.setSystemTime(Date.UTC(2026, 0, 1))
    const { platform, add } = createScene({ resume: { segmentSize: 2 } })
    const { files } = platform
    const { stat, rename } = files
    files.contents.set(filePath, new TextEncoder().encode('old'))
    const modifiedTime = Date.UTC(2026, 0, 1) / 1000 - 1
    vi.spyOn(files, 'stat').mockImplementation(async (path) => {
      const found = await stat(path)
      return found && { ...found, modifiedTime }
    })
    vi.spyOn(files, 'rename').mockImplementationOnce((from, to) => {
      files.contents.delete(from)
      return rename(from, to)
    })
    const download = add({ url, filePath })
    for (let round = 0; round < 4; round += 1) {
      await flush()
      platform.running[0]?.success(new TextEncoder().encode('new'))
    }
    await pass(0)
    expect(download.state).toBe('completed')
    expect(new TextDecoder().decode(files.contents.get(filePath))).toBe('new')
  })

  it.each([
    [{ resume: false } as const, {}],
    [{}, { lacks: ['statusCode'] } as const],
    [{}, { lacks: ['responseHeader'] } as const],
    [{ header: { Range: 'bytes=0-9' } }, {}],
  ])('is one plain request with %j on a host that %j', async (request, options) => {
    const { platform, add } = createScene({}, options)
    const download = add({ url, filePath, ...request })
    await flush()
    expect(platform.running[0]?.request.header).toEqual('header' in request ? request.header : {})
    platform.running[0]?.success(content)
    await download
    expect(filesOf(platform)).toEqual([[filePath, content]])
  })

  it.each(['abort', 'fail'] as const)(
    'leaves what was there before after %s, and nothing else',
    async (end) => {
      const { platform, add } = createScene({ resume })
      const old = new Uint8Array([7])
      platform.files.contents.set(filePath, old)
      const download = add({ url, filePath })
      await flush()
      answerRange(platform.running[0])
      await flush()
      expect(platform.files.contents.get(filePath)).toBe(old)
      if (end === 'abort') download.abort()
      else platform.running[0]?.success(9, { statusCode: 404 })
      await failure(download)
      await flush()
      expect(filesOf(platform)).toEqual([[filePath, old]])
    },
  )
})

describe('the folder of a file', () => {
  const gone = new DownloadError({ code: 'file-system', errMsg: 'no such folder', platform: 'stub', url })

  it.each([
    ['usr/one/two/a.bin', 'usr/one/two'],
    ['usr/one//a.bin', 'usr/one'],
  ])('of %s is made where the host says that it is missing', async (path, folder) => {
    const { platform, add } = createScene()
    const { rename } = platform.files
    const mkdir = vi.spyOn(platform.files, 'mkdir')
    vi.spyOn(platform.files, 'rename').mockImplementation((from, to) =>
      mkdir.mock.calls.some(([made]) => made === folder) ? rename(from, to) : Promise.reject(gone),
    )
    const download = add({ url, filePath: path })
    await flush()
    answerRange(platform.running[0])
    await expect(download).resolves.toMatchObject({ filePath: path, attempts: 1 })
    expect(filesOf(platform)).toEqual([[path, content]])
  })

  it('that cannot be made fails it by what the host has said of the file', async () => {
    const { platform, add } = createScene({ retry: 0 })
    // It is moved twice, the second time since the files of the app may have been cleared.
    const rename = vi.spyOn(platform.files, 'rename').mockRejectedValue(gone)
    const { mkdir } = platform.files
    vi.spyOn(platform.files, 'mkdir').mockImplementation((path) =>
      path === 'usr/folder' ? Promise.reject(new Error('not allowed')) : mkdir(path),
    )
    const download = add({ url, filePath })
    for (let count = 0; count < 2; count += 1) {
      await flush()
      answerRange(platform.running[0])
    }
    await expect(download).rejects.toBe(gone)
    expect(rename).toHaveBeenCalledTimes(2)
  })
})

describe('parallel segments', () => {
  it('are not asked for where the server names no version: nobody could say that they are of one', async () => {
    const { platform, add } = createScene({ resume: { segmentSize: 256 * 1024, parallel: 3 } })
    add({ url, filePath })
    await flush()
    const header = { 'Content-Range': `bytes 0-${256 * 1024 - 1}/${1024 * 1024}` }
    platform.running[0]?.headers(header)
    await flush()
    expect(platform.running).toHaveLength(1)
  })

  it('are asked for once the version is known, and written in order', async () => {
    const kibibyte = 1024
    const large = Uint8Array.from({ length: 1024 * kibibyte }, (_, index) => (index * 7) % 253)
    const { platform, add } = createScene({ resume: { segmentSize: 256 * kibibyte, parallel: 3 } })
    const download = add({ url, filePath })
    await flush()
    expect(platform.running).toHaveLength(1)
    answerRange(platform.running[0], '"1"', large)
    await flush()
    expect(platform.running).toHaveLength(3)
    for (let count = 0; count < 9 && platform.running.length > 0; count += 1) {
      answerRange(platform.running.at(-1), '"1"', large)
      await flush()
    }
    await expect(download).resolves.toMatchObject({ attempts: 1 })
    expect(Buffer.compare(platform.files.contents.get(filePath) ?? new Uint8Array(), large)).toBe(0)
  })
})

describe('parallel segments of a server that has had enough', () => {
  const large = Uint8Array.from({ length: 1024 * 1024 }, (_, index) => (index * 7) % 253)
  const refusal = { statusCode: 503, header: { 'Retry-After': '5' } }

  async function begin() {
    const scene = createScene({ resume: { segmentSize: 256 * 1024, parallel: 2 } })
    const download = scene.add({ url, filePath })
    await flush()
    answerRange(scene.platform.running[0], '"1"', large)
    await flush()
    const [first, second] = scene.platform.running
    return { ...scene, download, first, second }
  }

  it.each(['stat', 'saveFile'] as const)(
    'are not asked for any more while %s of the error page takes its time',
    async (method) => {
      const { platform, first, second } = await begin()
      vi.spyOn(platform.files, method).mockReturnValueOnce(new Promise<never>(() => undefined))
      second?.success(9, refusal)
      await flush()
      const before = platform.natives.length
      answerRange(first, '"1"', large)
      await flush()
      expect(platform.natives).toHaveLength(before)
    },
  )

  it.each([
    ['without a word of that', {}],
    ['with no sense in it', { 'Retry-After': 'soon' }],
    ['for a shorter time', { 'Retry-After': '1' }],
  ])('are asked for when it wants, though another line was refused %s', async (_, header) => {
    const { platform, first, second } = await begin()
    second?.success(9, refusal)
    await flush()
    first?.success(9, { statusCode: 408, header })
    await pass(4999)
    expect(platform.running).toEqual([])
    await pass(5000)
    expect(platform.running.length).toBeGreaterThan(0)
  })

  it('are asked for when it wants, though another line was answered with what is no segment', async () => {
    const { platform, download, first, second } = await begin()
    second?.success(9, refusal)
    await flush()
    first?.success(5, { statusCode: 206, header: { 'Content-Range': 'bytes 0-4/7', ETag: '"1"' } })
    await pass(4999)
    expect(platform.running).toEqual([])
    await pass(5000)
    expect(platform.running).toHaveLength(1)
    expect(rangeOf(platform.running[0])).toBeUndefined()
    expect(download.attempts).toBe(1)
  })
})

describe('a download whose file is never what it has to be', () => {
  it('ends within its limit, though each attempt fetches all of it', async () => {
    const { platform, add } = createScene({
      resume: { segmentSize: 1000 },
      retry: { limit: 2, shouldRetry: () => true },
    })
    const download = add({ url, filePath, checksum: { algorithm: 'md5', value: 'aa' } })
    for (let count = 0; count < 20; count += 1) {
      await pass(30_000)
      answerRange(platform.running[0])
    }
    await flush()
    expect(download.state).toBe('failed')
    expect(download.attempts).toBeLessThanOrEqual(4)
  })
})

describe('parallel segments of which the first cannot be stored', () => {
  const total = 768 * 1024
  const version = (etag: string) => ({ header: { ETag: etag, 'Content-Length': '50' } })

  /** Two lines are under way when storing the first segment has failed, or is about to. */
  async function begin(saveFile: () => Promise<void>) {
    const scene = createScene({
      resume: { segmentSize: 256 * 1024, parallel: 2 },
      retry: { shouldRetry: () => true },
    })
    vi.spyOn(scene.platform.files, 'saveFile').mockImplementationOnce(saveFile)
    const download = scene.add({ url, filePath })
    await flush()
    scene.platform.running[0]?.success(256 * 1024, {
      statusCode: 206,
      header: { 'Content-Range': `bytes 0-${256 * 1024 - 1}/${total}`, ETag: '"1"' },
    })
    await flush()
    const [first, second] = scene.platform.running
    return { ...scene, download, first, second }
  }
  const full = () => new DownloadError({ code: 'storage-full', errMsg: 'full', platform: 'stub', url: '' })

  it('are asked for again in the next attempt where the whole of a new version came instead', async () => {
    const { platform, download, first, second } = await begin(() => Promise.reject(full()))
    first?.success(50, version('"2"'))
    second?.success(50, version('"2"'))
    await pass(1000)
    expect(platform.running.map(rangeOf)).toEqual(['bytes=262144-524287', 'bytes=524288-786431'])
    platform.running[0]?.success(50, version('"2"'))
    await expect(download).resolves.toMatchObject({ attempts: 2, statusCode: 200 })
  })

  it('are of no interest where the whole of a new version has come before that is known', async () => {
    let fail = (_: DownloadError): void => undefined
    const storing = new Promise<void>((_, reject) => {
      fail = reject
    })
    const { platform, download, first } = await begin(() => storing)
    first?.success(50, version('"2"'))
    await flush()
    fail(full())
    await expect(download).resolves.toMatchObject({ attempts: 1, statusCode: 200 })
    await flush()
    expect(pathsOf(platform)).toEqual([filePath])
  })
})

describe('segments by request', () => {
  it('come as bytes', async () => {
    const { platform, add } = createScene({ resume: { via: 'request', segmentSize: 1000 } })
    const request = vi.spyOn(platform, 'request')
    const download = add({ url, filePath })
    await flush()
    expect(request).toHaveBeenCalledTimes(1)
    const native = platform.running[0]
    if (native) native.isEnded = true
    native?.listener.success({
      statusCode: 206,
      header: { 'Content-Range': 'bytes 0-999/1000', ETag: '"1"' },
      data: content.slice().buffer,
    })
    await expect(download).resolves.toMatchObject({ filePath, attempts: 1 })
    expect(filesOf(platform)).toEqual([[filePath, content]])
    expect('data' in (await download)).toBe(false)
  })
})
