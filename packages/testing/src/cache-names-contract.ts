import { describe, expect } from 'vitest'
import { useFakeClock } from './cache-clock.js'
import { createCacheScene, minute } from './cache-scene.js'
import { createContractTest } from './contract-subject.js'
import type { DownloaderSubject } from './downloader-subject.js'

/** Nothing that a server or a url says reaches a path, but what kind of file it is. */
export function describeCacheNamesContract(subject: DownloaderSubject): void {
  const test = createContractTest(subject)

  describe(`${subject.name} cache and the names of its files`, () => {
    useFakeClock()

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
