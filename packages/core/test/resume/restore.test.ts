import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { pathId } from '../../src/downloader/paths.js'
import { createDownloader, type DownloadRequest } from '../../src/index.js'
import { createScene, flush, journalPath, partOf, pathsOf, type Scene, urlOf } from '../downloader/scene.js'

const folder = 'usr/miniferry/downloads'
const url = urlOf('a')
const filePath = 'usr/a.bin'
const second = { url: urlOf('b'), filePath: 'usr/b.bin' }

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** What is on the phone after the app was killed during these downloads. */
async function afterKill(...requests: DownloadRequest[]): Promise<Scene> {
  const killed = createScene({ resume: false })
  for (const request of requests) killed.add(request)
  await flush()
  const scene = createScene({ resume: false })
  for (const [path, content] of killed.platform.files.contents)
    scene.platform.files.contents.set(path, content)
  return scene
}

describe('a restore that is slow', () => {
  it('leaves alone what a rename has put aside for a moment, and the next run removes it', async () => {
    const { platform, downloader, add } = createScene({ resume: false })
    const { id } = add({ url, filePath })
    await flush()
    // A host that does not say that a file is in the way, see `replaceFile`.
    const aside = [`${folder}/${id}.part~`]
    for (const path of aside) platform.files.contents.set(path, Uint8Array.of(1))
    await downloader.restore()
    expect(pathsOf(platform)).toEqual(expect.arrayContaining(aside))
    const next = createScene({ resume: false })
    for (const path of aside) next.platform.files.contents.set(path, Uint8Array.of(1))
    await next.downloader.restore()
    expect(pathsOf(next.platform)).toEqual([])
  })

  it.each(['finished', 'aborted'] as const)(
    'does not bring back what the app has %s meanwhile',
    async (end) => {
      const { platform, downloader } = await afterKill({ url, filePath }, second)
      const part = `${folder}/${pathId('usr/b.bin')}.part`
      platform.files.contents.set(part, new Uint8Array(0))
      const { stat } = platform.files
      vi.spyOn(platform.files, 'stat').mockImplementation(async (path) => {
        // The first record has been looked at: now the app takes that one up itself, and ends it.
        if (path === part && downloader.downloads.length === 0) {
          const own = downloader.download({ url, filePath, resume: false })
          own.catch(() => undefined)
          await vi.advanceTimersByTimeAsync(0)
          if (end === 'aborted') own.abort()
          else platform.nativeOf(url).success(3)
          await vi.advanceTimersByTimeAsync(0)
        }
        return stat(path)
      })
      const restoring = downloader.restore()
      await flush()
      expect((await restoring).map((download) => download.url)).toEqual([second.url])
    },
  )
})

describe('a download at the path of one that has just failed', () => {
  it('survives a kill, though the host has not said yet on which network it is', async () => {
    const killed = createScene({ resume: false })
    const first = killed.add({ url, filePath, header: { 'X-Id': '1' } })
    await flush()
    vi.spyOn(killed.platform.network, 'current').mockReturnValue(new Promise(() => undefined))
    killed.platform.running[0]?.fail('network')
    await flush()
    first.abort()
    killed.add({ url, filePath, header: { 'X-Id': '2' } })
    await flush()

    const { platform, downloader } = createScene({ resume: false })
    for (const [path, bytes] of killed.platform.files.contents) platform.files.contents.set(path, bytes)
    await downloader.restore()
    await flush()
    expect(platform.natives.map(({ request }) => request.header)).toEqual([{ 'X-Id': '2' }])
  })
})

describe('restore', () => {
  it('finds nothing where nothing was', async () => {
    const { downloader } = createScene()
    await expect(downloader.restore()).resolves.toEqual([])
  })

  it('goes on with what the last run did not finish, and leaves no trace of it at the end', async () => {
    const { platform, downloader } = await afterKill({ url, filePath, header: { 'X-Id': '1' } }, second)
    const downloads = await downloader.restore()
    expect(downloads.map((download) => download.url).sort()).toEqual([url, urlOf('b')])
    expect(downloader.downloads).toHaveLength(2)
    await flush()
    expect(platform.nativeOf(url).request.header).toEqual({ 'X-Id': '1' })
    for (const native of platform.running) native.success(3)
    await Promise.all(downloads)
    expect(pathsOf(platform).sort()).toEqual([filePath, 'usr/b.bin'])
  })

  it('finds downloads whose turn had not come, or that were paused', async () => {
    const killed = createScene({ resume: false, concurrency: 1 })
    killed.add({ url, filePath })
    killed.add(second)
    killed.add({ url: urlOf('c'), filePath: 'usr/c.bin' }).pause()
    await flush()
    const { platform, downloader } = createScene({ resume: false })
    for (const [path, bytes] of killed.platform.files.contents) platform.files.contents.set(path, bytes)
    const downloads = await downloader.restore()
    expect(downloads.map((download) => download.url).sort()).toEqual([url, second.url, urlOf('c')])
  })

  it('gives them back in the order that they were added in', async () => {
    const requests = ['e', 'a', 'd', 'b', 'c'].map((name) => ({
      url: urlOf(name),
      filePath: `usr/${name}.bin`,
    }))
    const { downloader } = await afterKill(...requests)
    const downloads = await downloader.restore()
    expect(downloads.map((download) => download.url)).toEqual(requests.map((request) => request.url))
  })

  it('goes by when they were added and not by their lines, and takes one that does not say so for the oldest', async () => {
    const turns = { a: [2000, 7], b: [1000, 9], c: [1000, 8], d: undefined }
    const lines = Object.entries(turns).map(([name, turn]) => {
      const request = { url: urlOf(name), filePath: `usr/${name}.bin` }
      return `${pathId(request.filePath)} ${JSON.stringify({ request, turn })}\t`
    })
    for (const text of [lines, [...lines].reverse()]) {
      const { platform, downloader } = createScene({ resume: false })
      platform.files.contents.set(journalPath, new TextEncoder().encode(text.join('\n')))
      const restored = await downloader.restore()
      expect(restored.map((download) => download.url.slice(-1))).toEqual(['d', 'c', 'b', 'a'])
    }
  })

  it('keeps the place of a download from run to run, also of one that is asked for anew', async () => {
    const lines = { c: [2000, 1], a: [1000, 1] }
    const scene = createScene({ resume: false })
    const requestOf = (name: string) => ({ url: urlOf(name), filePath: `usr/${name}.bin` })
    const text = Object.entries(lines).map(([name, turn]) => {
      const request = requestOf(name)
      return `${pathId(request.filePath)} ${JSON.stringify({ request, turn })}\t`
    })
    scene.platform.files.contents.set(journalPath, new TextEncoder().encode(text.join('\n')))
    scene.downloader.pause()
    scene.add(requestOf('b'))
    await scene.downloader.restore()
    for (const name of ['c', 'b', 'a']) scene.add({ ...requestOf(name), meta: { run: 2 } })
    await flush()
    const { platform, downloader } = createScene({ resume: false })
    for (const [path, bytes] of scene.platform.files.contents) platform.files.contents.set(path, bytes)
    const restored = await downloader.restore()
    expect(restored.map((download) => [download.url.slice(-1), download.meta])).toEqual([
      ['a', { run: 2 }],
      ['c', { run: 2 }],
      ['b', { run: 2 }],
    ])
  })

  it('finds nothing, and fails nobody, where the folder cannot be read', async () => {
    const { platform, downloader } = createScene({ resume: false })
    vi.spyOn(platform.files, 'readdir').mockRejectedValue(new Error('no such permission'))
    await expect(downloader.restore()).resolves.toEqual([])
  })

  it('leaves records alone that a cut compaction has put aside, where it cannot be ended now', async () => {
    const first = await afterKill({ url, filePath })
    const { contents } = first.platform.files
    contents.set(`${journalPath}~`, contents.get(journalPath) as Uint8Array<ArrayBuffer>)
    contents.set(journalPath, new TextEncoder().encode('cut {"requ'))
    vi.spyOn(first.platform.files, 'rename').mockRejectedValue(new Error('busy'))
    expect(await first.downloader.restore()).toHaveLength(1)
    const { platform, downloader } = createScene({ resume: false })
    for (const [path, bytes] of contents) platform.files.contents.set(path, bytes)
    expect((await downloader.restore()).map((download) => download.url)).toEqual([url])
  })

  it('finds nothing of what was aborted before its turn, refused, or failed', async () => {
    const { platform, downloader, add } = createScene({ resume: false, concurrency: 1 })
    add({ url, filePath })
    add(second).abort()
    add({ url: 'ftp://a', filePath: 'usr/c.bin' })
    await flush()
    platform.running[0]?.fail('tls')
    await flush()
    expect(pathsOf(platform)).toEqual([])
    await expect(downloader.restore()).resolves.toEqual([])
  })

  it('tells the progress of what is there already, before anything is started', async () => {
    const { platform, downloader } = createScene()
    const { contents } = platform.files
    const record = { request: { url, filePath }, validator: '"1"', total: 1000 }
    const killed = createScene().add({ url, filePath })
    contents.set(journalPath, new TextEncoder().encode(`${killed.id} ${JSON.stringify(record)}\t`))
    contents.set(partOf(killed), new Uint8Array(400))
    downloader.pause()
    const [download] = await downloader.restore()
    expect(download?.progress).toMatchObject({ progress: 40, totalBytesWritten: 400 })
    downloader.resume()
    await flush()
    expect(platform.running[0]?.request.header).toMatchObject({ 'If-Range': '"1"' })
    expect(platform.running[0]?.request.header?.Range).toMatch(/^bytes=400-/)
  })

  it('names a download as the last run did', async () => {
    const killed = createScene({ resume: false }).add({ url, filePath })
    const { downloader } = await afterKill({ url, filePath })
    const [download] = await downloader.restore()
    expect(download?.id).toBe(killed.id)
  })

  it('keeps nothing of temporary downloads', async () => {
    const { downloader } = await afterKill({ url })
    await expect(downloader.restore()).resolves.toEqual([])
  })

  it('leaves alone what is being downloaded already', async () => {
    const { platform, downloader, add } = await afterKill({ url, filePath })
    add({ url, filePath })
    await expect(downloader.restore()).resolves.toEqual([])
    await expect(downloader.restore()).resolves.toEqual([])
    await flush()
    expect(platform.natives).toHaveLength(1)
  })

  it('holds what it finds if the downloader is paused', async () => {
    const { platform, downloader } = await afterKill({ url, filePath })
    downloader.pause()
    const [download] = await downloader.restore()
    await flush()
    expect(download?.state).toBe('paused')
    expect(platform.natives).toHaveLength(0)
  })

  it('removes what nothing needs any more', async () => {
    const { platform, downloader } = createScene()
    const { contents } = platform.files
    for (const name of ['1.json', '2.json~', 'discarded-7']) {
      contents.set(`${folder}/${name}`, new Uint8Array([123]))
    }
    contents.set('usr/of-the-app', new Uint8Array())
    await expect(downloader.restore()).resolves.toEqual([])
    expect([...contents.keys()]).toEqual(['usr/of-the-app'])
  })

  it('removes what only looks like a part of what is unfinished', async () => {
    const { platform, downloader } = await afterKill({ url, filePath })
    const { contents } = platform.files
    const part = `${folder}/${pathId(filePath)}.part`
    for (const path of [part, `${part}~`, `${part}.old`]) contents.set(path, new Uint8Array(1))
    downloader.pause()
    await downloader.restore()
    expect([...contents.keys()].filter((path) => path.startsWith(part))).toEqual([part, `${part}~`])
  })

  it('fails and forgets what cannot be downloaded any more, as into a folder that is not that of the app now', async () => {
    const { platform, downloader } = createScene({ resume: false })
    const request = { url, filePath: 'old/a.bin' }
    const line = `${pathId(request.filePath)} ${JSON.stringify({ request })}\t`
    platform.files.contents.set(journalPath, new TextEncoder().encode(line))
    platform.files.contents.set(`${folder}/${pathId(request.filePath)}.part`, new Uint8Array(1))
    const [download] = await downloader.restore()
    expect(download).toMatchObject({ state: 'failed', id: pathId(request.filePath) })
    await flush()
    expect(pathsOf(platform)).toEqual([])
  })

  it('is nobody’s mistake if a restored download fails and only events are listened to', async () => {
    const { platform, downloader } = await afterKill({ url, filePath })
    const codes: string[] = []
    downloader.on('fail', ({ error }) => codes.push(error.code))
    await downloader.restore()
    await flush()
    platform.running[0]?.fail('tls')
    await flush()
    expect(codes).toEqual(['tls'])
    expect(pathsOf(platform)).toEqual([])
  })

  it('looks in the folder of its downloader', async () => {
    const { platform } = await afterKill({ url, filePath })
    const other = createDownloader({ platform, directory: 'usr/other' })
    await expect(other.restore()).resolves.toEqual([])
  })
})
