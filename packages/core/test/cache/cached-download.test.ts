import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { urlOf } from '../downloader/scene.js'
import { createCacheScene, folder } from './cache-scene.js'

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
      filePath: first.filePath,
      attempts: 0,
      fromCache: true,
      resumedBytes: 0,
      timing: { added: Date.now(), started: Date.now(), ended: Date.now() },
    })
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
    const { fetch, downloader } = createCacheScene()
    await fetch(url, { header: { ETag: '"one"' } })
    const { result, asked } = await fetch(url, { header: { ETag: '"two"' }, size: 200 })
    expect(asked).toHaveLength(1)
    expect(result.fromCache).toBe(false)
    expect(await downloader.cache.get(url)).toMatchObject({ filePath: result.filePath, size: 200 })
  })

  it('makes the least recently used files go where the budget is spent', async () => {
    const { fetch, downloader } = createCacheScene({ maxBytes: 350 })
    for (const name of ['a', 'b', 'c']) await fetch(urlOf(name), { header: minute })
    await fetch(urlOf('a'))
    await fetch(urlOf('d'), { header: minute })
    const urls = (await downloader.cache.entries()).map((entry) => entry.url)
    expect(urls).toEqual([urlOf('c'), urlOf('a'), urlOf('d')])
    expect(await downloader.cache.size()).toBe(300)
  })
})
