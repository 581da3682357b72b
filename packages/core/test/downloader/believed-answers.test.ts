import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { DownloadRequest } from '../../src/index.js'
import {
  answerPart,
  createScene,
  failure,
  flush,
  partOf,
  pass,
  pathsOf,
  rangeOf,
  type Scene,
  urlOf,
} from './scene.js'
import type { StubNative } from './stub-full-platform.js'

const url = urlOf('a')
const filePath = 'usr/a.bin'
const content = Uint8Array.from({ length: 1000 }, (_, index) => index % 251)
const old = Uint8Array.of(7)
const html = { header: { 'Content-Type': 'text/html' } }

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const answerRange = (native: StubNative | undefined, etag = '"1"'): void =>
  answerPart(native, content, { ETag: etag, 'Content-Type': 'application/zip' })

/** 400 of 1000 bytes are there, and an old file. */
async function begin(request: Partial<DownloadRequest> = {}) {
  const scene = createScene({ retry: 0, resume: { segmentSize: 400 } })
  scene.platform.files.contents.set(filePath, old)
  const download = scene.add({ url, filePath, ...request })
  await flush()
  answerRange(scene.platform.running[0])
  await flush()
  const last = (): StubNative | undefined => scene.platform.running[0]
  return { ...scene, download, last }
}

const contradictions: readonly [string, number, object][] = [
  ['fewer bytes of the same version', 600, { header: { ETag: '"1"' } }],
  ['no bytes of the same version', 0, { header: { ETag: '"1"' } }],
  ['no bytes', 0, {}],
  ['204', 0, { statusCode: 204 }],
  ['a page of another type', 1000, html],
  ['a shorter page', 50, html],
  ['a weak tag of the same version, and fewer bytes', 600, { header: { ETag: 'W/"1"' } }],
]

describe('an answer that contradicts what is known', () => {
  it.each(contradictions)('is asked for once more, plainly: %s', async (_, size, result) => {
    const { platform, download, last } = await begin()
    last()?.success(size, result)
    await flush()
    expect(rangeOf(last())).toBeUndefined()
    last()?.success(content, { header: { ETag: '"1"' } })
    await expect(download).resolves.toMatchObject({ attempts: 1, path: filePath })
    expect(platform.files.contents.get(filePath)).toEqual(content)
  })

  it.each(contradictions)(
    'twice is an integrity error, and leaves old file and part: %s',
    async (_, size, result) => {
      const { platform, add, download, last } = await begin()
      for (let count = 0; count < 2; count += 1) {
        last()?.success(size, result)
        await flush()
      }
      expect(await failure(download)).toMatchObject({ code: 'integrity', retryable: false })
      expect(platform.natives).toHaveLength(3)
      expect(platform.files.contents.get(filePath)).toEqual(old)
      expect(platform.files.contents.get(partOf(download))).toEqual(content.slice(0, 400))
      const again = add({ url, filePath })
      await flush()
      expect(rangeOf(last())).toMatch(/^bytes=400-/)
      for (let native = last(); native; native = last()) {
        answerRange(native)
        await flush()
      }
      await expect(again).resolves.toMatchObject({ resumedBytes: 400 })
    },
  )

  it('in two downloads casts doubt on the part, which is gone then', async () => {
    const { platform, add, last } = await begin()
    const fail = async (): Promise<void> => {
      for (let count = 0; count < 2; count += 1) {
        last()?.success(600, { header: { ETag: '"1"' } })
        await flush()
      }
    }
    await fail()
    add({ url, filePath })
    await flush()
    await fail()
    expect(pathsOf(platform).filter((path) => !path.startsWith('tmp'))).toEqual([filePath])
  })

  it('is none with another strong version, whose file it is', async () => {
    const { platform, download, last } = await begin()
    last()?.success(50, { header: { ETag: '"2"', 'Content-Type': 'text/html' } })
    await download
    expect(platform.files.contents.get(filePath)?.length).toBe(50)
  })

  it('is none where more comes than is known', async () => {
    const { platform, download, last } = await begin()
    last()?.success(1100, { header: { ETag: '"1"' } })
    await download
    expect(platform.files.contents.get(filePath)?.length).toBe(1100)
  })

  it('does not count for who wants no resume', async () => {
    const { platform, downloader, add, last } = await begin()
    last()?.fail('network')
    await flush()
    expect(downloader.downloads).toEqual([])
    const again = add({ url, filePath, resume: false })
    await flush()
    last()?.success(600, {})
    await again
    expect(platform.files.contents.get(filePath)?.length).toBe(600)
  })

  it('is no progress of the file', async () => {
    const { download, last } = await begin()
    last()?.success(50, html)
    await flush()
    last()?.progress(50, 50)
    expect(download.progress).toMatchObject({ totalBytesWritten: 400 })
    expect(download.progress.progress ?? 0).toBeLessThanOrEqual(40)
  })
})

describe('a first answer of status 200 that is as long as the range', () => {
  it.each([
    ['was less than the file', 1000],
    ['was the file', 400],
  ])('is confirmed plainly: it %s', async (_, size) => {
    const { platform, add } = createScene({ retry: 0, resume: { segmentSize: 400 } })
    const download = add({ url, filePath })
    await flush()
    platform.running[0]?.success(400, { header: { 'Content-Length': '400' } })
    await flush()
    expect(rangeOf(platform.running[0])).toBeUndefined()
    platform.running[0]?.success(size, { header: { 'Content-Length': String(size) } })
    await download
    expect(platform.files.contents.get(filePath)?.length).toBe(size)
  })
})

describe('a body that is longer than its length', () => {
  it('is the file: the host has decompressed it, and dropped the header that says so', async () => {
    const { platform, add } = createScene({ retry: 0 })
    const download = add(url)
    await flush()
    platform.running[0]?.success(9, { header: { 'Content-Length': '5' } })
    await expect(download).resolves.toMatchObject({ attempts: 1 })
  })

  it('is not, where a checksum says otherwise', async () => {
    const { platform, add } = createScene({ retry: 0 })
    const download = add({ url, checksum: { algorithm: 'md5', value: '00' } })
    for (let count = 0; count < 2; count += 1) {
      await flush()
      platform.running[0]?.success(9, { header: { 'Content-Length': '5' } })
    }
    expect(await failure(download)).toMatchObject({ code: 'integrity' })
  })
})

describe('validateResponse', () => {
  const validateResponse = vi.fn(({ header }: { header: Readonly<Record<string, string>> }) => {
    return header['content-type'] !== 'text/html'
  })

  it('refuses an answer, which replaces neither the file nor its part, and is not repeated', async () => {
    const { platform, download, last } = await begin({ validateResponse })
    last()?.success(1000, { header: { 'Content-Type': 'text/html', ETag: '"2"' } })
    expect(await failure(download)).toMatchObject({ code: 'integrity', statusCode: 200 })
    await flush()
    expect(platform.natives).toHaveLength(2)
    expect(platform.files.contents.get(filePath)).toEqual(old)
    expect(platform.files.contents.get(partOf(download))?.length).toBe(400)
    expect(pathsOf(platform).filter((path) => path.startsWith('tmp'))).toEqual([])
  })

  it('is asked with status and headers of what is not a part, and of temporary downloads', async () => {
    validateResponse.mockClear()
    const { platform, add } = createScene({ validateResponse })
    const download = add(url)
    await flush()
    platform.running[0]?.success(3, { statusCode: 203, header: { 'X-Id': '1' } })
    await download
    expect(validateResponse.mock.calls).toEqual([[{ statusCode: 203, header: { 'x-id': '1' } }]])
  })

  it('that refuses again and again says nothing of the part', async () => {
    const { platform, add, download, last } = await begin({ validateResponse })
    for (let count = 0; count < 3; count += 1) {
      if (count > 0) add({ url, filePath, validateResponse })
      await flush()
      last()?.success(50, html)
      await flush()
    }
    expect(platform.files.contents.get(partOf(download))?.length).toBe(400)
  })

  it.each(['validateResponse', 'validateStatus'])(
    '%s that throws ends the download, and leaves its part',
    async (name) => {
      const mistake = new Error('of the app')
      const check = (): boolean => {
        throw mistake
      }
      const { platform, download, last } = await begin({ [name]: check })
      last()?.success(50, html)
      expect(await failure(download)).toMatchObject({ code: 'unknown', retryable: false, cause: mistake })
      await flush()
      expect(platform.files.contents.get(partOf(download))?.length).toBe(400)
      expect(pathsOf(platform).filter((path) => path.startsWith('tmp'))).toEqual([])
    },
  )

  it('that returns a promise is warned about: it is no answer', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
    const { platform, add } = createScene({
      validateResponse: (() => Promise.resolve(false)) as unknown as () => boolean,
    })
    const download = add(url)
    await flush()
    platform.running[0]?.success(3)
    await download
    expect(warn.mock.calls).toEqual([
      ['[miniferry] validateResponse has to return true or false, and not [object Promise]'],
    ])
    warn.mockRestore()
  })

  it('is not asked where the status is refused already', async () => {
    validateResponse.mockClear()
    const { platform, add } = createScene({ validateResponse, retry: 0 })
    const download = add(url)
    await flush()
    platform.running[0]?.success(3, { statusCode: 404 })
    await failure(download)
    expect(validateResponse).not.toHaveBeenCalled()
  })
})

describe('a server that refuses ranges', () => {
  const refuse = async (statusCode: number, header: Record<string, string> = {}): Promise<Scene> => {
    const scene = createScene({ retry: 0 })
    scene.add({ url, filePath })
    await flush()
    scene.platform.running[0]?.success(3, { statusCode, header })
    await flush()
    return scene
  }

  it.each([400, 403, 405, 406, 412, 500, 501, 503])('with %s is asked without one', async (statusCode) => {
    const { platform, downloader } = await refuse(statusCode)
    const [download] = downloader.downloads
    expect(rangeOf(platform.running[0])).toBeUndefined()
    platform.running[0]?.success(content)
    await expect(download).resolves.toMatchObject({ attempts: 1 })
    expect(platform.files.contents.get(filePath)).toEqual(content)
  })

  it('without a status that the host tells is asked without one as well', async () => {
    const scene = createScene({ retry: 0 })
    const download = scene.add({ url, filePath })
    await flush()
    scene.platform.running[0]?.fail('http-status')
    await flush()
    scene.platform.running[0]?.success(content)
    await expect(download).resolves.toMatchObject({ attempts: 1 })
  })

  it.each([401, 404, 410, 429])(
    'with %s is not asked again: the answer would be the same',
    async (statusCode) => {
      const { platform, downloader } = await refuse(statusCode)
      expect(downloader.downloads).toEqual([])
      expect(platform.natives).toHaveLength(1)
    },
  )

  it('and says when to come back is not asked before', async () => {
    const { platform } = await refuse(503, { 'Retry-After': '5' })
    expect(platform.natives).toHaveLength(1)
  })

  it('and the file as well is a failure of the second answer', async () => {
    const { platform, add } = createScene({ retry: 0 })
    const download = add({ url, filePath })
    await flush()
    platform.running[0]?.success(3, { statusCode: 500 })
    await flush()
    platform.running[0]?.success(3, { statusCode: 404 })
    expect(await failure(download)).toMatchObject({ statusCode: 404 })
  })

  it('is asked without one three times in all, since it may be down', async () => {
    const { platform, add } = createScene({ retry: { limit: 9, minDelay: 1, maxDelay: 1 } })
    add({ url, filePath })
    await flush()
    for (let count = 0; count < 10; count += 1) {
      platform.running[0]?.success(3, { statusCode: 500 })
      await pass(1)
    }
    expect(platform.natives.filter((native) => rangeOf(native) === undefined)).toHaveLength(3)
  })

  it('and sends 200 with a range is asked without one', async () => {
    const { platform, add } = createScene({ retry: 0, resume: { segmentSize: 400 } })
    const download = add({ url, filePath })
    await flush()
    platform.running[0]?.success(400, { header: { 'Content-Range': 'bytes 0-399/1000' } })
    await flush()
    expect(rangeOf(platform.running[0])).toBeUndefined()
    platform.running[0]?.success(content)
    await expect(download).resolves.toMatchObject({ attempts: 1 })
  })
})

describe('a second line that is refused', () => {
  it.each([403, 429, 503])('with %s fails nothing: one line goes on alone', async (statusCode) => {
    const { platform, add } = createScene({ retry: 0, resume: { segmentSize: 200, parallel: 2 } })
    const download = add({ url, filePath })
    await flush()
    answerRange(platform.running[0])
    await flush()
    expect(platform.running).toHaveLength(2)
    for (const native of platform.running.slice(1)) native.success(3, { statusCode })
    await flush()
    for (let native = platform.running[0]; native; native = platform.running[0]) {
      expect(platform.running).toHaveLength(1)
      answerRange(native)
      await flush()
    }
    await expect(download).resolves.toMatchObject({ attempts: 1 })
    expect(platform.files.contents.get(filePath)).toEqual(content)
  })
})
