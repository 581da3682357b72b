import { statSync } from 'node:fs'
import path from 'node:path'
import { manageDownload } from './manage-download.js'
import { runAria2c } from './run-aria2c.js'
import { runCurl, runCurlUntilDone } from './run-curl.js'
import { runInProcess } from './run-in-process.js'
import { withFolder } from './with-folder.js'

/** How a tool fared with one file; `undefined` where the tool is not installed. */
export interface Fetched {
  readonly seconds: number
  readonly isFinished: boolean
}

/** Something that downloads a file. */
export interface TransferTool {
  readonly title: string
  /** How Debian calls what has to be installed. */
  readonly debianPackage?: string
  /** Whether it differs from the tool before only where connections break. */
  readonly isForBreaks?: boolean
  fetch(url: string, size: number): Promise<Fetched | undefined>
}

const connections = 4
const retries = 3
/** Tries of who begins at zero, and of `curl` that is called again. */
const fromZero = 5
const again = 20

export const transferTools: readonly TransferTool[] = [
  {
    title: `native call, at most ${fromZero} tries`,
    fetch: (url, size) =>
      withFolder(async (folder) => {
        const args = [url, folder, `${fromZero}`]
        const run = await runInProcess<Fetched & { size?: number }>('native-in-process.ts', args)
        if (run.isFinished && run.size !== size) throw new Error('the host stored another size')
        return run
      }),
  },
  { title: 'downloader', fetch: (url, size) => manage(url, size, 1) },
  { title: `downloader, parallel ${connections}`, fetch: (url, size) => manage(url, size, connections) },
  {
    title: `\`curl -C - --retry ${retries}\``,
    debianPackage: 'curl',
    isForBreaks: true,
    fetch: (url, size) =>
      withFolder(async (folder) => {
        const options = ['--retry', `${retries}`, '--retry-all-errors', '--retry-delay', '1']
        const run = await runCurl(url, folder, options)
        return run && { seconds: run.seconds, isFinished: run.exitCode === 0 && checked(folder, size) }
      }),
  },
  {
    title: '`curl -C -`, called again',
    debianPackage: 'curl',
    fetch: (url, size) =>
      withFolder(async (folder) => {
        const run = await runCurlUntilDone(url, folder, again)
        return run && { seconds: run.seconds, isFinished: run.exitCode === 0 && checked(folder, size) }
      }),
  },
  { title: '`aria2c`', debianPackage: 'aria2', fetch: (url, size) => aria2c(url, size, 1) },
  {
    title: `\`aria2c -x${connections} -s${connections} -k1M\``,
    debianPackage: 'aria2',
    fetch: (url, size) => aria2c(url, size, connections),
  },
]

async function manage(url: string, size: number, parallel: number): Promise<Fetched> {
  const { seconds } = await manageDownload(url, size, parallel)
  return { seconds, isFinished: true }
}

function aria2c(url: string, size: number, count: number): Promise<Fetched | undefined> {
  return withFolder(async (folder) => {
    const seconds = await runAria2c(url, folder, count)
    return seconds === undefined ? undefined : { seconds, isFinished: checked(folder, size) }
  })
}

function checked(folder: string, size: number): true {
  if (statSync(path.join(folder, 'file')).size !== size) throw new Error('another size was stored')
  return true
}
