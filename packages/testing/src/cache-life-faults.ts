import { Buffer } from 'node:buffer'
import { judgeFile } from './cache-judge.js'
import { lifeBudget, type Promised } from './cache-life.js'
import { bytesOf, type CacheScene, cacheFolder, urlOf } from './cache-scene.js'

/** Files that are not the cache's, some of them in its folder. Each contains its path. */
export const foreignInLife: readonly string[] = [
  'user/a.bin',
  'user/miniferry/notes.txt',
  'saved/photo.png',
  `${cacheFolder}/holiday.png`,
  `${cacheFolder}/miniferry-index.jsonl.old`,
  `${cacheFolder}/MINIFERRY-a-b.png`,
  `${cacheFolder}/mine/miniferry-a-b.png`,
]

/** What is wrong with the run that begins now, after a life with these promises; nothing should be. */
export async function faultsAfterLife(
  scene: CacheScene,
  { pinned, removed }: Promised,
  words: string,
): Promise<string[]> {
  const { phone, cache, server } = scene
  const faults: string[] = []
  const check = (isRight: boolean, what: string): void => {
    if (!isRight) faults.push(`${words}: ${what}`)
  }
  const isOurs = (path: string): boolean =>
    path.startsWith(`${cacheFolder}/miniferry-`) && !foreignInLife.includes(path)
  const checkBudget = (when: string): void => {
    const kept = bytesOf(scene.files().filter(isOurs), scene)
    check(kept <= lifeBudget, `${kept} bytes ${when}`)
  }

  checkBudget('at the beginning')
  const entries = await cache.entries()
  const known = entries.map(({ filePath }) => `${cacheFolder}/${filePath.split('/').pop()}`)
  const found = scene.files().filter(isOurs)
  check(found.sort().join() === known.sort().join(), `${found} are there, ${known} known`)
  check((await cache.size()) === bytesOf(known, scene), `a size of ${await cache.size()}`)
  for (const name of pinned) {
    check((await cache.get(urlOf(name)))?.isPinned === true, `${name} is not pinned any more`)
  }
  for (const name of removed) check(!(await cache.has(urlOf(name))), `${name} is there again`)

  const wanted = entries.map(({ url }) => url.replace(/^.*\//, ''))
  for (const name of new Set(['a', 'd', ...wanted])) {
    const { result, asked, bytes = new Uint8Array() } = await scene.fetch(name)
    const fault = judgeFile(server, { name, variant: '', mode: 'default', result, bytes })
    check(fault === undefined, String(fault))
    const isConfirmed = asked.every(({ status }) => status === 304)
    check(result.fromCache === isConfirmed, `${name}: asked ${asked.map(({ status }) => status)}`)
  }
  await phone.downloader.restore()
  checkBudget('in the end')
  const others = phone.files().filter((path) => !isOurs(path))
  check(others.sort().join() === [...foreignInLife].sort().join(), `others are ${others}`)
  for (const path of foreignInLife) {
    check(Buffer.from(phone.disk.read(path)).toString() === path, `${path} was changed`)
  }
  return faults
}
