import { describe, expect } from 'vitest'
import { useFakeClock } from './cache-clock.js'
import { expectHit, expectMiss } from './cache-expect.js'
import { createCacheScene, indexPath, minute, urlOf } from './cache-scene.js'
import { isSame } from './cache-server.js'
import { createContractTest } from './contract-subject.js'
import type { DownloaderSubject } from './downloader-subject.js'

const varying = { ...minute, Vary: 'Accept-Language' }

/** Requests that must not share a file do not, and the others do. */
export function describeCacheVariantsContract(subject: DownloaderSubject): void {
  const test = createContractTest(subject)

  describe(`${subject.name} cache and the headers of a request`, () => {
    useFakeClock()

    test('keeps a file for each value of a header that the server varies by', async () => {
      const scene = createCacheScene(subject, {
        server: { header: varying, variesBy: ['accept-language'] },
      })
      const fetch = async (name: string, language: string) => {
        const { bytes, asked } = await scene.fetch('a', { header: { [name]: language } })
        expect(isSame(bytes, scene.server.bytesOf('a', 1, language))).toBe(true)
        return asked.map(({ status }) => status)
      }
      for (const [restarts, expected] of [
        [false, [200]],
        [true, []],
      ] as const) {
        if (restarts) scene.restart()
        expect(await fetch('Accept-Language', 'zh')).toEqual(expected)
        expect(await fetch('accept-language', 'en')).toEqual(expected)
      }
      expect(scene.files()).toHaveLength(2)
    })

    test('removes all variants and versions of a url, and nothing else', async () => {
      const scene = createCacheScene(subject, { server: { header: varying } })
      for (const language of ['zh', 'en']) await scene.fetch('a', { header: { 'Accept-Language': language } })
      await scene.fetch('b')
      // The app may still have the path of the older one.
      await scene.fetch('a', { header: { 'Accept-Language': 'zh' }, cacheMode: 'reload' })
      expect(scene.files()).toHaveLength(4)
      expect(await scene.cache.delete(urlOf('a'))).toBe(true)
      expect(await scene.cache.delete(urlOf('a'))).toBe(false)
      expect(scene.files()).toHaveLength(1)
      await expectHit(scene, 'b')
    })

    test('asks without a condition for a variant that is not there', async () => {
      const scene = createCacheScene(subject, { server: { header: varying } })
      await scene.fetch('a', { header: { 'Accept-Language': 'zh' } })
      await expectMiss(scene, 'a')
    })

    test('keeps nothing that varies by everything', async () => {
      const scene = createCacheScene(subject, { server: { header: { ...minute, Vary: '*' } } })
      await expectMiss(scene, 'a')
      await expectMiss(scene, 'a')
      expect(scene.files()).toEqual([])
    })

    for (const name of ['Authorization', 'authorization', 'Cookie', 'X-Api-Key', 'X-User-Token']) {
      test(`never hands out to one user what another one got with ${name}`, async () => {
        const scene = createCacheScene(subject, {
          server: { header: minute, variesBy: [name.toLowerCase()] },
        })
        for (const value of ['one', 'two', undefined]) {
          for (const expected of [1, 0]) {
            const { bytes, asked } = await scene.fetch(
              'a',
              value === undefined ? {} : { header: { [name]: value } },
            )
            expect(asked).toHaveLength(expected)
            expect(isSame(bytes, scene.server.bytesOf('a', 1, value ?? ''))).toBe(true)
          }
        }
        expect(scene.files()).toHaveLength(3)
      })
    }

    test('writes no secret to the disk', async () => {
      const scene = createCacheScene(subject, {
        server: { header: { ...minute, Vary: 'X-Secret' } },
        config: { header: { 'X-Secret': 'the-secret' } },
      })
      await scene.fetch('a', { header: { Authorization: 'Bearer the-token' } })
      expect(scene.files()).toHaveLength(1)
      const index = new TextDecoder().decode(scene.phone.disk.read(indexPath))
      expect(index).toContain(urlOf('a'))
      expect(index).not.toMatch(/the-secret|the-token/)
    })

    test('shares a file between requests that differ in other headers', async () => {
      const scene = createCacheScene(subject, { server: { header: minute } })
      await scene.fetch('a', { header: { 'X-Trace': '1' } })
      const { asked } = await scene.fetch('a', { header: { 'X-Trace': '2' } })
      expect(asked).toEqual([])
    })

    for (const header of [
      { Range: 'bytes=0-9' },
      { 'If-None-Match': '"other"' },
      { 'if-modified-since': '0' },
    ]) {
      test(`leaves ${Object.keys(header)} to the server, and keeps nothing of that`, async () => {
        const scene = createCacheScene(subject, { server: { header: minute } })
        await scene.fetch('a')
        const { result, asked } = await scene.fetch('a', { header })
        expect(asked.map(({ status }) => status)).toEqual([200])
        expect(result.filePath).toBeUndefined()
        expect(scene.files()).toHaveLength(1)
        await expectHit(scene, 'a')
      })
    }

    test('goes by the name that the app gives to what it asks for', async () => {
      const key = ({ url }: { readonly url: string }): string => url.replace(/\?.*/, '')
      const scene = createCacheScene(subject, { cache: { key }, server: { header: minute } })
      await scene.fetch('a?signature=1')
      const { asked } = await scene.fetch('a?signature=2')
      expect(asked).toEqual([])
      await expectMiss(scene, 'b')
    })
  })
}
