import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createScene, failure, flush, urlOf } from '../downloader/scene.js'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const url = urlOf('a')

describe('a part of the file that nobody asked for', () => {
  it.each<[string, Record<string, string>]>([
    ['and that says so', { 'Content-Range': 'bytes 0-2/9', 'Content-Length': '3' }],
    ['and that does not say of what', { 'Content-Length': '3' }],
    ['and that is compressed', { 'Content-Encoding': 'gzip', 'Content-Range': 'bytes 0-2/9' }],
  ])('is not the file: %s', async (_, header) => {
    const { platform, add } = createScene({ retry: 0 })
    const download = add(url)
    for (let attempt = 0; attempt < 2; attempt += 1) {
      await flush()
      platform.nativeOf(url).success(3, { statusCode: 206, header })
    }
    expect(await failure(download)).toMatchObject({ code: 'integrity' })
    expect(platform.natives).toHaveLength(2)
  })

  it('is the file where it is all of it', async () => {
    const { platform, add } = createScene()
    const download = add(url)
    await flush()
    platform.nativeOf(url).success(3, { statusCode: 206, header: { 'Content-Range': 'bytes 0-2/3' } })
    expect(await download).toMatchObject({ statusCode: 206 })
  })

  it('is what was wanted where the app asked for a part itself', async () => {
    const { platform, add } = createScene()
    const download = add({ url, header: { range: 'bytes=0-2' } })
    await flush()
    platform.nativeOf(url).success(3, { statusCode: 206, header: { 'Content-Range': 'bytes 0-2/9' } })
    expect(await download).toMatchObject({ statusCode: 206 })
  })
})
