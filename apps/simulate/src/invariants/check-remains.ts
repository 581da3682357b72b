import type { App } from '../app/app.js'
import { isFailure, isUnfinished } from '../app/follow-download.js'
import type { WishState } from '../app/wish-state.js'
import { filesBelow } from '../host/noticing-disk.js'
import type { WorldState } from '../run/world-state.js'
import { isSame } from '../server/web-server.js'
import { isPlainRest, plainResourceAt } from './check-plain.js'

/** Files that are none of the library's business. */
export const bystanders: readonly string[] = [
  'user/notes.txt',
  'user/0.bin.part',
  'user/books/index.html',
  'user/miniferry/readme.txt',
  'user/miniferry/cache/mine.png',
  'saved/saved.jpg',
]

export function checkFinished({ violations }: WorldState, app: App): void {
  for (const handle of app.handles) {
    const { download, state, heard, isRestored } = handle
    const name = `download ${state.wish.index}`
    if (isUnfinished(handle)) {
      violations.add('all that can finish finishes', `${name} is ${download.state} for ever`)
      continue
    }
    const isFailed = isFailure(handle.outcome)
    const expected = isRestored
      ? ['event', isFailed ? 'rejected' : 'resolved']
      : ['event', isFailed ? 'fail' : 'success', 'complete', isFailed ? 'rejected' : 'resolved']
    violations.check(heard.join() === expected.join(), 'one outcome', `${name} told ${heard.join()}`)
  }
  violations.check(
    app.running.size === 0,
    'nothing runs for nobody',
    `${app.running.size} transfers run in the end`,
  )
  for (const { resource, heard } of app.plain.all) {
    const isOne = /^(success,complete,resolved|fail,complete,rejected)$/.test(heard.join())
    violations.check(isOne, 'one outcome', `downloadFile of ${resource} told ${heard.join()}`)
  }
  const { running, waiting } = app.platform.slots
  violations.check(
    running === 0 && waiting.size === 0,
    'limits',
    `${running} places taken, ${waiting.size} wait in the end`,
  )
}

/**
 * What is on the disk in the end, and should not be.
 *
 * @param isLater - in a later run of the app: older versions in the cache, whose paths the app may have had, have to be gone
 */
export async function checkRemains(world: WorldState, app: App, isLater: boolean): Promise<void> {
  const { violations, disk, wishes, orphans } = world
  const { host } = app
  for (const { wish, isWanted, isDone } of wishes) {
    if (wish.filePath === undefined || !isWanted || !isDone) continue
    const path = `user/${wish.filePath}`
    const data = disk.stat(path) === undefined ? undefined : disk.read(path)
    // Or what the app wanted there afterwards.
    const those = wishes.filter((other) => other.wish.filePath === wish.filePath)
    const isThere = data !== undefined && those.some((state) => isAnyVersion(world, state, data))
    violations.check(isThere, 'whole files', `${path} is not there in the end`)
  }
  for (const path of bystanders) {
    const isThere = disk.stat(path) !== undefined && isSame(disk.read(path), Buffer.from(path))
    violations.check(isThere, 'no other file is touched', `${path} has changed`)
  }
  const expected = new Set([...bystanders, ...wishes.map(({ wish }) => `user/${wish.filePath}`)])
  for (const path of await cachedFiles(world, app)) expected.add(path)
  const given = new Set(
    app.handles.map(({ outcome }) =>
      outcome === undefined || isFailure(outcome) ? '' : outcome.tempFilePath,
    ),
  )
  for (const path of ['user', 'saved', 'temporary', 'part'].flatMap((area) => filesBelow(disk, area))) {
    if (isPlainRest(world, path) ? isHosts(world, path) : plainResourceAt(world, path) !== undefined) continue
    if (expected.has(path) || isTemporaryOf(path, given) || isTemporaryOf(path, orphans)) continue
    if (!isLater && /\/cache\/miniferry-[\da-z]+-/.test(path)) continue
    // Temporary files can only be moved, to a folder that could not be made.
    if (world.couldNotClear && path.startsWith('temporary/')) continue
    violations.add('nothing is left behind', `${path}, ${disk.stat(path)?.size} bytes`)
  }
  void host
}

/** The files that the caches know, and their indexes. Each has to be there, and right. */
async function cachedFiles(world: WorldState, app: App): Promise<string[]> {
  const { violations, disk, wishes, plan } = world
  const known: string[] = []
  for (const [index, downloader] of app.downloaders.entries()) {
    const { directory = 'miniferry', cache } = plan.configs[index] ?? {}
    const folder = `user/${directory}/cache`
    // A kill may leave a second one, and where the host does not say that a file is in the way a third one, until the first is written anew: so
    // there is at most one of each.
    const { fileWords = 'own' } = plan.phone.knobs
    for (const end of fileWords === 'own' ? ['', '~'] : ['', '~', '~~']) {
      known.push(`${folder}/miniferry-index.jsonl${end}`)
    }
    let bytes = 0
    for (const { filePath, url, size, isPinned } of await downloader.cache.entries()) {
      const path = `${folder}/${filePath.replace(/^.*\//, '')}`
      known.push(path)
      if (!isPinned) bytes += size
      const data = disk.stat(path) === undefined ? undefined : disk.read(path)
      const isVersion = (state: WishState): boolean => data !== undefined && isAnyVersion(world, state, data)
      const isRight = data === undefined || wishes.some((state) => state.url === url && isVersion(state))
      // Who asks for a file however old it is may keep it as well; the server may not be asked to store what it forbids.
      const { cacheControl } = wishes.find((state) => state.url === url)?.resource ?? {}
      const isForbidden = cacheControl === 'no-store' && plan.phone.sight.seesHeader
      violations.check(!isForbidden, 'cache', `${path} is kept, which the server forbids`)
      violations.check(isRight, 'cache', `${path} is not what ${url} was`)
    }
    const budget = app.resized.get(index) ?? (cache ? cache.maxBytes : 0)
    violations.check(bytes <= budget, 'cache', `${bytes} bytes cached, of ${budget}`)
  }
  return known
}

function isAnyVersion({ server }: WorldState, { resource, user }: WishState, data: Uint8Array): boolean {
  return server.versionOf(resource, user, data, Number.NEGATIVE_INFINITY) !== undefined
}

/** Hosts write paths of temporary files as they like; the name on the disk is the end of it. */
function isTemporaryOf(path: string, hostPaths: ReadonlySet<string | undefined>): boolean {
  return path.startsWith('temporary/') && isOneOf(path.slice('temporary/'.length), hostPaths)
}

/** What the host has told nobody of, or left there of a download that failed. */
function isHosts({ orphans, plan }: WorldState, path: string): boolean {
  return isOneOf(path, orphans) || (plan.phone.knobs.partialFile === 'kept' && path.includes('('))
}

function isOneOf(path: string, hostPaths: ReadonlySet<string | undefined>): boolean {
  const name = path.replace(/^user\//, '')
  return [...hostPaths].some((hostPath) => hostPath?.endsWith(name))
}
