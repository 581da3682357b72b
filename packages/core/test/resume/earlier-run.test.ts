import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { pathId } from '../../src/downloader/paths.js'
import type { DownloadRequest } from '../../src/index.js'
import type { DownloadRecord } from '../../src/resume/records.js'
import {
  answerPart,
  createScene,
  filesOf,
  flush,
  journalPath,
  pathsOf,
  rangeOf,
  type Scene,
  urlOf,
} from '../downloader/scene.js'
import type { StubNative } from '../downloader/stub-full-platform.js'

const url = urlOf('a')
const filePath = 'usr/folder/a.bin'
const part = `usr/miniferry/downloads/${pathId(filePath)}.part`
const content = Uint8Array.from({ length: 1000 }, (_, index) => index % 251)
/** Another version of the file. */
const changed = Uint8Array.from({ length: 300 }, (_, index) => 250 - (index % 251))

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const answerRange = (native: StubNative | undefined, file = content, etag = '"1"'): void =>
  answerPart(native, file, { ETag: etag })

/** Answers until nothing is asked for any more; returns the ranges that were. */
async function answerAll({ platform }: Scene): Promise<(string | undefined)[]> {
  const asked: (string | undefined)[] = []
  for (let [native] = platform.running; native; [native] = platform.running) {
    asked.push(rangeOf(native))
    if (rangeOf(native) === undefined) native.success(content)
    else answerRange(native)
    await flush()
  }
  return asked
}

interface Left {
  readonly record?: Omit<DownloadRecord, 'request'> & { readonly request?: DownloadRequest }
  readonly files?: Readonly<Record<string, Uint8Array<ArrayBuffer>>>
}

/** A phone on which an earlier run has left this of the download. */
function after({ record = {}, files = {} }: Left): Scene {
  const scene = createScene()
  const line = `${pathId(filePath)} ${JSON.stringify({ request: { url, filePath }, ...record })}\t`
  scene.platform.files.contents.set(journalPath, new TextEncoder().encode(line))
  for (const [path, bytes] of Object.entries(files)) scene.platform.files.contents.set(path, bytes)
  return scene
}

/** The next run of the app on the same files. */
function restart({ platform }: Scene): Scene {
  const scene = createScene()
  for (const [path, bytes] of platform.files.contents) {
    if (!path.startsWith('tmp')) scene.platform.files.contents.set(path, bytes)
  }
  return scene
}

const version = { validator: '"1"', total: 1000 }

describe('a part that an earlier run has left', () => {
  it('is gone on from where its version is known', async () => {
    const scene = after({ record: version, files: { [part]: content.slice(0, 400) } })
    const download = scene.add({ url, filePath })
    await flush()
    expect(await answerAll(scene)).toEqual(['bytes=400-999'])
    await expect(download).resolves.toMatchObject({ resumedBytes: 400 })
    expect(filesOf(scene.platform)).toEqual([[filePath, content]])
  })

  it('is the file where it has all bytes of a known version, and nothing is asked for', async () => {
    const scene = after({ record: version, files: { [part]: content } })
    await expect(scene.add({ url, filePath })).resolves.toMatchObject({
      errMsg: 'downloadFile:ok',
      resumedBytes: 1000,
    })
    expect(scene.platform.natives).toEqual([])
    expect(filesOf(scene.platform)).toEqual([[filePath, content]])
  })

  it('is the file where it came whole without a version', async () => {
    const scene = after({ record: { total: 1000 }, files: { [part]: content } })
    await scene.add({ url, filePath })
    expect(scene.platform.natives).toEqual([])
    expect(filesOf(scene.platform)).toEqual([[filePath, content]])
  })

  it.each<[string, Left]>([
    ['is longer than the file', { record: version, files: { [part]: new Uint8Array(1200) } }],
    [
      'is no whole file and of no known version',
      { record: { total: 1000 }, files: { [part]: new Uint8Array(400) } },
    ],
    ['has one byte, and nothing is known of it', { files: { [part]: new Uint8Array(1) } }],
    [
      'is of another path',
      {
        record: { ...version, request: { url, filePath: 'usr/b.bin' } },
        files: { [part]: new Uint8Array(400) },
      },
    ],
  ])('is worth nothing where it %s', async (_, left) => {
    const scene = after(left)
    const download = scene.add({ url, filePath })
    await flush()
    expect(rangeOf(scene.platform.running[0])).toMatch(/^bytes=0-/)
    await answerAll(scene)
    await expect(download).resolves.toMatchObject({ resumedBytes: 0 })
    expect(filesOf(scene.platform)).toEqual([[filePath, content]])
  })

  it('is checked when it is whole, though the file is small: bytes of it may have been lost', async () => {
    const scene = after({ record: version, files: { [part]: content.slice(0, 400) } })
    const { files } = scene.platform
    const { appendFile } = files
    // Told as done, and not done.
    vi.spyOn(files, 'appendFile').mockImplementation((path, data) =>
      path === part ? Promise.resolve() : appendFile(path, data),
    )
    const download = scene.add({ url, filePath })
    await flush()
    await answerAll(scene)
    await download
    expect(filesOf(scene.platform)).toEqual([[filePath, content]])
  })

  it('still tells what kind of file it is of: a login page that comes instead is none of it', async () => {
    const first = createScene({ resume: { segmentSize: 400 } })
    first.add({ url, filePath })
    await flush()
    first.platform.running[0]?.success(content.slice(0, 400), {
      statusCode: 206,
      header: { 'Content-Range': 'bytes 0-399/1000', 'Content-Type': 'application/pdf', ETag: '"1"' },
    })
    await flush()
    const scene = restart(first)
    const download = scene.add({ url, filePath })
    for (let round = 0; round < 2; round += 1) {
      await flush()
      scene.platform.running[0]?.success(new Uint8Array(2000), { header: { 'Content-Type': 'text/html' } })
    }
    await expect(download).rejects.toMatchObject({ code: 'integrity' })
  })
})

describe('a new version of a file of which an earlier run has left a part', () => {
  /** Stores the new version, and does not get to move it. */
  async function cutBeforeMove(
    scene: Scene,
    answer: (native: StubNative | undefined) => void,
  ): Promise<Scene> {
    const { files } = scene.platform
    const { rename } = files
    vi.spyOn(files, 'rename').mockImplementation((from, to) =>
      to === filePath ? new Promise(() => undefined) : rename(from, to),
    )
    scene.add({ url, filePath })
    await flush()
    answer(scene.platform.running[0])
    await flush()
    expect(files.contents.get(part)).toEqual(changed)
    return restart(scene)
  }

  it.each<[string, Left, (native: StubNative | undefined) => void]>([
    [
      'came in one segment, as the part was gone',
      { record: version },
      (native) => answerRange(native, changed, '"2"'),
    ],
    [
      'came whole',
      { record: version, files: { [part]: content.slice(0, 400) } },
      (native) => native?.success(changed, { header: { ETag: '"2"' } }),
    ],
    [
      'came whole, where nothing but its version was known',
      { record: { validator: '"1"' } },
      (native) => native?.success(changed, { header: { ETag: '"2"' } }),
    ],
    [
      'came whole, where nothing but its length was known',
      { record: { total: 1000 } },
      (native) => native?.success(changed, { header: { ETag: '"2"' } }),
    ],
  ])('is never taken for a beginning of the old one, if it %s and was cut then', async (_, left, answer) => {
    const scene = await cutBeforeMove(after(left), answer)
    const download = scene.add({ url, filePath })
    await flush()
    // The server has gone back to the old one.
    await answerAll(scene)
    await download
    const [[, bytes] = []] = filesOf(scene.platform)
    expect([changed.join(), content.join()]).toContain(bytes?.join())
  })
})

describe('a finished file that an earlier run was about to move', () => {
  const finished = { ...version, isFinished: true }

  it('is found where a rename has put it on its way', async () => {
    const scene = after({ record: finished, files: { [`${part}~`]: content } })
    await scene.add({ url, filePath })
    expect(scene.platform.natives).toEqual([])
    expect(filesOf(scene.platform)).toEqual([[filePath, content]])
  })

  it.each([5, null, 'a', {}])('is fetched, though its turn makes no sense: %j', async (turn) => {
    const scene = after({ record: { ...finished, turn: turn as never } })
    const download = scene.add({ url, filePath })
    await flush()
    await answerAll(scene)
    await expect(download).resolves.toMatchObject({ attempts: 1 })
  })

  it('is found in its place, and nothing is asked for', async () => {
    const scene = after({ record: finished, files: { [filePath]: content } })
    await expect(scene.add({ url, filePath })).resolves.toMatchObject({ filePath, errMsg: 'downloadFile:ok' })
    expect(scene.platform.natives).toEqual([])
    expect(filesOf(scene.platform)).toEqual([[filePath, content]])
  })

  it('is moved over an old file of its length', async () => {
    const scene = after({ record: finished, files: { [part]: content, [filePath]: new Uint8Array(1000) } })
    await scene.add({ url, filePath })
    expect(filesOf(scene.platform)).toEqual([[filePath, content]])
  })

  it.each<[string, Left['files']]>([
    ['nothing', {}],
    ['a file of another length', { [filePath]: new Uint8Array(999) }],
  ])('is fetched again where %s is in its place', async (_, files = {}) => {
    for (const record of [finished, { isFinished: true }]) {
      const scene = after({ record, files })
      const download = scene.add({ url, filePath })
      await flush()
      expect(await answerAll(scene)).toEqual([expect.stringMatching(/^bytes=0-/)])
      await download
      expect(filesOf(scene.platform)).toEqual([[filePath, content]])
    }
  })
})

describe('a download that an earlier run has left', () => {
  it.each<[string, (scene: Scene) => unknown]>([
    ['is restored', ({ downloader }) => downloader.restore()],
    ['is asked for again', ({ add }) => add({ url, filePath })],
  ])('writes nothing when it %s as it was', async (_, goOn) => {
    const scene = after({ record: { ...version, turn: [1, 1] }, files: { [part]: content.slice(0, 400) } })
    const { files } = scene.platform
    const writes = [vi.spyOn(files, 'appendFile'), vi.spyOn(files, 'writeFile')]
    scene.downloader.pause()
    goOn(scene)
    await flush()
    expect(writes.flatMap(({ mock }) => mock.calls)).toEqual([])
    expect(pathsOf(scene.platform)).toContain(part)
  })

  it.each([{ resume: false } as const, {}])(
    'asks the server for nothing where it is paused while its record is written anew: %j',
    async (request) => {
      const scene = after({ record: version })
      const { appendFile } = scene.platform.files
      let goOn = (): void => undefined
      vi.spyOn(scene.platform.files, 'appendFile').mockImplementation(async (path, data) => {
        await new Promise<void>((resolve) => {
          goOn = resolve
        })
        return appendFile(path, data)
      })
      const download = scene.add({ url, filePath, ...request })
      // Twice: for the newer request, and since the part is gone.
      for (let round = 0; round < 2; round += 1) {
        await flush()
        if (round === 1 || !('resume' in request)) download.pause()
        goOn()
      }
      await flush()
      expect(scene.platform.natives).toEqual([])
      expect(download.state).toBe('paused')
    },
  )

  it('keeps its part where it is asked for again with a signal that is aborted already', async () => {
    const scene = after({
      record: { ...version, failed: Date.now() },
      files: { [part]: content.slice(0, 400) },
    })
    await scene.downloader.restore()
    const aborted = new AbortController()
    aborted.abort()
    await expect(scene.add({ url, filePath, signal: aborted.signal })).rejects.toMatchObject({
      code: 'aborted',
    })
    await flush()
    const download = scene.add({ url, filePath })
    await flush()
    await answerAll(scene)
    await expect(download).resolves.toMatchObject({ resumedBytes: 400 })
  })
})
