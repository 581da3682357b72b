import type { DownloadFileResult } from '@miniferry/download-core'
import { type App, cacheRequest } from '../app/app.js'
import { type DirectDownload, directResourceAt, isDirectRemnant } from '../app/direct-downloads.js'
import { isFailure, isUnfinished } from '../app/handle.js'
import { type DiskOperation, fileAt, filesBelow, nameOf } from '../host/observed-disk.js'
import { markOf, type RequestState } from '../run/request-state.js'
import type { RunState } from '../run/run-state.js'
import { isSame } from '../server/resource.js'
import { checkFolders, checkNamed, namedOf, prepareFolders } from './check-folders.js'
import { checkWritten } from './check-secrecy.js'

/** Files that the library has nothing to do with, some of which look like its own. Each contains its path. */
const foreignFiles: readonly string[] = [
  'user/notes.txt',
  'user/0.bin.part',
  'user/books/index.html',
  'user/miniferry/readme.txt',
  'user/miniferry/cache/mine.png',
  'user/miniferry/cache/miniferry-index.jsonl.old',
  'user/miniferry/cache/MINIFERRY-a-b.png',
  'user/miniferry/cache/mine/miniferry-a-b.png',
  'saved/saved.jpg',
]
const oldContent = Buffer.from('the old file')
const ownNames = [
  /^moved-\d+~?$/,
  /^downloads\/([\da-z]+\.part~?|discarded-\d+|miniferry-downloads\.jsonl~{0,2})$/,
  /^cache\/miniferry-(index\.jsonl~{0,2}|[\da-z]+-[\da-z]+(\.\w+)?)$/,
]
const cachedName = /\/cache\/miniferry-[\da-z]+-[\da-z]+(\.\w+)?$/

/** Files that were there before, some where downloads are to go. */
export function prepareFiles(state: RunState): void {
  const { disk, plan, random } = state
  const before = random('before')
  for (const path of foreignFiles) disk.write(path, Buffer.from(path))
  for (const { filePath } of plan.requests) {
    if (filePath !== undefined && before.chance(0.5)) disk.write(`user/${filePath}`, oldContent)
  }
  prepareFolders(state)
}

/** Compares each change of the disk, when it is made, with what may be there, since the app may be killed right after it. */
export function createChangeCheck(state: RunState, app: () => App) {
  const { requests, disk, check, server, plan } = state
  /** Who wants a file there. */
  const targets = new Map<string, RequestState[]>()
  for (const request of requests) {
    const path = `user/${request.request.filePath}`
    if (request.request.filePath !== undefined) targets.set(path, [...(targets.get(path) ?? []), request])
  }
  /** Where nothing is an allowed state: nothing was there before, or it was lost. */
  const mayMiss = new Set([...targets.keys()].filter((path) => disk.stat(path) === undefined))
  const { knobs } = plan.phone
  const folders = plan.configs.map(({ directory = 'miniferry' }) => `user/${directory}/`)
  const isOurs = (path: string): boolean => {
    if (targets.has(path) || directResourceAt(plan, path) !== undefined) return true
    const folder = folders.find((start) => path.startsWith(start))
    return folder !== undefined && ownNames.some((name) => name.test(path.slice(folder.length)))
  }
  /** A file call that takes its time may still do what was asked for before an abort. */
  const isPrompt = plan.callbacks.fileDelay + plan.callbacks.fileNews === 0

  return (path: string, operation: DiskOperation): void => {
    if (operation === 'mkdir' || !/^(user|saved|storage)\//.test(path)) return
    const data = fileAt(disk, path)
    checkWritten(state, path, data)
    if (checkNamed(state, app(), path)) return
    check(state.isExternal || isOurs(path), 'no other file is touched', `${operation} ${path}`)
    const direct = plan.resources[directResourceAt(plan, path) ?? -1]
    // What `downloadFile` by itself puts at a path is whole as well, unless the host leaves there what it got of it.
    if (direct !== undefined && data !== undefined && knobs.partialFile !== 'kept') {
      check(server.versionOf(direct, '', data) !== undefined, 'whole files', `${path} is no version`)
    }
    const wanting = targets.get(path)
    if (wanting === undefined) return
    if (data === undefined) {
      if (state.isExternal) mayMiss.add(path)
      // Where the host refuses to replace a file, it has to go first.
      const mayGo = mayMiss.has(path) || refusesToReplace(plan)
      check(mayGo, 'whole files', `${path} is gone`)
      return
    }
    mayMiss.delete(path)
    const isWhole = isSame(data, oldContent) || wanting.some((request) => isVersion(state, request, data))
    check(isWhole, 'whole files', () => `${path} has ${data.length} bytes that are no version`)
    const isWanted = app().handles.some(
      (handle) => wanting.includes(handle.state) && isUnfinished(handle) && !handle.isAborted,
    )
    const mayReplace = isWanted || !isPrompt || isSame(data, oldContent)
    check(mayReplace, 'whole files', `${path} is replaced, though nobody waits for it`)
  }
}

/** Whether a file has to go before the host puts another one in its place. */
function refusesToReplace({ phone: { platform, knobs } }: RunState['plan']): boolean {
  return (knobs.renameExisting ?? (platform === 'alipay' ? 'refuse' : 'replace')) === 'refuse'
}

/** `downloadFile` by itself says where the file is, and it is the server's. */
export function checkDirect(
  { server, check, plan, lostAt }: RunState,
  { host, direct }: App,
  { resource: index, filePath: asked, since }: DirectDownload,
  { path = '', filePath, tempFilePath, statusCode }: DownloadFileResult,
): void {
  const name = `downloadFile of ${index}`
  const [named, other] = asked === undefined ? [tempFilePath, filePath] : [filePath, tempFilePath]
  const isThere = path !== '' && path === named && other === undefined && (asked ?? path) === path
  const words = `${name}: ${path}, where ${asked ?? 'a temporary file'} was asked for`
  check(isThere, 'right bytes', words)
  const isFile = statusCode === undefined || statusCode === 200
  check(isFile, 'right bytes', `${name}: success with status ${statusCode}`)
  const data = host.simulate.readFile(path)
  const resource = plan.resources[index]
  if (resource === undefined) return
  if (data === undefined) {
    const isLost = [...lostAt].some(([lost, at]) => at >= since && path.endsWith(lost))
    // Another call for this path may be just about to replace it, where the host does not.
    const isContested =
      asked !== undefined &&
      direct.all.some(({ filePath, heard }) => filePath === asked && heard.length === 0)
    check(isLost || isContested, 'right bytes', `${name}: no file at ${path}`)
    return
  }
  // Where the host names a path at which it has put nothing, and the file is lost before it is moved there, the old one is taken for it.
  const isEchoed = plan.phone.knobs.filePath === 'echoed' && [...lostAt.values()].some((at) => at >= since)
  const isRight = isEchoed || server.versionOf(resource, '', data, since) !== undefined
  check(isRight, 'right bytes', `${name}: ${data.length} bytes that are no version`)
}

/**
 * The downloads that the next launch has to find, whatever they were doing when the app was killed. Where file calls take their time, are not told of
 * or fail, or files were lost, the records may not be there; nor that of what was asked for in this very moment.
 */
export function unfinishedOf({ plan, clock, couldNotClean, lostAt }: RunState, app: App): RequestState[] {
  const { fileDelay, fileNews, loses, repeats } = plan.callbacks
  if (fileDelay + fileNews + loses + repeats > 0 || couldNotClean || lostAt.size > 0) return []
  const waiting = app.handles.filter(
    (handle) => isUnfinished(handle) && !handle.isAborted && !handle.hadRival && handle.since < clock.now,
  )
  return waiting.map(({ state }) => state).filter(({ hasPlace }) => hasPlace)
}

/** What was asked of an earlier launch goes on, if this one restores it. */
export function checkRestored(state: RunState, app: App, unfinished: readonly RequestState[]): void {
  for (const request of unfinished) {
    const isThere = app.handles.some((handle) => handle.state === request) || isFinished(state, request)
    const words = `download ${request.request.index} was not restored`
    state.check(isThere, 'all that can finish finishes', words)
  }
}

/** Whether the file of a request is there that came since the app waits for it. */
export function isFinished(state: RunState, request: RequestState): boolean {
  const { filePath, address } = request.request
  if (address.directory !== undefined) {
    return namedOf(state, request).some(
      ([, { data, isTold }]) => !isTold && isVersion(state, request, data, request.cycle.since),
    )
  }
  const data = fileAt(state.disk, `user/${filePath}`)
  return data !== undefined && isVersion(state, request, data, request.cycle.since)
}

function isVersion({ server }: RunState, { resource, user }: RequestState, data: Uint8Array, since?: number) {
  return server.versionOf(resource, user, data, since) !== undefined
}

/** When all is at rest: nothing is unfinished, and everything was told once, in the right order. */
export function checkFinished({ check }: RunState, app: App): void {
  for (const { download, state, heard, isRestored, outcome } of app.handles) {
    const name = `download ${state.request.index}`
    if (outcome === undefined) {
      check(false, 'all that can finish finishes', `${name} is ${download.state} for ever`)
      continue
    }
    const [callback, settled] = isFailure(outcome) ? ['fail', 'rejected'] : ['success', 'resolved']
    const expected = isRestored ? ['event', settled] : ['event', callback, 'complete', settled]
    check(heard.join() === expected.join(), 'one outcome', `${name} told ${heard.join()}`)
  }
  for (const { resource, heard } of app.direct.all) {
    const isOne = /^(success,complete,resolved|fail,complete,rejected)$/.test(heard.join())
    check(isOne, 'one outcome', `downloadFile of ${resource} told ${heard.join()}`)
  }
  const { size } = app.running
  check(size === 0, 'nothing runs unneeded', `${size} transfers run in the end`)
  const { running, waiting } = app.platform.slots
  const isFree = running === 0 && waiting.size === 0
  check(isFree, 'limits', `${running} places taken, ${waiting.size} wait in the end`)
}

/**
 * What is on the disk in the end, and should not be.
 *
 * @param isLater - in a later launch of the app: older versions in the cache, whose paths the app may have had, have to be gone
 */
export async function checkRemains(state: RunState, app: App, isLater: boolean): Promise<void> {
  const { check, disk, requests, orphans, plan, couldNotClean } = state
  for (const { request, isWanted, isDone } of requests) {
    if (request.filePath === undefined || !isWanted || !isDone) continue
    const path = `user/${request.filePath}`
    const data = fileAt(disk, path)
    // Or what the app wanted there afterwards.
    const those = requests.filter((other) => other.request.filePath === request.filePath)
    const isThere = data !== undefined && those.some((one) => isVersion(state, one, data))
    // Killed while a host that does not replace files was to replace it, and then aborted.
    const isBetween =
      data === undefined &&
      refusesToReplace(plan) &&
      those.some((one) => !one.isWanted && one.cycle.kills > 0)
    check(isThere || isBetween, 'whole files', `${path} is not there in the end`)
  }
  for (const path of foreignFiles) {
    const isThere = isSame(fileAt(disk, path) ?? oldContent, Buffer.from(path))
    check(isThere, 'no other file is touched', `${path} has changed`)
  }
  // What tells of the unfinished downloads; there may be one in the end that tells of none.
  const journals = plan.configs.flatMap(({ directory = 'miniferry' }) =>
    ['', '~', '~~'].map((end) => `user/${directory}/downloads/miniferry-downloads.jsonl${end}`),
  )
  const targets = requests.map(({ request }) => `user/${request.filePath}`)
  const cached = await cachedFiles(state, app, isLater)
  const expected = new Set([...foreignFiles, ...checkFolders(state), ...targets, ...journals, ...cached])
  const given = app.handles.map(({ outcome }) => (isFailure(outcome) ? undefined : outcome?.tempFilePath))
  // Hosts write paths of temporary files as they like; the name on the disk is the end of it.
  const isHosts = (path: string): boolean => {
    const end = path.replace(/^(user|temporary)\//, '')
    return [...orphans, ...given].some((hostPath) => hostPath?.endsWith(end))
  }
  for (const path of ['user', 'saved', 'temporary', 'part'].flatMap((area) => filesBelow(disk, area))) {
    if (isDirectRemnant(plan, path)) {
      // What the host has told nobody of, or left there of a download that failed.
      if (isHosts(path) || (plan.phone.knobs.partialFile === 'kept' && path.includes('('))) continue
    } else if (directResourceAt(plan, path) !== undefined) continue
    if (expected.has(path) || (!isLater && cachedName.test(path) && !foreignFiles.includes(path))) continue
    // Kept of a failure, which no record could take back on a full disk; then aborted, and killed in that moment.
    const isKept =
      (couldNotClean && requests.some(({ isWanted, cycle }) => !isWanted && cycle.kills > 0)) ||
      // Or aborted, killed in that moment, and brought back, to a dead address.
      app.handles.some(({ isRestored, outcome }) => isRestored && isFailure(outcome))
    if (isKept && path.endsWith('.part')) continue
    // Temporary files can only be moved, to a folder that could not be made; what is nobody's is left to the host.
    const mayStay = couldNotClean || plan.phone.knobs.temporaryNames === 'url' || isHosts(path)
    if (path.startsWith('temporary/') && mayStay) continue
    check(false, 'nothing is left behind', `${path}, ${disk.stat(path)?.size} bytes`)
  }
}

/** The files that the caches know, and their indexes. Each has to be there, and right; no more than may be; what was pinned is, what was deleted is not. */
async function cachedFiles(state: RunState, app: App, isLater: boolean): Promise<string[]> {
  const { check, disk, requests, plan, lostAt, couldNotClean } = state
  const mayMiss = lostAt.size > 0 || couldNotClean
  const known: string[] = []
  for (const [index, kept] of app.caches.entries()) {
    if (kept === undefined) continue
    const { directory = 'miniferry', cache } = plan.configs[index] ?? {}
    const folder = `user/${directory}/cache`
    // A kill may leave a second one, and where the host does not say that a file is in the way a third one, until the first is written anew: so
    // there is at most one of each.
    const ends = (plan.phone.knobs.fileWords ?? 'own') === 'own' ? ['', '~'] : ['', '~', '~~']
    for (const end of ends) known.push(`${folder}/miniferry-index.jsonl${end}`)
    const entries = await kept.entries()
    for (const { filePath, url, size } of entries) {
      const path = `${folder}/${nameOf(filePath)}`
      known.push(path)
      const data = fileAt(disk, path)
      const asked = requests.filter(({ request }) => request.mark === markOf(url))
      const isRight = data === undefined ? mayMiss : asked.some((one) => isVersion(state, one, data))
      check(isRight && (data?.length ?? size) === size, 'cache', `${path} is not what ${url} was`)
      // Who asks for a file however old it is may keep it as well; the server may not be asked to store what it forbids.
      const isForbidden = asked[0]?.resource.cacheControl === 'no-store' && plan.phone.visible.header
      check(!isForbidden, 'cache', `${path} is kept, which the server forbids`)
    }
    const sum = (of: typeof entries): number => of.reduce((bytes, { size }) => bytes + size, 0)
    const bytes = sum(entries.filter(({ isPinned }) => !isPinned))
    const budget = app.resized.get(index) ?? (cache ? cache.maxBytes : 0)
    check(bytes <= budget, 'cache', `${bytes} bytes cached, of ${budget}`)
    const size = await kept.size()
    check(!isLater || size === sum(entries), 'cache', `a size of ${size}, of files of ${sum(entries)}`)
    for (const one of requests) {
      const { request, isPinned, isDeleted } = one
      if (request.downloader !== index || mayMiss) continue
      const file = await kept.get(cacheRequest(one))
      check(!isPinned || file?.isPinned === true, 'cache', `${request.index} is not pinned any more`)
      check(!isDeleted || !file, 'cache', `${request.index} is there again`)
    }
  }
  return known
}
