import { Buffer } from 'node:buffer'
import type { FileCache } from '@miniferry/download-core'
import { vi } from 'vitest'
import {
  bytesOf,
  type CacheScene,
  cacheFolder,
  createCacheScene,
  indexPath,
  minute,
  urlOf,
} from './cache-scene.js'
import { isSame } from './cache-server.js'
import type { ContractDisk, DownloaderSubject } from './downloader-subject.js'

/** The app over a disk that is there; its files have 20 bytes. */
export function openOn(subject: DownloaderSubject, disk: ContractDisk): CacheScene {
  return createCacheScene(subject, { host: { disk }, server: { header: minute, sizeOf: () => 20 } })
}

/** A disk on which a cache has added, replaced, confirmed, pinned, used and removed files. */
export async function createLivedInDisk(subject: DownloaderSubject): Promise<ContractDisk> {
  const disk = subject.createMemoryDisk()
  const scene = openOn(subject, disk)
  for (const name of 'abc') await scene.fetch(name)
  scene.server.change('a')
  await scene.fetch('a', { cacheMode: 'reload' })
  await scene.fetch('b', { cacheMode: 'no-cache' })
  await scene.cache.pin(urlOf('b'))
  await scene.fetch('c')
  await scene.cache.delete(urlOf('c'))
  await vi.advanceTimersByTimeAsync(1000)
  return disk
}

/** The line of an index that tells of `a`, with another name and size. */
export function lineLike(disk: ContractDisk, name: string | undefined, size = '20'): string {
  const lines = Buffer.from(disk.read(indexPath)).toString().split('\n')
  const [line] = lines.filter((text) => /^miniferry-\S+ 20 /.test(text) && text.includes(urlOf('a')))
  // Else what is changed about it would be nothing.
  if (line === undefined) throw new Error('the lines of an index look different now')
  return line.replace(
    /^miniferry-(\w+)\S+ 20 /,
    (_, digest) => `${name ?? `miniferry-${digest}-def`} ${size} `,
  )
}

/** What is wrong with what is there when a run begins. */
export async function faultsAtBegin(
  scene: CacheScene,
  words: string,
  cache: FileCache = scene.cache,
): Promise<string[]> {
  const faults: string[] = []
  const check = (isRight: boolean, what: string): void => {
    if (!isRight) faults.push(`${words}: ${what}`)
  }
  const entries = await cache.entries()
  const ours = scene.files().filter((path) => path.startsWith(`${cacheFolder}/miniferry-`))
  check(entries.length === ours.length, `${entries.length} of ${ours}`)
  check((await cache.size()) === bytesOf(ours, scene), 'another size than on the disk')
  for (const { url, filePath } of entries) {
    const name = url.replace(/^.*\//, '')
    const bytes = scene.phone.host.simulate.readFile(filePath)
    const isOurs = [1, 2].some((version) => isSame(bytes, scene.server.bytesOf(name, version)))
    check(isOurs, `other bytes of ${url}`)
  }
  return faults
}
