import type { App } from '../app/app.js'
import { isUnfinished } from '../app/handle.js'
import { fileAt, filesBelow, nameOf } from '../host/observed-disk.js'
import type { RequestState } from '../run/request-state.js'
import type { NamedFile, RunState } from '../run/run-state.js'
import { isSame } from '../server/resource.js'

const mostBytes = 255

/** Some of the names that servers and urls give. */
const strangers = ['report.pdf', 'report (1).pdf', 'download', '报告.pdf', 'notes.txt']

/** Files of the app that have been in the folders before. Each contains its path. */
export function prepareFolders(state: RunState): void {
  for (const path of foldersOf(state).flatMap((folder) => strangers.map((name) => `${folder}${name}`))) {
    const data = Buffer.from(path)
    state.disk.write(path, data)
    state.named.set(path, { data, owners: [], isTold: true })
  }
}

/** Compares a change in one of the folders with what may be there. Says whether the path is in one. */
export function checkNamed(state: RunState, app: App, path: string): boolean {
  const { named, disk, check, isExternal, plan } = state
  const folder = foldersOf(state).find((start) => path.startsWith(start))
  if (folder === undefined) return false
  const before = named.get(path)
  const data = fileAt(disk, path)
  if (data === undefined) {
    check(before === undefined || isExternal, 'no other file is touched', `${path} is gone`)
    named.delete(path)
    return true
  }
  if (before !== undefined) {
    check(isSame(before.data, data), 'no other file is touched', `${path} is replaced`)
    return true
  }
  const name = path.slice(folder.length)
  const isName = !/^[.\s]|[/\\:*?"<>|\p{Cc}\u202e]/u.test(name) && Buffer.byteLength(name) <= mostBytes
  check(isName, 'no other file is touched', `${path} is no name`)
  const owners = state.requests.filter((request) => isIn(request, folder) && isVersion(state, request, data))
  check(owners.length > 0, 'whole files', () => `${path} has ${data.length} bytes that are no version`)
  const { fileDelay, fileNews } = plan.callbacks
  const isWanted = app.handles.some(
    (handle) => owners.includes(handle.state) && isUnfinished(handle) && !handle.isAborted,
  )
  check(
    isWanted || fileDelay + fileNews > 0,
    'whole files',
    `${path} is put there, though nobody waits for it`,
  )
  named.set(path, { data, owners, isTold: false })
  return true
}

/** The app hears of a file in a folder, which is its own from then on, and has the name that it was told. */
export function noteNamed(state: RunState, request: RequestState, path: string, fileName: string): void {
  const { directory } = request.request.address
  const file = state.named.get(`user/${directory}/${nameOf(path)}`)
  const isRight = path.endsWith(`/${directory}/${fileName}`) && nameOf(path) === fileName
  state.check(isRight, 'right bytes', `download ${request.request.index}: ${fileName} at ${path}`)
  // It may be lost by now, which is looked at elsewhere.
  if (file === undefined) return
  const isOwn = file.owners.includes(request)
  state.check(isOwn, 'right bytes', `download ${request.request.index}: ${path} is not its own`)
  Object.assign(file, { owners: [request], isTold: true })
}

/** The files that a request may have at places of which the server said the names, by their paths on the disk. */
export function namedOf(
  { named }: RunState,
  request: RequestState,
): readonly (readonly [string, NamedFile])[] {
  return [...named].filter(([, { owners }]) => owners.includes(request))
}

/** In the end there is what the app was told of, and what it could not hear of. */
export function checkFolders(state: RunState): string[] {
  const { named, check, disk, couldNotClean, unheardFiles } = state
  const unheard = [...named.values()].filter(({ isTold }) => !isTold).length
  check(
    couldNotClean || unheard <= unheardFiles,
    'nothing is left behind',
    `${unheard} files in folders, of ${unheardFiles}`,
  )
  for (const path of foldersOf(state).flatMap((folder) => filesBelow(disk, folder.slice(0, -1)))) {
    check(named.has(path), 'nothing is left behind', path)
  }
  for (const request of state.requests) {
    if (request.request.address.directory === undefined || !request.isWanted || !request.isDone) continue
    check(
      namedOf(state, request).length > 0,
      'whole files',
      `the file of ${request.request.index} is not there in the end`,
    )
  }
  return [...named.keys()]
}

function foldersOf({ plan }: RunState): string[] {
  const all = plan.requests.flatMap(({ address: { directory } }) => directory ?? [])
  return [...new Set(all)].map((directory) => `user/${directory}/`)
}

function isIn({ request }: RequestState, folder: string): boolean {
  return folder === `user/${request.address.directory}/`
}

function isVersion({ server }: RunState, { resource, user }: RequestState, data: Uint8Array): boolean {
  return server.versionOf(resource, user, data) !== undefined
}
