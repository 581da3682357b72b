import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createStubFullPlatform } from '../downloader/stub-full-platform.js'
import { createCacheScene, folder } from './cache-scene.js'
import { fileLine } from './store-scene.js'

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 0, 1) })
})
afterEach(() => {
  vi.useRealTimers()
})

const count = 10_000
const methods = [
  'stat',
  'readdir',
  'readText',
  'readFile',
  'writeFile',
  'appendFile',
  'rename',
  'unlink',
] as const

describe('a downloader with 10,000 cached files', () => {
  it('looks at one file for a hit, and writes one line for all hits of a second', async () => {
    const platform = createStubFullPlatform()
    const header = { 'cache-control': 'max-age=60' }
    const lines = Array.from({ length: count }, (_, position) =>
      fileLine(position.toString(36), { size: 1, header, stored: Date.now() }),
    )
    await platform.files.writeFile(
      `${folder}/miniferry-index.jsonl`,
      lines.map(({ text }) => `${text}\t`).join('\n'),
    )
    for (const { name } of lines) platform.files.contents.set(`${folder}/${name}`, new Uint8Array(1))
    const spies = methods.map((method) => vi.spyOn(platform.files, method))
    // The stub copies a file byte by byte to append to it.
    vi.spyOn(platform.files, 'appendFile').mockResolvedValue()
    const calls = (): unknown[][] =>
      spies.flatMap((spy, position) => spy.mock.calls.map(([path]) => [methods[position], path]))

    const { cache, fetch } = createCacheScene({ maxBytes: 2 * count }, { platform })
    expect(await cache.size()).toBe(count)
    expect(calls().map(([method]) => method)).toEqual(['readdir', 'readText'])

    for (const spy of spies) spy.mockClear()
    const hits = lines.filter((_, position) => position % 1000 === 999)
    for (const { name } of hits) {
      const { result, asked } = await fetch(`https://example.com/${name.replace(/.*-/, '')}`)
      expect(result).toMatchObject({ fromCache: true, filePath: `${folder}/${name}` })
      expect(asked).toEqual([])
    }
    expect(calls()).toEqual(hits.map(({ name }) => ['stat', `${folder}/${name}`]))
    await vi.advanceTimersByTimeAsync(1000)
    expect(calls().slice(hits.length)).toEqual([['appendFile', `${folder}/miniferry-index.jsonl`]])
    expect(platform.natives).toEqual([])
  })
})
