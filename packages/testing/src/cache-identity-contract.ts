import type { CacheKeyRequest, CacheOptions } from '@miniferry/download-core'
import { describe, expect, vi } from 'vitest'
import {
  type CacheScene,
  createCacheScene,
  expectFile,
  expectHit,
  expectMiss,
  indexPath,
  minute,
  urlOf,
} from './cache-scene.js'
import { createContractTest, type DownloaderSubject } from './contract-subject.js'
import { useFakeClock } from './virtual-time.js'

/** Requests that must not share a file do not, and the others do; nothing that a request says reaches a path or the disk. */
export function describeCacheIdentityContract(subject: DownloaderSubject): void {
  const test = createContractTest(subject)

  describe(`${subject.name} cache and whose file it is`, () => {
    useFakeClock()

    for (const [name, header] of [
      ['Accept-Language', { ...minute, Vary: 'Accept-Language' }],
      ['Authorization', minute],
      ['Cookie', minute],
      ['X-Api-Key', minute],
    ] as const) {
      test(`keeps a file for each value of ${name}, also in the next run`, async () => {
        const scene = createCacheScene(subject, { server: { header, variesBy: [name.toLowerCase()] } })
        for (const length of [1, 0]) {
          for (const value of ['one', 'two', undefined]) {
            const field = length > 0 ? name : name.toLowerCase()
            const request = value === undefined ? {} : { header: { [field]: value } }
            const { bytes, asked } = await scene.fetch('a', request)
            expect(asked).toHaveLength(length)
            expect(scene.server.isFile(bytes, 'a', 1, value ?? '')).toBe(true)
          }
          scene.restart()
        }
        expect(scene.files()).toHaveLength(3)
      })
    }

    test('removes all variants and versions of a url, and nothing else', async () => {
      const scene = createCacheScene(subject, { server: { header: { ...minute, Vary: 'Accept-Language' } } })
      const fetch = (language: string, more = {}) =>
        scene.fetch('a', { header: { 'Accept-Language': language }, ...more })
      for (const language of ['zh', 'en']) await fetch(language)
      await scene.fetch('b')
      // The app may still have the path of the older one.
      await fetch('zh', { cacheMode: 'reload' })
      expect(scene.files()).toHaveLength(4)
      expect(await scene.cache.delete(urlOf('a'))).toBe(true)
      expect(await scene.cache.delete(urlOf('a'))).toBe(false)
      expect(scene.files()).toHaveLength(1)
      await expectHit(scene, 'b')
    })

    test('writes no secret, and nothing of a url or a content type, to a path or the disk', async () => {
      for (const [type, extension] of [
        ['IMAGE/JPEG; charset=binary', '\\.jpg'],
        ['application/pdf', '\\.pdf'],
        ['../../evil', ''],
        ['text/.sh', ''],
      ] as const) {
        const scene = createCacheScene(subject, {
          server: { header: { ...minute, Vary: 'X-Secret', 'Content-Type': type } },
          config: { header: { 'X-Secret': 'the-secret' } },
        })
        const name = '..%2F..%2Fprivate-name.sh?token=private-token#private-fragment'
        await scene.fetch(name, { header: { Authorization: 'Bearer the-token' } })
        expect(scene.files()).toEqual([expect.stringMatching(`/miniferry-[a-z0-9]+-[a-z0-9]+${extension}$`)])
        expect(scene.phone.files().filter((path) => !path.startsWith('user/miniferry/cache/'))).toEqual([])
        const index = new TextDecoder().decode(scene.phone.disk.read(indexPath))
        expect(index).toContain(urlOf('..%2F..%2Fprivate-name.sh'))
        expect(index).not.toMatch(/the-secret|the-token|private-fragment/)
      }
    })

    for (const header of [
      { Range: 'bytes=0-9' },
      { 'If-None-Match': '"other"' },
      { 'if-modified-since': '0' },
    ]) {
      test(`leaves ${Object.keys(header)} to the server, and keeps nothing of that`, async () => {
        const scene = createCacheScene(subject, { server: { hasTags: false } })
        await scene.fetch('a')
        const { result, asked } = await scene.fetch('a', { header })
        expect(asked).toHaveLength(1)
        expect(result.filePath).toBeUndefined()
        expect(scene.files()).toHaveLength(1)
        await expectHit(scene, 'a')
      })
    }

    const withKey = (key: (request: CacheKeyRequest) => unknown): CacheScene =>
      createCacheScene(subject, { cache: { key: key as NonNullable<CacheOptions['key']> } })

    test('goes by the key that the app gives, of the moment in which the file is looked for', async () => {
      let user = 'one'
      const scene = withKey(({ url, header }) => {
        delete (header as Record<string, string>).Authorization
        return `${user} ${url.replace(/\?.*/, '')}`
      })
      const fetching = scene.fetch('a?signature=1', { header: { Authorization: 'one' } })
      user = 'two'
      // The headers of the request are sent, whatever `key` does to those that it is shown.
      expect((await fetching).asked.map(({ headers }) => headers.authorization)).toEqual(['one'])
      expect(await scene.cache.has(urlOf('a'))).toBe(false)
      user = 'one'
      expect((await scene.fetch('a?signature=2')).asked).toEqual([])
      await expectMiss(scene, 'b')
    })

    test('has a file for each url where key returns nothing of use, none where it throws, and warns once', async () => {
      const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
      try {
        const scene = withKey(() => Promise.reject(new Error('no key')))
        for (const name of 'ab') expectFile(scene, name, await scene.fetch(name))
        await expectHit(scene, 'a', 'b')
        expect(await scene.cache.delete(urlOf('b'))).toBe(true)
        expect(await scene.names()).toEqual(['a'])
        expect(warn.mock.calls).toEqual([[expect.stringContaining('cache.key')]])
        const throwing = withKey(() => {
          throw new Error('no key')
        })
        for (const cacheMode of ['default', 'force-cache', 'reload', 'no-cache'] as const) {
          const fetched = await throwing.fetch('a', { cacheMode })
          expectFile(throwing, 'a', fetched)
          expect(fetched.result).toMatchObject({ fromCache: false, attempts: 1 })
          expect(fetched.result.filePath).toBeUndefined()
        }
        expect(throwing.files()).toEqual([])
        const { cache } = throwing
        const a = urlOf('a')
        expect([await cache.get(a), await cache.has(a), await cache.pin(a)]).toEqual([
          undefined,
          false,
          false,
        ])
        expect(warn).toHaveBeenCalledTimes(2)
      } finally {
        warn.mockRestore()
      }
    })
  })
}
