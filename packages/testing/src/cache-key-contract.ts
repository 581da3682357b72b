import type { CacheKeyRequest, CacheOptions } from '@miniferry/download-core'
import { afterEach, beforeEach, describe, expect, vi } from 'vitest'
import { useFakeClock } from './cache-clock.js'
import { expectFile, expectHit } from './cache-expect.js'
import { type CacheScene, createCacheScene, minute, namesIn, urlOf } from './cache-scene.js'
import { createContractTest } from './contract-subject.js'
import type { DownloaderSubject } from './downloader-subject.js'

/** What `key` may return that names nothing. */
const noKeys: readonly [words: string, make: () => unknown][] = [
  ['undefined', () => undefined],
  ['null', () => null],
  ['an empty text', () => ''],
  ['a number', () => 5],
  ['NaN', () => Number.NaN],
  ['a boolean', () => true],
  ['an object', () => ({ key: 'a' })],
  ['an array', () => ['a']],
  ['a symbol', () => Symbol('a')],
  ['a function', () => () => 'a'],
  ['a text as an object', () => Object('a')],
  ['a promise', () => Promise.resolve('a')],
  ['a promise that rejects', () => Promise.reject(new Error('no key'))],
]

/** What code of the app says of a file is not believed where it makes no sense. */
export function describeCacheKeyContract(subject: DownloaderSubject): void {
  const test = createContractTest(subject)

  describe(`${subject.name} cache and the key of the app`, () => {
    useFakeClock()
    let warnings: string[] = []
    beforeEach(() => {
      warnings = []
      vi.spyOn(console, 'warn').mockImplementation((words) => void warnings.push(String(words)))
    })
    afterEach(() => {
      vi.restoreAllMocks()
    })

    const create = (key: (request: CacheKeyRequest) => unknown): CacheScene =>
      createCacheScene(subject, {
        cache: { key: key as NonNullable<CacheOptions['key']> },
        server: { header: minute, variesBy: ['authorization'] },
      })

    for (const [words, make] of noKeys) {
      test(`gives each url its own file where key returns ${words}, and warns once`, async () => {
        const scene = create(make)
        for (const name of 'ab') expectFile(scene, name, await scene.fetch(name))
        for (const name of 'ab') await expectHit(scene, name)
        expect(await namesIn(scene)).toEqual(['a', 'b'])
        expect(await scene.cache.pin(urlOf('a'))).toBe(true)
        expect(await scene.cache.delete(urlOf('b'))).toBe(true)
        expect(await scene.cache.has(urlOf('b'))).toBe(false)
        expect(warnings).toEqual([expect.stringContaining('cache.key')])
      })
    }

    test('keeps users apart where key returns nothing', async () => {
      const scene = create(() => undefined)
      for (const user of ['one', 'two', 'one']) {
        const { bytes, asked } = await scene.fetch('a', { header: { Authorization: user } })
        expect(bytes).toEqual(scene.server.bytesOf('a', 1, user))
        expect(asked.every(({ headers }) => headers.authorization === user)).toBe(true)
      }
      expect(scene.server.asked).toHaveLength(2)
    })

    test('goes on without the cache where key throws, and warns once', async () => {
      const scene = create(() => {
        throw new Error('no key')
      })
      for (const cacheMode of ['default', 'default', 'force-cache', 'reload', 'no-cache'] as const) {
        const fetched = await scene.fetch('a', { cacheMode })
        expectFile(scene, 'a', fetched)
        expect(fetched.result).toMatchObject({ fromCache: false, attempts: 1 })
        expect(fetched.result.filePath).toBeUndefined()
        expect(fetched.asked).toHaveLength(1)
      }
      expect(scene.files()).toEqual([])
      expect(warnings).toEqual([expect.stringContaining('cache.key')])
    })

    test('has nothing, and fails at nothing, for what key throws at', async () => {
      const scene = create(({ url }) => {
        if (url.endsWith('bad')) throw new Error('no key')
        return url
      })
      await scene.fetch('good')
      await scene.fetch('bad')
      const bad = urlOf('bad')
      const { cache } = scene
      expect([await cache.get(bad), await cache.has(bad)]).toEqual([undefined, false])
      expect([await cache.pin(bad), await cache.unpin(bad), await cache.delete(bad)]).toEqual([
        false,
        false,
        false,
      ])
      await expectHit(scene, 'good')
      expect(await namesIn(scene)).toEqual(['good'])
    })

    test('keeps a file under the key that it was looked for with, though the next one is another', async () => {
      let user = 'one'
      const scene = create(({ url }) => `${user} ${url}`)
      for (const [name, cacheMode] of [
        ['a', 'default'],
        ['b', 'reload'],
      ] as const) {
        user = 'one'
        const fetching = scene.fetch(name, { cacheMode })
        user = 'two'
        await fetching
        expect(await scene.cache.has(urlOf(name))).toBe(false)
        user = 'one'
        await expectHit(scene, name)
      }
    })

    test('sends the headers of the request, whatever key does to those that it is shown', async () => {
      const scene = create(({ url, header }) => {
        delete (header as Record<string, string>).Authorization
        return url
      })
      const { asked } = await scene.fetch('a', { header: { Authorization: 'one' } })
      expect(asked.map(({ headers }) => headers.authorization)).toEqual(['one'])
    })
  })
}
