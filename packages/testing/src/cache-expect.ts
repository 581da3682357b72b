import { expect } from 'vitest'
import { bytesKept, type CacheScene, type Fetched } from './cache-scene.js'
import { isSame } from './cache-server.js'

/** Nothing but the server's bytes was handed out, of the version that there is now unless another one is named. */
export function expectFile({ server }: CacheScene, name: string, { bytes }: Fetched, version?: number): void {
  expect(isSame(bytes, server.bytesOf(name, version)), `the bytes of ${name}`).toBe(true)
}

/** A hit: no request, the file of the cache, the right bytes. */
export async function expectHit(scene: CacheScene, name: string, version?: number): Promise<void> {
  const fetched = await scene.fetch(name)
  expect(fetched.asked, `requests for ${name}`).toEqual([])
  expect(fetched.result).toMatchObject({ fromCache: true, attempts: 0 })
  expectFile(scene, name, fetched, version)
}

/** A miss: the whole file, asked for without a condition. */
export async function expectMiss(scene: CacheScene, name: string): Promise<Fetched> {
  const fetched = await scene.fetch(name)
  expect(fetched.asked.map(({ status, headers }) => [status, headers['if-none-match']])).toEqual([
    [200, undefined],
  ])
  expect(fetched.result.fromCache).toBe(false)
  expectFile(scene, name, fetched)
  return fetched
}

/** The cache knows of all files in its folder, and of no other. */
export async function expectConsistent(scene: CacheScene, maxBytes: number): Promise<void> {
  const entries = await scene.cache.entries()
  const lastOf = (path: string): string | undefined => path.split('/').pop()
  expect(entries.map(({ filePath }) => lastOf(filePath)).sort()).toEqual(scene.files().map(lastOf).sort())
  expect(await scene.cache.size()).toBe(bytesKept(scene))
  expect(bytesKept(scene)).toBeLessThanOrEqual(maxBytes)
}

/** What was handed out is there a while later too. */
export function expectStillThere(scene: CacheScene, name: string, fetched: Fetched): void {
  expectFile(scene, name, fetched)
  expectFile(scene, name, { ...fetched, bytes: scene.phone.host.simulate.readFile(fetched.path) })
}
