import { Buffer } from 'node:buffer'
import { freshFor } from './cache-judge.js'
import { type CacheScene, createCacheScene } from './cache-scene.js'
import { type CacheWorldOptions, foreignFiles, worldBudget, worldFiles } from './cache-world-event.js'
import type { DownloaderSubject } from './downloader-subject.js'

/** Where a world begins: an empty cache among the files of others. */
export function createWorldScene(
  subject: DownloaderSubject,
  { staleIfError, knobs }: Pick<CacheWorldOptions, 'staleIfError' | 'knobs'>,
): CacheScene {
  const disk = subject.createMemoryDisk()
  for (const path of foreignFiles) disk.write(path, Buffer.from(path))
  return createCacheScene(subject, {
    cache: { maxBytes: worldBudget, staleIfError },
    host: { disk, knobs },
    server: {
      header: { 'Cache-Control': `max-age=${freshFor / 1000}` },
      sizeOf: (name) => worldFiles.get(name) ?? 0,
      variesBy: ['authorization'],
    },
  })
}
