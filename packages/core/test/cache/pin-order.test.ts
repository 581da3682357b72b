import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { FileStore } from '../../src/platform.js'
import { urlOf } from '../downloader/scene.js'
import { createCacheScene } from './cache-scene.js'

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 0, 1) })
})
afterEach(() => {
  vi.useRealTimers()
})

/** The next call of a method is made when the returned function is called. */
function holdBack(files: FileStore, name: 'saveFile' | 'appendFile'): () => void {
  const method = files[name] as (...values: unknown[]) => Promise<void>
  let goOn = (): void => undefined
  const slow = new Promise<void>((resolve) => {
    goOn = resolve
  })
  vi.spyOn(files, name).mockImplementationOnce((...values: unknown[]) => slow.then(() => method(...values)))
  return () => goOn()
}

describe('a pin', () => {
  it('that comes while a new version takes the place of the old one is that of the new one', async () => {
    const url = urlOf('a.png')
    const { fetch, cache, platform } = createCacheScene()
    await fetch(url, { header: { ETag: '"one"' } })
    const goOn = holdBack(platform.files, 'saveFile')
    const newer = fetch(url, { header: { ETag: '"two"' } })
    await vi.advanceTimersByTimeAsync(100)
    const pinned = cache.pin(url)
    await vi.advanceTimersByTimeAsync(100)
    goOn()
    expect(await pinned).toBe(true)
    await newer
    const entries = await cache.entries()
    expect(entries).toHaveLength(1)
    expect(entries[0]).toMatchObject({ isPinned: true, header: { etag: '"two"' } })
  })

  it('that comes while a request finds the file to have another checksum keeps the file', async () => {
    const url = urlOf('a.png')
    const { fetch, cache, platform, downloader } = createCacheScene()
    await fetch(url, { header: { 'Cache-Control': 'max-age=60' } })
    // The line that says so takes its time.
    const goOn = holdBack(platform.files, 'appendFile')
    const pinned = cache.pin(url)
    // One whose turn is before that of the pin.
    const other = downloader.download({ url, checksum: { algorithm: 'md5', value: 'ff' } })
    other.catch(() => undefined)
    await vi.advanceTimersByTimeAsync(100)
    goOn()
    await vi.advanceTimersByTimeAsync(100)
    expect(await pinned).toBe(true)
    expect(await cache.get(url)).toMatchObject({ isPinned: true })
  })
})
