import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { DownloadError, type DownloadErrorCode } from '../../src/index.js'
import {
  answerPart,
  createScene,
  flush,
  journalPath,
  partOf,
  pass,
  pathsOf,
  rangeOf,
  type Scene,
  urlOf,
} from '../downloader/scene.js'
import type { StubNative } from '../downloader/stub-full-platform.js'

const url = urlOf('a')
const filePath = 'usr/a.bin'
const content = Uint8Array.from({ length: 1000 }, (_, index) => index % 251)
const day = 86_400_000

beforeEach(() => {
  vi.useFakeTimers()
  vi.setSystemTime(Date.UTC(2026, 0, 1))
})
afterEach(() => {
  vi.useRealTimers()
})

const answerRange = (native: StubNative | undefined): void => answerPart(native, content)

async function answerAll({ platform }: Scene): Promise<void> {
  for (let native = platform.running[0]; native; native = platform.running[0]) {
    answerRange(native)
    await flush()
  }
}

/** A download of which 400 bytes are there when it fails. */
async function fail(
  scene: Scene,
  end: (native: StubNative) => void,
  request: { url: string; filePath: string } = { url, filePath },
) {
  const download = scene.add(request)
  await flush()
  answerRange(scene.platform.running[0])
  await flush()
  const [native] = scene.platform.running
  if (native) end(native)
  await flush()
  return { download }
}

const open = (config = {}): Scene => createScene({ retry: 0, resume: { segmentSize: 400 }, ...config })

/** The next run of the app, on the same files. */
function restart({ platform }: Scene, config = {}): Scene {
  const scene = open(config)
  for (const [path, bytes] of platform.files.contents) {
    if (!path.startsWith('tmp')) scene.platform.files.contents.set(path, bytes)
  }
  return scene
}

const files = ({ platform }: Scene) =>
  pathsOf(platform)
    .filter((path) => !path.startsWith('tmp'))
    .sort()

describe('a download that failed for a reason that may pass', () => {
  it.each<[string, (native: StubNative) => void]>([
    ['network', (native) => native.fail('network')],
    ['timeout', (native) => native.fail('timeout')],
    ['too-many', (native) => native.fail('too-many')],
    ['unknown words of the host', (native) => native.fail('unknown')],
    ...[401, 403, 408, 429, 500, 501, 503, 507].map((statusCode): [string, (native: StubNative) => void] => [
      `status ${statusCode}`,
      (native) => native.success(3, { statusCode }),
    ]),
  ])('keeps its part, from which the next one of the same goes on: %s', async (_, end) => {
    const scene = open()
    const { download: failed } = await fail(scene, end)
    expect(failed.state).toBe('failed')
    expect(files(scene)).toContain(partOf(failed))
    const again = scene.add({ url, filePath })
    await flush()
    expect(rangeOf(scene.platform.running[0])).toMatch(/^bytes=400-/)
    await answerAll(scene)
    await expect(again).resolves.toMatchObject({ resumedBytes: 400 })
    expect(scene.platform.files.contents.get(filePath)).toEqual(content)
    expect(files(scene)).toEqual([filePath])
  })

  it.each<[string, (native: StubNative) => void]>([
    ...(['tls', 'url-not-allowed', 'too-large', 'storage-full'] as DownloadErrorCode[]).map(
      (code): [string, (native: StubNative) => void] => [code, (native) => native.fail(code)],
    ),
    ...[400, 404, 410, 451].map((statusCode): [string, (native: StubNative) => void] => [
      `status ${statusCode}`,
      (native) => native.success(3, { statusCode }),
    ]),
  ])('leaves nothing after a refusal that no repetition changes: %s', async (_, end) => {
    const scene = open()
    await fail(scene, end)
    expect(files(scene)).toEqual([])
  })

  it('twice at the same byte asks first whether the file is what it was: some clients call 416 a broken link', async () => {
    const scene = open()
    await fail(scene, (native) => native.fail('network'))
    const asked: unknown[] = []
    for (let count = 0; count < 2; count += 1) {
      scene.add({ url, filePath })
      await flush()
      asked.push(rangeOf(scene.platform.running[0]))
      scene.platform.running[0]?.fail('network')
      await flush()
    }
    expect(asked).toEqual([expect.stringMatching(/^bytes=400-/), 'bytes=0-0'])
  })

  it('leaves nothing after an abort', async () => {
    const scene = open()
    const { download } = await fail(scene, () => undefined)
    download.abort()
    await flush()
    expect(files(scene)).toEqual([])
  })

  it('does not come back after an abort, though the host does not let its part go', async () => {
    const scene = open()
    const { download } = await fail(scene, () => undefined)
    vi.spyOn(scene.platform.files, 'unlink').mockRejectedValueOnce(new Error('Input/output error'))
    download.abort()
    await flush()
    const next = restart(scene)
    await expect(next.downloader.restore()).resolves.toEqual([])
    expect(files(next)).toEqual([])
  })

  it('leaves nothing where no part could be gone on from', async () => {
    const scene = open()
    scene.add({ url, filePath })
    await flush()
    scene.platform.running[0]?.fail('network')
    await flush()
    expect(files(scene)).toEqual([])
  })

  it('leaves nothing where no parts are to be kept', async () => {
    const scene = open({ partMaxAge: 0 })
    await fail(scene, (native) => native.fail('network'))
    expect(files(scene)).toEqual([])
  })

  it('asks whether a part that is all of the file is still what the server has', async () => {
    const failedWhole = async () => {
      const scene = open()
      const { download } = await fail(scene, (native) => native.fail('network'))
      // All of it had come, and could not be moved, say.
      scene.platform.files.contents.set(partOf(download), content)
      const again = scene.add({ url, filePath })
      again.catch(() => undefined)
      await flush()
      const [native] = scene.platform.running
      expect(native?.request.header).toMatchObject({ Range: 'bytes=0-0', 'If-Range': '"1"' })
      return { ...scene, again, native }
    }
    const same = await failedWhole()
    // The byte that is asked for is none of the file.
    same.native?.progress(1, 1)
    await flush()
    expect(same.again.progress).toMatchObject({ totalBytesWritten: 1000, progress: 100 })
    answerRange(same.native)
    await flush()
    expect(same.platform.natives).toHaveLength(3)
    expect(same.platform.files.contents.get(filePath)).toEqual(content)

    const other = await failedWhole()
    other.native?.success(Uint8Array.of(1, 2), { header: { ETag: '"2"' } })
    await flush()
    expect(other.platform.files.contents.get(filePath)).toEqual(Uint8Array.of(1, 2))
  })

  it('keeps nothing of the failure for another url at the same path', async () => {
    const scene = open()
    await fail(scene, (native) => native.fail('network'))
    scene.add({ url: urlOf('b'), filePath })
    await flush()
    expect(rangeOf(scene.platform.running[0])).toBe('bytes=0-399')
  })
})

describe('restore', () => {
  it('leaves a part that was kept alone, and the next download of the same goes on from it', async () => {
    const first = open()
    await fail(first, (native) => native.fail('network'))
    const scene = restart(first)
    await expect(scene.downloader.restore()).resolves.toEqual([])
    await flush()
    expect(scene.platform.natives).toEqual([])
    const again = scene.add({ url, filePath })
    await flush()
    expect(rangeOf(scene.platform.running[0])).toMatch(/^bytes=400-/)
    await answerAll(scene)
    await expect(again).resolves.toMatchObject({ resumedBytes: 400 })
  })

  it('brings back the download that has taken up the part, after a kill', async () => {
    const first = open()
    await fail(first, (native) => native.fail('network'))
    first.add({ url, filePath })
    await flush()
    const scene = restart(first)
    const restored = await scene.downloader.restore()
    expect(restored.map((download) => download.url)).toEqual([url])
  })

  it.each([
    ['seven days', 7 * day, undefined],
    ['the age that was set', 1000, 1000],
  ])('removes a part that nobody has asked for in %s', async (_, age, partMaxAge) => {
    const config = partMaxAge === undefined ? {} : { partMaxAge }
    const first = open(config)
    await fail(first, (native) => native.fail('network'))
    vi.setSystemTime(Date.now() + age)
    const scene = restart(first, config)
    await scene.downloader.restore()
    expect(files(scene)).toHaveLength(2)
    vi.setSystemTime(Date.now() + 1)
    await scene.downloader.restore()
    expect(files(scene)).toEqual([])
  })

  it.each(['failed', 'was cut by a kill'])(
    'is restored as it was asked for last, where it %s and the app has asked again',
    async (how) => {
      const first = open()
      if (how === 'failed')
        await expect((await fail(first, (native) => native.fail('network'))).download).rejects.toThrow()
      else first.add({ url, filePath }).catch(() => undefined)
      await flush()
      const second = restart(first)
      second
        .add({ url, filePath, header: { Authorization: 'new' }, meta: { course: 12 } })
        .catch(() => undefined)
      await flush()
      const third = restart(second)
      const [download] = await third.downloader.restore()
      await flush()
      expect(download?.meta).toEqual({ course: 12 })
      expect(third.platform.running[0]?.request.header).toMatchObject({ Authorization: 'new' })
    },
  )

  it('is not needed for that: a part that is too old is not gone on from', async () => {
    const scene = open({ partMaxAge: 1000 })
    await fail(scene, (native) => native.fail('network'))
    await pass(1001)
    scene.add({ url, filePath })
    await flush()
    expect(rangeOf(scene.platform.running[0])).toBe('bytes=0-399')
  })

  it('takes a part of the future for young: the clock was set back', async () => {
    const first = open()
    await fail(first, (native) => native.fail('network'))
    vi.setSystemTime(Date.now() - 30 * day)
    const scene = restart(first)
    await scene.downloader.restore()
    expect(files(scene)).toHaveLength(2)
  })

  it.each([
    '{"request":{"url":"https://example.com/x","filePath":5}}',
    '{"request":{"url":5,"filePath":"usr/x"}}',
    '{"request":null}',
    '[]',
    'null',
    '{"request":{"url":"https://example.com/x","filePath":"usr/x"},"total":"9"}',
    '{"request":{"url":"https://example.com/x","filePath":"usr/x"},"validator":5}',
    '{"request":{"url":"https://example.com/x","filePath":"usr/x"},"failed":null}',
  ])('drops one record that makes no sense, and brings back the others: %s', async (text) => {
    const first = open()
    await fail(first, () => undefined)
    const scene = restart(first)
    await scene.platform.files.appendFile(journalPath, `\nbad ${text}\t`)
    const restored = await scene.downloader.restore()
    expect(restored.map((download) => download.url)).toEqual([url])
  })
})

describe('a full disk', () => {
  it('takes the oldest parts first, as many as it needs', async () => {
    const scene = open()
    const failed: string[] = []
    for (const name of ['a', 'b', 'c']) {
      await pass(1000)
      const { download } = await fail(scene, (native) => native.fail('network'), {
        url: urlOf(name),
        filePath: `usr/${name}`,
      })
      failed.push(partOf(download))
    }
    const full = new DownloadError({ code: 'storage-full', errMsg: 'full', platform: 'stub', url: '' })
    let left = 2
    const { saveFile } = scene.platform.files
    scene.platform.files.saveFile = (from, to) =>
      to.includes('/downloads/') && to.endsWith('.part') && left-- > 0
        ? Promise.reject(full)
        : saveFile(from, to)
    const download = scene.add({ url: urlOf('new'), filePath: 'usr/new', resume: false })
    for (let count = 0; count < 3; count += 1) {
      await flush()
      scene.platform.running[0]?.success(5)
    }
    await expect(download).resolves.toMatchObject({ attempts: 1 })
    const kept = files(scene).filter((path) => path.endsWith('.part'))
    expect(kept).toEqual([failed[2]])
  })
})

describe('files of our own that are gone', () => {
  it('are made again, and the download begins again once', async () => {
    const scene = open()
    const { download } = await fail(scene, () => undefined)
    const { contents } = scene.platform.files
    for (const path of [...contents.keys()]) if (path.startsWith('usr/miniferry')) contents.delete(path)
    await answerAll(scene)
    await expect(download).resolves.toMatchObject({ attempts: 1 })
    expect(contents.get(filePath)).toEqual(content)
  })

  it('are a failure where that does not help', async () => {
    const scene = open()
    const gone = new DownloadError({ code: 'file-system', errMsg: 'gone', platform: 'stub', url: '' })
    scene.platform.files.appendFile = () => Promise.reject(gone)
    const { download } = await fail(scene, answerRange)
    await answerAll(scene)
    await expect(download).rejects.toMatchObject({ code: 'file-system' })
  })
})
