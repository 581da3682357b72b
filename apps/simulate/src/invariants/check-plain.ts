import type { DownloadFileResult } from '@miniferry/download-core'
import type { App } from '../app/app.js'
import { type PlainDownload, plainPath } from '../app/plain-downloads.js'
import type { WorldState } from '../run/world-state.js'

/** `downloadFile` by itself says where the file is, and it is the server's. */
export function checkPlain(
  { server, violations, plan, lostAt }: WorldState,
  { host, plain }: Pick<App, 'host' | 'plain'>,
  { resource: index, filePath: asked, since }: PlainDownload,
  { path = '', filePath, tempFilePath, statusCode }: DownloadFileResult,
): void {
  const name = `downloadFile of ${index}`
  const named = asked === undefined ? tempFilePath : filePath
  const other = asked === undefined ? filePath : tempFilePath
  violations.check(
    path !== '' && path === named && other === undefined && (asked === undefined || path === asked),
    'right bytes',
    `${name}: ${path}, where ${asked ?? 'a temporary file'} was asked for`,
  )
  violations.check(
    statusCode === undefined || statusCode === 200,
    'right bytes',
    `${name}: success with status ${statusCode}`,
  )
  const data = host.simulate.readFile(path)
  const resource = plan.resources[index]
  if (resource === undefined) return
  if (data === undefined) {
    const isLost = [...lostAt].some(([lost, at]) => at >= since && path.endsWith(lost))
    // Another call for this path may be just about to replace it, where the host does not.
    const isContested =
      asked !== undefined && plain.all.some(({ filePath, heard }) => filePath === asked && heard.length === 0)
    violations.check(isLost || isContested, 'right bytes', `${name}: no file at ${path}`)
    return
  }
  // Where the host names a path at which it has put nothing, and the file is lost before it is moved there, the old one is taken for it.
  const isEchoed = plan.phone.knobs.filePath === 'echoed' && [...lostAt.values()].some((at) => at >= since)
  const isRight = isEchoed || server.versionOf(resource, '', data, since) !== undefined
  violations.check(isRight, 'right bytes', `${name}: ${data.length} bytes that are no version`)
}

/** The resource that is stored there, if that is a path of `downloadFile` by itself, as the disk has it. */
export function plainResourceAt({ plan }: WorldState, path: string): number | undefined {
  // A host that finds something there puts the file beside it, and the library moves it to its place.
  const place = path.replace(/\(\d+\)(?=\.bin$)/, '')
  const found = plan.resources.find(({ index }) => place === `user/${plainPath(plan, index)}`)
  return found?.index
}

/** Whether a file on the disk is on its way to where `downloadFile` by itself is to put it. */
export function isPlainRest(world: WorldState, path: string): boolean {
  if (/^user\/miniferry\/moved-\d+~?$/.test(path)) return true
  return path.includes('(') && plainResourceAt(world, path) !== undefined
}
