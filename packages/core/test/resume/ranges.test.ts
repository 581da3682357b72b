import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { DownloadRequest } from '../../src/index.js'
import {
  answerPart,
  createScene,
  filesOf,
  flush,
  pass,
  rangeOf,
  type Scene,
  urlOf,
} from '../downloader/scene.js'
import type { StubNative } from '../downloader/stub-full-platform.js'

const url = urlOf('a')
const filePath = 'usr/a.bin'
const content = Uint8Array.from({ length: 1000 }, (_, index) => index % 251)
const resume = { segmentSize: 400 }
const mebibyte = 1024 * 1024

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const asked = ({ platform }: Scene) => platform.running.map(rangeOf)

const answerRange = (native: StubNative | undefined, header?: Record<string, string>): void =>
  answerPart(native, content, header)

/** The first mebibyte of eight. */
const answerFirst = ({ running: [native] }: Scene['platform']): void =>
  native?.success(mebibyte, {
    statusCode: 206,
    header: { 'Content-Range': `bytes 0-${mebibyte - 1}/${8 * mebibyte}`, ETag: '"1"' },
  })

async function begin(
  request: Partial<DownloadRequest> = {},
  config = {},
): Promise<Scene & ReturnType<typeof add>> {
  const scene = createScene({ resume, ...config })
  const added = add(scene, request)
  await flush()
  return { ...scene, ...added }
}

function add(scene: Scene, request: Partial<DownloadRequest>) {
  const totals: (number | undefined)[][] = []
  const download = scene.add({ url, filePath, ...request })
  download.onProgressUpdate(({ totalBytesWritten, totalBytesExpectedToWrite, progress }) => {
    totals.push([totalBytesWritten, totalBytesExpectedToWrite, progress])
  })
  return { download, totals }
}

describe('the first range that a server refuses', () => {
  const beforeAttempt = (): undefined => undefined

  it.each<[number, Partial<DownloadRequest>]>([
    [416, {}],
    [400, { beforeAttempt }],
  ])('by status %i is asked for plainly at once', async (statusCode, request) => {
    const { platform, download } = await begin(request)
    await flush()
    platform.running[0]?.success(3, { statusCode })
    await flush()
    expect(platform.running.map(({ request: { header } }) => header)).toEqual([{}])
    platform.running[0]?.success(content)
    await expect(download).resolves.toMatchObject({ attempts: 1 })
  })

  it.each<[number, Partial<DownloadRequest>, Record<string, string>]>([
    [403, { beforeAttempt }, {}],
    [503, {}, { 'Retry-After': '5' }],
  ])('by status %i is not where that would change nothing', async (statusCode, request, header) => {
    const { platform } = await begin(request)
    await flush()
    platform.running[0]?.success(3, { statusCode, header })
    await flush()
    expect(platform.natives).toHaveLength(1)
    await pass(5000)
    if (statusCode === 503) expect(platform.running.map(rangeOf)).toEqual(['bytes=0-399'])
  })

  it('is asked for again in the next attempt, in which the server may be well', async () => {
    const { platform, ...scene } = await begin()
    platform.running[0]?.success(3, { statusCode: 503 })
    await flush()
    platform.running[0]?.fail('network')
    await pass(1000)
    expect(asked({ platform, ...scene })).toEqual(['bytes=0-399'])
  })
})

describe('a server that answers a range with something else', () => {
  it('is not asked for ranges in the next attempt either', async () => {
    const scene = await begin()
    const { platform, download } = scene
    answerRange(platform.running[0])
    await flush()
    answerRange(platform.running[0], { ETag: '"2"' })
    await flush()
    expect(asked(scene)).toEqual([undefined])
    platform.running[0]?.fail('network')
    await pass(1000)
    expect(asked(scene)).toEqual([undefined])
    platform.running[0]?.success(content)
    await expect(download).resolves.toMatchObject({ attempts: 2 })
  })

  it('is not asked for ranges in the next attempt either, where the client makes no file of a part', async () => {
    const scene = await begin()
    const { platform } = scene
    platform.running[0]?.success(400, { statusCode: 206, tempFilePath: undefined })
    await flush()
    platform.running[0]?.fail('network')
    await pass(1000)
    expect(asked(scene)).toEqual([undefined])
  })

  it('is believed no second time', async () => {
    const { platform, download } = await begin()
    answerRange(platform.running[0])
    await flush()
    answerRange(platform.running[0], { ETag: '"2"' })
    await flush()
    platform.running[0]?.success(9, { header: { ETag: '"1"' } })
    await expect(download).rejects.toMatchObject({ code: 'integrity' })
    expect(platform.natives).toHaveLength(3)
  })

  it('is asked once more where it has only refused the range before', async () => {
    const { platform, download } = await begin()
    platform.running[0]?.success(3, { statusCode: 503 })
    await flush()
    platform.running[0]?.success(9, { header: { 'Content-Length': '1000' } })
    await flush()
    platform.running[0]?.success(content)
    await expect(download).resolves.toMatchObject({ attempts: 1 })
  })
})

describe('a segment whose file has fewer bytes than the host has told', () => {
  it('is not appended, and the file is fetched in one piece', async () => {
    const { platform, download } = await begin()
    answerRange(platform.running[0])
    await flush()
    const { readFile } = platform.files
    vi.spyOn(platform.files, 'readFile').mockImplementationOnce(async (...asked) =>
      (await readFile(...(asked as [string]))).slice(1),
    )
    answerRange(platform.running[0])
    await flush()
    expect(platform.running.map(({ request: { header } }) => header)).toEqual([{}])
    platform.running[0]?.fail('network')
    await pass(1000)
    expect(platform.running.map(({ request: { header } }) => header)).toEqual([{}])
    platform.running[0]?.success(content)
    await expect(download).resolves.toMatchObject({ attempts: 2, resumedBytes: 0 })
    expect(filesOf(platform)).toEqual([[filePath, content]])
  })
})

describe('the temporary file of a segment that has been appended', () => {
  it('goes at the end where it could not be removed before, as on a full disk', async () => {
    const { platform, download } = await begin()
    const { files } = platform
    const { saveFile } = files
    let isFull = false
    vi.spyOn(files, 'saveFile').mockImplementation((from, to) =>
      isFull && to.includes('discarded') ? Promise.reject(new Error('full')) : saveFile(from, to),
    )
    answerRange(platform.running[0])
    await flush()
    isFull = true
    // Where it is moved there is room again.
    const { rename } = files
    vi.spyOn(files, 'rename').mockImplementation((from, to) => {
      isFull = false
      return rename(from, to)
    })
    answerRange(platform.running[0])
    await download
    expect(filesOf(platform)).toEqual([[filePath, content]])
  })
})

describe('a temporary file that the host has given to another download since', () => {
  it('is not removed with those of a download that is aborted', async () => {
    const scene = await begin({}, { resume: { segmentSize: 200 } })
    const { platform, download, add: addOther } = scene
    const { files } = platform
    const { saveFile } = files
    let isFull = true
    let goOn = (): void => undefined
    vi.spyOn(files, 'saveFile').mockImplementation(async (from, to) => {
      if (isFull && to.includes('discarded')) throw new Error('full')
      if (from === 'tmp/same' && to.endsWith('.part')) {
        await new Promise<void>((resolve) => {
          goOn = resolve
        })
      }
      return saveFile(from, to)
    })
    answerRange(platform.running[0])
    await flush()
    const label = { 'Content-Range': 'bytes 200-599/1000', ETag: '"1"' }
    platform.running[0]?.success(content.slice(200, 600), {
      statusCode: 206,
      header: label,
      tempFilePath: 'tmp/same',
    })
    await flush()
    platform.running[0]?.fail('network')
    await flush()

    const other = addOther({ url: urlOf('b'), filePath: 'usr/b.bin', resume: false })
    await flush()
    platform.nativeOf(urlOf('b')).success(Uint8Array.of(7), { tempFilePath: 'tmp/same' })
    await flush()
    isFull = false
    download.abort()
    await flush()
    goOn()
    await other
    expect(filesOf(platform)).toEqual([['usr/b.bin', Uint8Array.of(7)]])
  })
})

describe('a download that is paused while the host looks into its folder', () => {
  it.each([{ resume: false } as const, {}])('asks the server for nothing then: %j', async (request) => {
    const scene = createScene()
    const { readdir } = scene.platform.files
    let goOn = (): void => undefined
    vi.spyOn(scene.platform.files, 'readdir').mockImplementation(async (path) => {
      await new Promise<void>((resolve) => {
        goOn = resolve
      })
      return readdir(path)
    })
    const download = scene.add({ url, filePath, ...request })
    await flush()
    download.pause()
    goOn()
    await flush()
    expect(scene.platform.natives).toEqual([])
    expect(download.state).toBe('paused')
  })
})

describe('the headers of a segment', () => {
  it('change nothing of what is known of the file', async () => {
    const { platform, download } = await begin()
    answerRange(platform.running[0])
    await flush()
    const other = { 'Content-Range': 'bytes 400-999/1000', ETag: '"2"' }
    platform.running[0]?.headers(other)
    platform.running[0]?.success(new Uint8Array(600), { statusCode: 206, header: other })
    await flush()
    expect(platform.running.map(rangeOf)).toEqual([undefined])
    platform.running[0]?.success(content)
    await download
    expect(filesOf(platform)).toEqual([[filePath, content]])
  })

  it('may come without any sense, before those of the answer', async () => {
    const { platform, download } = await begin()
    platform.running[0]?.headers({})
    answerRange(platform.running[0])
    await flush()
    answerRange(platform.running[0])
    await expect(download).resolves.toMatchObject({ attempts: 1 })
    expect(filesOf(platform)).toEqual([[filePath, content]])
  })
})

describe('the requests of a download in segments', () => {
  it('are ranges, though the app has a header of such a name', async () => {
    const { platform } = await begin({ header: { 'X-Range': 'a', 'Range-Unit': 'b' } })
    expect(platform.running[0]?.request.header).toEqual({
      'X-Range': 'a',
      'Range-Unit': 'b',
      Range: 'bytes=0-399',
    })
  })

  it('name no version that nobody has told', async () => {
    const { platform } = await begin()
    expect(Object.keys(platform.running[0]?.request.header ?? {})).toEqual(['Range'])
  })

  it('begin with the first bytes after two failures without a byte', async () => {
    const scene = await begin()
    for (const delay of [1000, 2000]) {
      scene.platform.running[0]?.fail('network')
      await pass(delay)
    }
    expect(asked(scene)).toEqual(['bytes=0-399'])
  })

  it('are as large as before where it was the network of the phone that was gone', async () => {
    const scene = await begin({}, { resume: { segmentSize: mebibyte } })
    const { platform } = scene
    answerFirst(platform)
    await flush()
    platform.setNetwork('none')
    platform.running[0]?.fail('network')
    await flush()
    platform.setNetwork('wifi')
    await flush()
    expect(asked(scene)).toEqual([`bytes=${mebibyte}-${3 * mebibyte - 1}`])
  })

  it('are smaller after a broken link, and not after a status', async () => {
    const next = async (fail: (native: StubNative | undefined) => void): Promise<number> => {
      const scene = await begin({}, { resume: { segmentSize: mebibyte } })
      const { platform } = scene
      answerFirst(platform)
      await flush()
      fail(platform.running[0])
      await pass(1000)
      const [, start = 0, last = 0] = (/=(\d+)-(\d+)/.exec(asked(scene)[0] ?? '') ?? []).map(Number)
      return last + 1 - start
    }
    expect(await next((native) => native?.fail('http-status', 503))).toBe(2 * mebibyte)
    expect(await next((native) => native?.fail('network'))).toBe(mebibyte / 4)
  })
})

describe('the headers of a download in segments', () => {
  it('are told once in an attempt, and again in the next one', async () => {
    const { platform, download } = await begin()
    const told = vi.fn()
    download.onHeadersReceived(told)
    for (let count = 0; count < 2; count += 1) {
      platform.running[0]?.headers({ 'Content-Range': `bytes ${400 * count}-${400 * count + 399}/1000` })
      if (count === 0) answerRange(platform.running[0])
      await flush()
    }
    expect(told).toHaveBeenCalledTimes(1)
    platform.running[0]?.fail('network')
    await pass(1000)
    platform.running[0]?.headers({})
    expect(told).toHaveBeenCalledTimes(2)
  })
})

describe('the progress of a download in segments', () => {
  it('is of no known share before a response has told the length', async () => {
    const { platform, totals } = await begin()
    platform.running[0]?.progress(100, 400)
    await flush()
    expect(totals).toEqual([[100, undefined, undefined]])
  })

  it('is what is stored and what of the next segment has come', async () => {
    const { platform, totals } = await begin()
    answerRange(platform.running[0])
    await pass(1000)
    platform.running[0]?.progress(100, 400)
    await flush()
    expect(totals.at(-1)).toEqual([500, 1000, 50])
    await pass(1000)
    // More than was asked for is not told by any sound client.
    platform.running[0]?.progress(700, 600)
    await flush()
    expect(totals.at(-1)).toEqual([1000, 1000, 100])
  })

  it('is that of the whole file where this comes instead of a segment', async () => {
    const { platform, totals } = await begin()
    answerRange(platform.running[0])
    await pass(1000)
    platform.running[0]?.progress(600, 1000)
    await flush()
    expect(totals.at(-1)).toEqual([600, 1000, 60])
  })
})
