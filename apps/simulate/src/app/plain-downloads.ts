import type { DownloadFileOptions, DownloadFileResult } from '@miniferry/download-core'
import { longName } from '../plan/long-names.js'
import type { WorldPlan } from '../plan/world-plan.js'
import type { WorldState } from '../run/world-state.js'
import type { RunningApp } from './start-app.js'

/** Calls of `downloadFile` by the app itself, in one of its lives. */
export interface PlainDownloads {
  readonly all: readonly PlainDownload[]
  begin(resource: number, hasPath: boolean): void
  /** One that the host refuses before anything is fetched. */
  beginBad(): void
}

export interface PlainDownload {
  readonly resource: number
  /** As the host writes it, where it has one. */
  readonly filePath: string | undefined
  /** Milliseconds since 1970. */
  readonly since: number
  /** What was heard of the end, in order: `success` or `fail`, `complete`, `resolved` or `rejected`. */
  readonly heard: string[]
  isDone: boolean
}

export function createPlainDownloads(
  world: WorldState,
  { host, downloadFile }: RunningApp,
  onSuccess: (download: PlainDownload, result: DownloadFileResult) => void,
): PlainDownloads {
  const { clock, say } = world
  const all: PlainDownload[] = []

  const begin = (options: DownloadFileOptions, resource: number): void => {
    const { filePath } = options
    const download: PlainDownload = { resource, filePath, since: clock.now, heard: [], isDone: false }
    all.push(download)
    const hear = (what: string) => (): void => {
      download.heard.push(what)
    }
    const callbacks = { success: hear('success'), fail: hear('fail'), complete: hear('complete') }
    downloadFile({ ...options, ...callbacks }).then(
      (result) => {
        download.heard.push('resolved')
        download.isDone = true
        say('app', () => `downloadFile of ${resource}: ${result.statusCode}, ${result.path}`)
        onSuccess(download, result)
      },
      ({ code, message }) => {
        download.heard.push('rejected')
        say('app', () => `downloadFile of ${resource} fails: ${code}, ${message}`)
      },
    )
  }
  return {
    all,
    begin(resource, hasPath) {
      const url = `https://files.example.com/files/${resource}`
      const filePath = `${host.env.USER_DATA_PATH}/${plainPath(world.plan, resource)}`
      begin({ url, timeout: 20_000, ...(hasPath && { filePath }) }, resource)
    },
    beginBad: () => begin({ url: 'https://[files/0' }, 0),
  }
}

/** Where the app puts what it downloads by itself, below the folder of user files. */
export function plainPath({ phone }: WorldPlan, resource: number): string {
  const { maxNameBytes = Number.POSITIVE_INFINITY, filePathExisting } = phone.knobs
  const name = `plain-${resource}.bin`
  // A host that makes another name of it makes one that is too long.
  const isLong = maxNameBytes !== Number.POSITIVE_INFINITY && filePathExisting !== 'rename'
  return isLong ? longName(name, maxNameBytes) : name
}
