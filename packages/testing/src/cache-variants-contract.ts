import { afterEach, beforeEach, describe, expect, vi } from 'vitest'
import { createCacheScene, expectHit, expectMiss, indexPath, minute, urlOf } from './cache-scene.js'
import { isSame } from './cache-server.js'
import { createContractTest } from './contract-subject.js'
import type { DownloaderSubject } from './downloader-subject.js'

const varying = { ...minute, Vary: 'Accept-Language' }

/** Requests that must not share a file do not, and the others do. */
export function describeCacheVariantsContract(subject: DownloaderSubject): void {
  const test = createContractTest(subject)

  describe(`${subject.name} cache and the headers of a request`, () => {
    beforeEach(() => {
      vi.useFakeTimers({ now: Date.UTC(2026, 0, 1) })
    })
    afterEach(() => {
      vi.useRealTimers()
    })

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

    test('removes all variants of a url, and nothing else', async () => {
      const scene = createCacheScene(subject, { server: { header: varying } })
      for (const language of ['zh', 'en']) await scene.fetch('a', { header: { 'Accept-Language': language } })
      await scene.fetch('b')
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

    test('goes by the name that the app gives to what it asks for', async () => {
      const key = ({ url }: { readonly url: string }): string => url.replace(/\?.*/, '')
      const scene = createCacheScene(subject, { cache: { key }, server: { header: minute } })
      await scene.fetch('a?signature=1')
      const { asked } = await scene.fetch('a?signature=2')
      expect(asked).toEqual([])
      await expectMiss(scene, 'b')
    })
  })

  describe(`${subject.name} cache and the names of its files`, () => {
    const types: readonly [type: string, extension: string][] = [
      ['image/png', '.png'],
      ['IMAGE/JPEG; charset=binary', '.jpg'],
      ['application/pdf', '.pdf'],
      ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', '.docx'],
      ['video/mp4', '.mp4'],
      ['audio/mpeg', '.mp3'],
    ]
    for (const [type, extension] of types) {
      test(`come from a digest, and end in ${extension} for ${type}`, async () => {
        const header = { ...minute, 'Content-Type': type }
        const scene = createCacheScene(subject, { server: { header } })
        const { result } = await scene.fetch('private-name.exe?token=private-token#private-fragment')
        const [name = '', ...others] = scene.files()
        expect(others).toEqual([])
        expect(result.filePath?.split('/').pop()).toBe(name.split('/').pop())
        expect(name).toMatch(new RegExp(`/miniferry-[a-z0-9]+-[a-z0-9]+\\${extension}$`))
        expect(name).not.toMatch(/private|token|exe/)
      })
    }

    for (const type of ['../../evil', 'application/x-../../evil', 'text/.sh']) {
      test(`have nothing of a content type like ${type}`, async () => {
        const header = { ...minute, 'Content-Type': type }
        const scene = createCacheScene(subject, { server: { header } })
        await scene.fetch('..%2F..%2Fa.sh')
        expect(scene.files()).toHaveLength(1)
        expect(scene.files()[0]).toMatch(/\/miniferry-[a-z0-9]+-[a-z0-9]+(\.(bin|txt))?$/)
        expect(scene.phone.files().filter((path) => !path.startsWith('user/miniferry/cache/'))).toEqual([])
      })
    }
  })
}
