import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Download, DownloadError } from '../../src/index.js'
import { createScene, failure, filesOf, flush, pathsOf, type Scene, urlOf } from '../downloader/scene.js'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const url = urlOf('12')
const directory = 'usr/courses'
const header = { 'Content-Disposition': 'attachment; filename="lesson.mp4"', ETag: '"1"' }

const tooLong = new DownloadError({
  code: 'file-system',
  errMsg: 'rename:fail File name too long',
  platform: 'stub',
  url,
})

function restart(killed: Scene): Scene {
  const scene = createScene({ resume: false })
  for (const [path, bytes] of killed.platform.files.contents) scene.platform.files.contents.set(path, bytes)
  return scene
}

describe('a download into a directory', () => {
  it('is called as the server says', async () => {
    const { platform, add } = createScene()
    const download = add({ url, directory })
    await flush()
    platform.running[0]?.success(3, { header })
    const path = 'usr/courses/lesson.mp4'
    await expect(download).resolves.toMatchObject({ path, filePath: path, fileName: 'lesson.mp4' })
    expect(pathsOf(platform)).toEqual([path])
  })

  it('never is a file of another directory, whatever the server calls it', async () => {
    const { platform, add } = createScene()
    const own = Uint8Array.of(7)
    platform.files.contents.set('usr/courses/x/../../app.json', own)
    const download = add({ url, directory })
    await flush()
    const name = "attachment; filename*=UTF-8''x%0A%2F..%2F..%2Fapp.json"
    platform.running[0]?.success(3, { header: { 'Content-Disposition': name } })
    await expect(download).resolves.toMatchObject({ path: 'usr/courses/app.json' })
    expect(platform.files.contents.get('usr/courses/x/../../app.json')).toBe(own)
  })

  it('is not one into the directory of the downloader itself', async () => {
    const { platform, add } = createScene({ directory: 'usr/other' })
    const download = add(url)
    await flush()
    platform.running[0]?.success(3, { header })
    expect((await download).filePath).toBeUndefined()
    expect(pathsOf(platform).filter((path) => path.startsWith('usr/other'))).toEqual([])
  })

  it('replaces no file that is there', async () => {
    const { platform, add } = createScene()
    platform.files.contents.set('usr/courses/lesson.mp4', Uint8Array.of(7))
    const downloads = ['a', 'b'].map((name) => add({ url: urlOf(name), directory }))
    await flush()
    for (const native of platform.running) native.success(3, { header })
    const results = await Promise.all(downloads)
    expect(results.map(({ fileName }) => fileName)).toEqual(['lesson (1).mp4', 'lesson (2).mp4'])
    expect(platform.files.contents.get('usr/courses/lesson.mp4')).toEqual(Uint8Array.of(7))
  })

  it('is called as the server says where the client cannot say what is in the directory', async () => {
    const { platform, add } = createScene()
    const { readdir } = platform.files
    vi.spyOn(platform.files, 'readdir').mockImplementation((path) =>
      path === directory ? Promise.reject(new Error('no such permission')) : readdir(path),
    )
    const download = add({ url, directory })
    await flush()
    platform.running[0]?.success(3, { header })
    await expect(download).resolves.toMatchObject({ path: 'usr/courses/lesson.mp4' })
  })

  it('keeps its long name where it is a full disk that has no room for it', async () => {
    const { platform, add } = createScene({ retry: 0 })
    const full = new DownloadError({ code: 'storage-full', errMsg: 'full', platform: 'stub', url })
    const rename = vi.spyOn(platform.files, 'rename').mockRejectedValue(full)
    const name = `${'lesson'.repeat(60)}.mp4`
    const download = add({ url, directory })
    await flush()
    platform.running[0]?.success(3, { header: { 'Content-Disposition': `attachment; filename="${name}"` } })
    await expect(download).rejects.toMatchObject({ code: 'storage-full' })
    expect(new Set(rename.mock.calls.map(([, to]) => to.length)).size).toBe(1)
  })

  it('has a shorter name where the client takes no long one, with its extension', async () => {
    const { platform, add } = createScene()
    const { files } = platform
    const { rename } = files
    vi.spyOn(files, 'rename').mockImplementation((from, to) =>
      to.length > 'usr/courses/'.length + 100 ? Promise.reject(tooLong) : rename(from, to),
    )
    const download = add({ url, directory })
    await flush()
    const disposition = `attachment; filename="${'lesson'.repeat(60)}.mp4"`
    platform.running[0]?.success(3, { header: { 'Content-Disposition': disposition } })
    const { fileName, path } = await download
    expect(fileName).toBe(`${'lesson'.repeat(60).slice(0, 76)}.mp4`)
    expect(pathsOf(platform)).toEqual([path])
  })

  it('fails where it cannot be stored by a short name either, and where its name is short', async () => {
    const { platform, add } = createScene({ retry: 0 })
    const rename = vi.spyOn(platform.files, 'rename').mockRejectedValue(tooLong)
    const download = add({ url, directory })
    await flush()
    platform.running[0]?.success(3, { header })
    await expect(download).rejects.toMatchObject({ code: 'file-system' })
    // Once more since the folder may be missing, and all of that once more since the files may have been cleared.
    expect(new Set(rename.mock.calls.map(([, to]) => to))).toEqual(new Set(['usr/courses/lesson.mp4']))
  })

  it('takes no file of another one for its own, which has taken the name while it could not be moved', async () => {
    const { platform, add } = createScene()
    const { files } = platform
    // The user clears the files of the app just before.
    const { rename } = files
    let lost = 0
    vi.spyOn(files, 'rename').mockImplementation((from, to) => {
      if (lost === 0) files.contents.delete(from)
      lost += 1
      return lost <= 2 ? Promise.reject(tooLong) : rename(from, to)
    })
    const downloads = ['a', 'b'].map((name) => add({ url: urlOf(name), directory }))
    await flush()
    const named = { header: { 'Content-Disposition': 'attachment; filename="lesson.mp4"' } }
    const bytes = new Map(['a', 'b'].map((name, index) => [urlOf(name), Uint8Array.of(index, 1, 2)]))
    for (let round = 0; round < 3; round += 1) {
      for (const native of platform.running) native.success(bytes.get(native.request.url) ?? 0, named)
      await flush()
    }
    const results = await Promise.all(downloads)
    expect(results.map(({ path }) => files.contents.get(path))).toEqual([...bytes.values()])
  })

  it.each([
    ['paused', (download: Download) => download.pause()],
    [
      'paused and resumed',
      (download: Download) => {
        download.pause()
        download.resume()
      },
    ],
  ])('is there though it is %s while it is moved', async (_, interrupt) => {
    const { platform, add } = createScene()
    const { files } = platform
    const { rename } = files
    const download = add({ url, directory })
    await flush()
    vi.spyOn(files, 'rename').mockImplementationOnce(async (from, to) => {
      interrupt(download)
      await rename(from, to)
    })
    platform.running[0]?.success(3, { header })
    await expect(download).resolves.toMatchObject({ filePath: 'usr/courses/lesson.mp4' })
    await flush()
    expect(platform.natives).toHaveLength(1)
    expect(filesOf(platform)).toHaveLength(1)
  })

  it('goes on after a kill', async () => {
    const killed = createScene({ resume: { segmentSize: 2 } })
    killed.add({ url, directory, key: 'course/12' })
    await flush()
    killed.platform.running[0]?.success(Uint8Array.of(0, 1), {
      statusCode: 206,
      header: { ...header, 'Content-Range': 'bytes 0-1/4' },
    })
    await flush()
    const scene = restart(killed)
    const [download] = await scene.downloader.restore()
    expect(download?.progress.totalBytesWritten).toBe(2)
    await flush()
    scene.platform.running[0]?.success(Uint8Array.of(5, 6, 7), { header: { ETag: '"2"' } })
    await expect(download).resolves.toMatchObject({ filePath: 'usr/courses/12' })
  })

  it('has one name, though the app is killed when it has been moved', async () => {
    const killed = createScene()
    killed.add({ url, directory })
    await flush()
    const { files } = killed.platform
    let atMove: Map<string, Uint8Array<ArrayBuffer>> | undefined
    const rename = files.rename
    vi.spyOn(files, 'rename').mockImplementation(async (from, to) => {
      await rename(from, to)
      atMove ??= new Map(files.contents)
    })
    killed.platform.running[0]?.success(3, { header })
    await flush()
    const scene = createScene()
    for (const [path, bytes] of atMove ?? []) scene.platform.files.contents.set(path, bytes)
    const [download] = await scene.downloader.restore()
    await expect(download).resolves.toMatchObject({ filePath: 'usr/courses/lesson.mp4' })
    expect(filesOf(scene.platform)).toHaveLength(1)
    expect(scene.platform.natives).toHaveLength(0)
  })

  it('joins an unfinished one of the same key', async () => {
    const { platform, add } = createScene()
    const both = [add({ url, directory }), add({ url, directory })]
    await flush()
    platform.running[0]?.success(3, { header })
    const [one, other] = await Promise.all(both)
    expect(one?.path).toBe(other?.path)
  })

  it.each([
    [{ directory: 'pictures' }, 'a path in env.USER_DATA_PATH'],
    [{ directory: 5 as unknown as string }, 'a path in env.USER_DATA_PATH'],
    [{ directory, filePath: 'usr/a' }, 'either filePath or directory'],
  ])('is refused with %j', async (fields, expected) => {
    const { add } = createScene()
    expect(await failure(add({ url, ...fields }))).toMatchObject({
      code: 'invalid-argument',
      errMsg: expect.stringContaining(`invalid directory: expected ${expected}`),
    })
  })
})

describe('the name in a result', () => {
  it('is that of the server for a temporary file, and that of the path where there is one', async () => {
    const { platform, add } = createScene({ resume: false })
    const downloads = [add(url), add({ url: urlOf('b'), filePath: 'usr/own.bin' })]
    await flush()
    for (const native of platform.running) native.success(3, { header })
    const results = await Promise.all(downloads)
    expect(results.map(({ fileName }) => fileName)).toEqual(['lesson.mp4', 'own.bin'])
  })
})
