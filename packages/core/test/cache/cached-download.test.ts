import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { failure, urlOf } from '../downloader/scene.js'
import { type Answer, type CacheScene, createCacheScene, folder } from './cache-scene.js'

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 0, 1) })
})
afterEach(() => {
  vi.useRealTimers()
})

const url = urlOf('a.png')
const minute = { 'Cache-Control': 'max-age=60', 'Content-Type': 'image/png' }

describe('a download with a cache', () => {
  it('keeps the file under a name of its own, and hands out its path', async () => {
    const { fetch, files, platform } = createCacheScene()
    const { result } = await fetch(url, { header: minute })
    expect(result).toMatchObject({ fromCache: false, attempts: 1, statusCode: 200 })
    expect(result.tempFilePath).toBeUndefined()
    expect(result.filePath).toMatch(/^usr\/miniferry\/cache\/miniferry-[\da-z]+-[\da-z]+\.png$/)
    expect(files().map((name) => `${folder}/${name}`)).toEqual([result.filePath])
    expect(platform.files.contents.has('tmp/0')).toBe(false)
  })

  it('costs no request while the file is fresh', async () => {
    const { fetch } = createCacheScene()
    const { result: first } = await fetch(url, { header: minute })
    await vi.advanceTimersByTimeAsync(59_000)
    const { result, asked } = await fetch(url)
    expect(asked).toEqual([])
    expect(result).toEqual({
      errMsg: 'downloadFile:ok',
      statusCode: 200,
      header: { 'cache-control': 'max-age=60', 'content-type': 'image/png' },
      path: first.filePath,
      filePath: first.filePath,
      fileName: 'a.png',
      attempts: 0,
      fromCache: true,
      resumedBytes: 0,
      timing: { added: Date.now(), started: Date.now(), ended: Date.now() },
    })
  })

  it('calls the file as the server did, also when it comes from the cache', async () => {
    const { fetch } = createCacheScene()
    const header = { ...minute, 'Content-Disposition': 'attachment; filename="lesson.png"' }
    for (let round = 0; round < 2; round += 1) {
      expect((await fetch(url, { header })).result).toMatchObject({
        fileName: 'lesson.png',
        fromCache: round === 1,
      })
    }
  })

  it('asks the server whether an old file is still right, and touches no file if it is', async () => {
    const { fetch, files } = createCacheScene()
    const { result: first } = await fetch(url, { header: { ...minute, ETag: '"one"' } })
    await vi.advanceTimersByTimeAsync(60_000)
    const { result, asked } = await fetch(url, { status: 304, header: minute })
    expect(asked).toEqual([{ 'If-None-Match': '"one"' }])
    expect(result).toMatchObject({ fromCache: true, filePath: first.filePath, attempts: 1, statusCode: 200 })
    expect(files()).toHaveLength(1)
    expect((await fetch(url)).asked).toEqual([])
  })

  it('takes the new version where the server has one', async () => {
    const { fetch, cache } = createCacheScene()
    await fetch(url, { header: { ETag: '"one"' } })
    const { result, asked } = await fetch(url, { header: { ETag: '"two"' }, size: 200 })
    expect(asked).toHaveLength(1)
    expect(result.fromCache).toBe(false)
    expect(await cache.get(url)).toMatchObject({ filePath: result.filePath, size: 200 })
  })

  it('makes the least recently used files go where the budget is spent', async () => {
    const { fetch, cache } = createCacheScene({ maxBytes: 350 })
    for (const name of ['a', 'b', 'c']) await fetch(urlOf(name), { header: minute })
    await fetch(urlOf('a'))
    await fetch(urlOf('d'), { header: minute })
    const urls = (await cache.entries()).map((entry) => entry.url)
    expect(urls).toEqual([urlOf('c'), urlOf('a'), urlOf('d')])
    expect(await cache.size()).toBe(300)
  })
})

describe('a file of the cache', () => {
  it('is apart for each user', async () => {
    const { fetch } = createCacheScene()
    const ann = { url, header: { authorization: 'ann' } }
    await fetch(ann, { header: minute })
    expect((await fetch(ann)).result.fromCache).toBe(true)
    for (const header of [{}, { Authorization: 'bob' }, { Authorization: 'ann', Cookie: 'a=1' }]) {
      expect((await fetch({ url, header }, { header: minute })).result.fromCache).toBe(false)
    }
  })

  it('is one for all that the app gives one name', async () => {
    const key = vi.fn(({ url: given }: { url: string }) => given.replace(/\?.*/, ''))
    const { fetch } = createCacheScene({ key })
    await fetch({ url: `${url}?signature=1`, header: { 'X-User': 'ann' } }, { header: minute })
    expect((await fetch(`${url}?signature=2`)).result.fromCache).toBe(true)
    expect(key.mock.calls[0]).toEqual([{ url: `${url}?signature=1`, header: { 'X-User': 'ann' } }])
  })

  it('is none where the function for its name fails, which fails nothing else', async () => {
    const warn = vi.spyOn(console, 'warn').mockReturnValue()
    const { fetch, files } = createCacheScene({
      key() {
        throw new Error('of the app')
      },
    })
    for (let round = 0; round < 2; round += 1) {
      const { result, asked } = await fetch(url, { header: minute })
      expect(result).toMatchObject({ fromCache: false, tempFilePath: expect.any(String) })
      expect(asked).toHaveLength(1)
    }
    expect(files()).toEqual([])
    expect(warn).toHaveBeenCalledTimes(1)
    warn.mockRestore()
  })

  it('is one of several variants where the server says on what it depends', async () => {
    const { fetch } = createCacheScene()
    const header = { ...minute, Vary: 'Accept-Language' }
    const ask = (language: string) => ({ url, header: { 'accept-language': language } })
    const { result: english } = await fetch(ask('en'), { header })
    const { result: chinese } = await fetch(ask('zh'), { header })
    expect((await fetch(ask('en'))).result.filePath).toBe(english.filePath)
    expect((await fetch(ask('zh'))).result.filePath).toBe(chinese.filePath)
    expect((await fetch(url, { header })).result.fromCache).toBe(false)
  })

  it('is none where it is gone or has another size', async () => {
    const { fetch, platform } = createCacheScene()
    const { result } = await fetch(url, { header: minute })
    platform.files.contents.delete(result.filePath ?? '')
    const { result: second, asked } = await fetch(url, { header: minute })
    expect(asked).toHaveLength(1)
    platform.files.contents.set(second.filePath ?? '', new Uint8Array(3))
    expect((await fetch(url, { header: minute })).asked).toHaveLength(1)
    expect(platform.files.contents.has(second.filePath ?? '')).toBe(false)
  })

  it('is checked where the request has a checksum', async () => {
    const { fetch, cache } = createCacheScene()
    const value = '6d0bb00954ceb7fbee436bb55a8397a9'
    const checked = { url, checksum: { algorithm: 'md5', value } }
    await fetch(checked, { header: minute })
    expect((await fetch(checked)).result.fromCache).toBe(true)
    const other = fetch({ url, checksum: { algorithm: 'md5', value: 'ff' } }, { header: minute })
    expect(await failure(other)).toMatchObject({ code: 'integrity' })
    expect(await cache.has(url)).toBe(false)
  })

  it('stays pinned where a request has the checksum of another version', async () => {
    const { fetch, cache } = createCacheScene()
    await fetch(url, { header: minute, size: 3 })
    await cache.pin(url)
    // Of four zeros.
    const newer = { url, checksum: { algorithm: 'md5', value: 'f1d3ff8443297732862df21dc4e57262' } } as const
    await failure(fetch(newer, { fails: 'network' }))
    expect(await cache.get(url)).toMatchObject({ size: 3, isPinned: true })
    await fetch(newer, { header: minute, size: 4 })
    expect(await cache.get(url)).toMatchObject({ size: 4, isPinned: true })
  })
})

describe('a file that was served from the cache', () => {
  it('makes no room for another one while downloads run that were unfinished then', async () => {
    const { fetch, cache, downloader, platform } = createCacheScene({ maxBytes: 150 })
    await fetch(url, { header: minute })
    await vi.advanceTimersByTimeAsync(10_000)
    downloader.download(urlOf('slow')).catch(() => undefined)
    await vi.advanceTimersByTimeAsync(0)
    expect((await downloader.download(url)).fromCache).toBe(true)
    await vi.advanceTimersByTimeAsync(2000)
    const other = downloader.download(urlOf('b'))
    await vi.advanceTimersByTimeAsync(0)
    platform.nativeOf(urlOf('b')).success(100, { statusCode: 200, header: minute })
    expect((await other).filePath).toBeUndefined()
    expect(await cache.has(url)).toBe(true)
  })
})

describe('a file that has just come into the cache', () => {
  it('makes no room for one that comes with it', async () => {
    const { downloader, platform } = createCacheScene({ maxBytes: 150 })
    const downloads = ['a', 'b'].map((name) => downloader.download(urlOf(name)))
    await vi.advanceTimersByTimeAsync(0)
    for (const native of platform.running) native.success(100, { header: minute })
    const paths: boolean[] = []
    for (const { path } of await Promise.all(downloads)) paths.push(platform.files.contents.has(path))
    expect(paths).toEqual([true, true])
  })
})

describe('a file that finds no room in the cache', () => {
  it('is fetched again where the host has given its temporary file to another one meanwhile', async () => {
    const { downloader, platform } = createCacheScene()
    const [other, mine] = [urlOf('b'), url]
    const downloads = [mine, other].map((address) => downloader.download(address))
    for (const download of downloads) download.catch(() => undefined)
    await vi.advanceTimersByTimeAsync(0)
    vi.spyOn(platform.files, 'saveFile').mockImplementationOnce(async () => {
      platform.nativeOf(other).success(7, { header: minute, tempFilePath: 'tmp/same' })
      await vi.advanceTimersByTimeAsync(0)
      throw new Error('full')
    })
    platform.nativeOf(mine).success(5, { header: minute, tempFilePath: 'tmp/same' })
    for (let round = 0; round < 20; round += 1) {
      await vi.advanceTimersByTimeAsync(0)
      for (const native of platform.running) native.success(native.request.url === mine ? 5 : 7)
    }
    const [first, second] = await Promise.all(downloads)
    expect(platform.natives.filter(({ request }) => request.url === mine)).toHaveLength(2)
    const sizeOf = (path = ''): number | undefined => platform.files.contents.get(path)?.length
    expect([sizeOf(first?.path), sizeOf(second?.path)]).toEqual([5, 7])
  })
})

describe('what is not kept', () => {
  const cases: readonly [string, Parameters<CacheScene['fetch']>[0], Answer][] = [
    ['a file that the server forbids to keep', url, { header: { 'Cache-Control': 'no-store, max-age=60' } }],
    ['a file that depends on all', url, { header: { ...minute, Vary: '*' } }],
    ['a file that could never be used again', url, {}],
    ['an answer of another status', { url, validateStatus: () => true }, { status: 404, header: minute }],
    ['a range of the app', { url, header: { Range: 'bytes=0-9' } }, { header: minute }],
    ['an answer to a condition of the app', { url, header: { 'If-None-Match': '"a"' } }, { header: minute }],
    ['a file that the app does not want kept', { url, cacheMode: 'no-store' }, { header: minute }],
    [
      'an answer of another status, though a checksum vouches for it',
      { url, checksum: { algorithm: 'md5', value: '6d0bb00954ceb7fbee436bb55a8397a9' } },
      { status: 203, header: minute },
    ],
  ]
  it.each(cases)('is %s', async (_, request, answer) => {
    const { fetch, cache, files } = createCacheScene()
    const { result } = await fetch(request, answer)
    expect(result).toMatchObject({ fromCache: false, tempFilePath: 'tmp/0' })
    expect(result.filePath).toBeUndefined()
    expect(await cache.size()).toBe(0)
    expect(files()).toEqual([])
  })

  it('is a file of which the host cannot tell how large it is', async () => {
    const { fetch, cache, platform } = createCacheScene()
    vi.spyOn(platform.files, 'stat').mockRejectedValue(new Error('not allowed'))
    const { result } = await fetch(url, { header: minute })
    expect(result).toMatchObject({ fromCache: false, tempFilePath: 'tmp/0' })
    expect(await cache.entries()).toEqual([])
  })

  it.each(['X-If-Visited', 'X-Range', 'Range-Unit'])(
    'is none because of a header of the app that is no condition: %s',
    async (name) => {
      const { fetch } = createCacheScene()
      const request = { url, header: { [name]: 'a' } }
      await fetch(request, { header: minute })
      expect((await fetch(request)).asked).toEqual([])
    },
  )

  it('is a download with a path of its own', async () => {
    const { fetch, cache } = createCacheScene()
    const { result } = await fetch({ url, filePath: 'usr/a' }, { header: minute })
    expect(result).toMatchObject({ fromCache: false, filePath: 'usr/a' })
    expect(await cache.has(url)).toBe(false)
  })

  it('is a file of a host that tells no status, unless a checksum vouches for it', async () => {
    const { fetch, cache } = createCacheScene({ maxAge: 1000 })
    await fetch(url, { status: undefined, header: minute })
    expect(await cache.has(url)).toBe(false)
    const checksum = { algorithm: 'md5', value: '6d0bb00954ceb7fbee436bb55a8397a9' }
    await fetch({ url, checksum }, { status: undefined, header: minute })
    expect(await cache.has(url)).toBe(true)
    const { result } = await fetch(url)
    expect(result.fromCache).toBe(true)
    expect('statusCode' in result).toBe(false)
  })
})

describe('the mode of a download', () => {
  it('reload downloads anew and keeps that', async () => {
    const { fetch, cache } = createCacheScene()
    await fetch(url, { header: { ...minute, ETag: '"one"' } })
    const { asked, result } = await fetch({ url, cacheMode: 'reload' }, { header: minute, size: 7 })
    expect(asked).toEqual([{}])
    expect(await cache.get(url)).toMatchObject({ size: 7, filePath: result.filePath })
  })

  it('reload waits for the network, though a file that is out of date may stand in', async () => {
    const { fetch, downloader, platform } = createCacheScene({ staleIfError: true })
    await fetch(url, { header: { ETag: '"one"' } })
    platform.setNetwork('none')
    await vi.advanceTimersByTimeAsync(0)
    const download = downloader.download({ url, cacheMode: 'reload' })
    await vi.advanceTimersByTimeAsync(0)
    expect(download.state).toBe('waiting')
    await expect(downloader.download({ url, cacheMode: 'default' })).resolves.toMatchObject({ isStale: true })
    expect(download.state).toBe('waiting')
    download.abort()
    expect(await failure(download)).toMatchObject({ code: 'aborted' })
  })

  it('no-cache asks the server even if the file is fresh', async () => {
    const { fetch } = createCacheScene()
    await fetch(url, { header: { ...minute, ETag: '"one"' } })
    const { asked, result } = await fetch({ url, cacheMode: 'no-cache' }, { status: 304 })
    expect(asked).toEqual([{ 'If-None-Match': '"one"' }])
    expect(result.fromCache).toBe(true)
  })

  it('force-cache takes what is there, and keeps what could not be used otherwise', async () => {
    const { fetch } = createCacheScene()
    const forced = { url, cacheMode: 'force-cache' } as const
    await fetch(forced)
    await vi.advanceTimersByTimeAsync(1e9)
    const { asked, result } = await fetch(forced)
    expect(asked).toEqual([])
    expect(result).toMatchObject({ fromCache: true, attempts: 0 })
    expect(result.isStale).toBeUndefined()
  })

  it('is that of the downloader unless the request has one', async () => {
    const { fetch } = createCacheScene({}, { cacheMode: 'reload' })
    await fetch(url, { header: minute })
    expect((await fetch(url, { header: minute })).asked).toHaveLength(1)
    expect((await fetch({ url, cacheMode: 'default' })).asked).toEqual([])
  })

  it('is refused where there is no such mode', async () => {
    const { fetch } = createCacheScene()
    const download = fetch({ url, cacheMode: 'only-if-cached' as 'reload' })
    expect((await failure(download)).errMsg).toMatch('invalid cacheMode: expected a cache mode')
  })
})

describe('a cached file', () => {
  it('is handed out while all places are taken, and starts nothing', async () => {
    const { fetch, downloader, platform } = createCacheScene({}, { concurrency: 1 })
    await fetch(url, { header: minute })
    const starts = vi.fn()
    downloader.download(urlOf('busy')).catch(() => undefined)
    await vi.advanceTimersByTimeAsync(0)
    downloader.on('start', starts)
    expect(await downloader.download(url)).toMatchObject({ fromCache: true })
    expect(starts).not.toHaveBeenCalled()
    expect(platform.running).toHaveLength(1)
  })

  it('waits while it is paused', async () => {
    const { fetch, downloader } = createCacheScene()
    await fetch(url, { header: minute })
    const download = downloader.download(url)
    download.pause()
    await vi.advanceTimersByTimeAsync(1000)
    expect(download.state).toBe('paused')
    download.resume()
    expect(await download).toMatchObject({ fromCache: true })
  })

  it('is aborted like any download', async () => {
    const { fetch, downloader } = createCacheScene()
    await fetch(url, { header: minute })
    const download = downloader.download(url)
    download.abort()
    expect(await failure(download)).toMatchObject({ code: 'aborted' })
  })

  it('tells its progress once, at the end', async () => {
    const { fetch, downloader } = createCacheScene()
    await fetch(url, { header: minute })
    const download = downloader.download(url)
    const listener = vi.fn()
    download.onProgressUpdate(listener)
    await download
    expect(listener.mock.calls).toEqual([
      [expect.objectContaining({ progress: 100, totalBytesWritten: 100, totalBytesExpectedToWrite: 100 })],
    ])
  })

  it('costs one look at the file, and no other call of the host but a line now and then', async () => {
    const { fetch, downloader, platform } = createCacheScene()
    await fetch(url, { header: minute })
    const calls: string[] = []
    for (const method of [
      'stat',
      'readdir',
      'readText',
      'readFile',
      'writeFile',
      'appendFile',
      'mkdir',
    ] as const) {
      const original = platform.files[method] as (...given: unknown[]) => Promise<never>
      vi.spyOn(platform.files, method).mockImplementation((...given: unknown[]) => {
        calls.push(method)
        return original(...given)
      })
    }
    for (let count = 0; count < 50; count += 1) await downloader.download(url)
    expect(calls).toEqual(new Array(50).fill('stat'))
    await vi.advanceTimersByTimeAsync(1000)
    expect(calls.slice(50)).toEqual(['appendFile'])
  })

  it('is a plain download where the host has no folder for it', async () => {
    const { fetch, platform } = createCacheScene()
    vi.spyOn(platform.files, 'mkdir').mockRejectedValue(new Error('no file system'))
    const { result } = await fetch(url, { header: minute })
    expect(result).toMatchObject({ fromCache: false, tempFilePath: 'tmp/0' })
  })
})
