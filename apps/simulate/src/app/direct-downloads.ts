import type { DownloadFileOptions, DownloadFileResult } from '@miniferry/download-core'
import { longName } from '../plan/downloads.js'
import type { RunPlan } from '../plan/plan.js'
import type { RunState } from '../run/run-state.js'
import type { Launch } from './launch.js'

/** A call of `downloadFile` by the app itself. */
export interface DirectDownload {
  readonly resource: number
  /** As the host writes it, where it has one. */
  readonly filePath: string | undefined
  /** Milliseconds since 1970. */
  readonly since: number
  /** What was heard of the end, in order: `success` or `fail`, `complete`, `resolved` or `rejected`. */
  readonly heard: string[]
  isDone: boolean
}

/** Those of one launch of the app. */
export function createDirectDownloads(
  { clock, trace, plan }: RunState,
  { host, downloadFile }: Launch,
  onSuccess: (download: DirectDownload, result: DownloadFileResult) => void,
) {
  const all: DirectDownload[] = []
  const begin = (options: DownloadFileOptions, resource: number): void => {
    const { filePath } = options
    const download: DirectDownload = { resource, filePath, since: clock.now, heard: [], isDone: false }
    all.push(download)
    const hear = (what: string) => (): void => {
      download.heard.push(what)
    }
    const callbacks = { success: hear('success'), fail: hear('fail'), complete: hear('complete') }
    downloadFile({ ...options, ...callbacks }).then(
      (result) => {
        download.heard.push('resolved')
        download.isDone = true
        trace('app', () => `downloadFile of ${resource}: ${result.statusCode}, ${result.path}`)
        onSuccess(download, result)
      },
      ({ code, message }) => {
        download.heard.push('rejected')
        trace('app', () => `downloadFile of ${resource} fails: ${code}, ${message}`)
      },
    )
  }
  return {
    all: all as readonly DirectDownload[],
    begin(resource: number, hasPath: boolean): void {
      const url = `https://files.example.com/files/${resource}`
      const filePath = `${host.env.USER_DATA_PATH}/${directPath(plan, resource)}`
      begin({ url, timeout: 20_000, ...(hasPath && { filePath }) }, resource)
    },
    /** One that the host refuses before anything is fetched. */
    beginBad: (): void => begin({ url: 'https://[files/0' }, 0),
  }
}

/** Where the app puts what it downloads by itself, below the folder of user files. */
export function directPath({ phone }: RunPlan, resource: number): string {
  const { maxNameBytes = Number.POSITIVE_INFINITY, filePathExisting } = phone.knobs
  const name = `direct-${resource}.bin`
  // A host that makes another name of it makes one that is too long.
  const isLong = maxNameBytes !== Number.POSITIVE_INFINITY && filePathExisting !== 'rename'
  return isLong ? longName(name, maxNameBytes) : name
}

/** The resource that is stored there, if that is a path of `downloadFile` by itself, as the disk has it. */
export function directResourceAt(plan: RunPlan, path: string): number | undefined {
  // A host that finds something there puts the file beside it, and the library moves it to its place.
  const place = path.replace(/\(\d+\)(?=\.bin$)/, '')
  return plan.resources.find(({ index }) => place === `user/${directPath(plan, index)}`)?.index
}

/** Whether a file on the disk is on its way to where `downloadFile` by itself is to put it. */
export function isDirectRemnant(plan: RunPlan, path: string): boolean {
  if (/^user\/miniferry\/moved-\d+~?$/.test(path)) return true
  return path.includes('(') && directResourceAt(plan, path) !== undefined
}
