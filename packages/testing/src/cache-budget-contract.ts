import { describe, expect } from 'vitest'
import { type CacheScene, createCacheScene } from './cache-scene.js'
import { createContractTest, type DownloaderSubject } from './contract-subject.js'
import { useFakeClock } from './virtual-time.js'

const tenMebibytes = 10 * 1024 * 1024

/** The limits of the host, besides the budget. */
export function describeCacheBudgetContract(subject: DownloaderSubject): void {
  const test = createContractTest(subject)

  const open = (maxBytes = 10_000, large = 1000): CacheScene => {
    const sizeOf = (name: string): number => (name === 'large' ? large : 1000)
    return createCacheScene(subject, { cache: { maxBytes }, server: { sizeOf } })
  }

  describe(`${subject.name} cache and its budget`, () => {
    useFakeClock()

    test('keeps a file of more than 10 MB where the host does, else serves it, and nothing goes for it', async () => {
      const scene = open(3 * tenMebibytes, tenMebibytes + 1)
      await scene.fetch('small')
      const fetched = await scene.fetch('large')
      scene.expectFile('large', fetched)
      const isKept = subject.limitBytes > tenMebibytes
      expect(fetched.result.filePath !== undefined).toBe(isKept)
      expect(await scene.names()).toEqual(isKept ? ['small', 'large'] : ['small'])
    })

    test('serves a file that the host finds too large to store', async () => {
      const scene = open()
      scene.phone.host.simulate.knobs.maxFileBytes = 999
      expect((await scene.expectMiss('a')).result.filePath).toBeUndefined()
      expect(scene.files()).toEqual([])
    })

    test('makes room where it is the quota that was reached', async () => {
      const scene = open(20_000, 3000)
      await scene.fetchAll('abcdefghi')
      scene.phone.host.simulate.knobs.maxTotalBytes = 10_000
      await scene.expectMiss('large')
      await scene.expectHit('large')
    })
  })
}
