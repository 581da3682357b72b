import { describe, expect } from 'vitest'
import { createCacheScene, indexPath, minute, urlOf } from './cache-scene.js'
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
  })
}
