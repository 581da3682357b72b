import { cpSync, statSync } from 'node:fs'
import path from 'node:path'
import { filesIn, temporaryFolder, writeFiles } from '../shared/files.js'
import { nativePlatforms } from '../shared/native-platforms.js'
import { compileProblems, npmBuildProblems } from './build-problems.js'

const { package: name } = nativePlatforms.wechat

/** What a page does that downloads by one entry of our package. */
const downloads = {
  'download-file': `const { downloadFile: download } = require('${name}/download-file')`,
  downloader: `
    const { createDownloader } = require('${name}/downloader')
    const downloader = createDownloader()
    const download = (options) => downloader.download(options)`,
  cache: `
    const { createDownloader } = require('${name}/downloader')
    const { createFileCache } = require('${name}/cache')
    const downloader = createDownloader({ cache: createFileCache({ maxBytes: 1e8 }) })
    const download = (options) => downloader.download(options)`,
  platform: `
    const { createDownloadFile, createPlatform } = require('${name}/platform')
    const download = createDownloadFile(createPlatform())`,
  index: `const { downloadFile: download } = require('${name}')`,
}

export type EntryPage = keyof typeof downloads

/** A page for each entry; the one of the cache needs the downloader as well. */
export const entryPages = Object.keys(downloads) as EntryPage[]

const page = `
Page({
  data: { status: 'ready' },
  onLoad({ url }) {
    this.url = decodeURIComponent(url)
  },
  download() {
    const task = download({ url: this.url })
    task.onProgressUpdate(({ progress }) => this.setData({ percent: progress }))
    task.then(
      ({ statusCode, path }) => this.setData({ status: statusCode + ' ' + path }),
      ({ code }) => this.setData({ status: code }),
    )
  },
})
`

/** Where the page of an entry is, without an ending. */
export function pathOfPage(entry: EntryPage): string {
  return `pages/${entry}/${entry}`
}

export interface CompiledApp {
  /** As it would be uploaded. */
  readonly folder: string
  /** The scripts of our package in it. */
  readonly scripts: readonly string[]
  /** Of these scripts. */
  readonly bytes: number
}

/**
 * Makes a native app of a page for each of these entries, and has WeChat's packer and compiler build it as for an upload: minified, without the files
 * that nothing requires. Once in a process: the compiler remembers what nothing required in the first app.
 *
 * @param packageFolder - our package as it is published
 */
export async function compileEntryApp(
  entries: readonly EntryPage[],
  packageFolder: string,
): Promise<CompiledApp> {
  const project = temporaryFolder()
  cpSync(packageFolder, path.join(project, 'node_modules', name), {
    recursive: true,
    // Links to the tools that built it.
    filter: (file) => path.relative(packageFolder, file) !== 'node_modules',
  })
  writeFiles(project, {
    'package.json': JSON.stringify({ name: 'entries', version: '0.0.0', dependencies: { [name]: '*' } }),
    'project.config.json': JSON.stringify({
      appid: 'touristappid',
      compileType: 'miniprogram',
      setting: { ignoreUploadUnusedFiles: true },
    }),
    'app.json': JSON.stringify({ pages: entries.map(pathOfPage) }),
    'app.js': 'App({})\n',
    ...Object.fromEntries(
      entries.flatMap((entry) => [
        [`${pathOfPage(entry)}.js`, downloads[entry] + page],
        [`${pathOfPage(entry)}.wxml`, '<button bindtap="download">{{status}}</button>\n'],
        [`${pathOfPage(entry)}.json`, '{}\n'],
      ]),
    ),
  })
  const folder = temporaryFolder()
  const problems = [
    ...(await npmBuildProblems(project)),
    ...(await compileProblems(project, folder, 'modern')),
  ]
  if (problems.length > 0) throw new Error(problems.join('\n'))
  const scripts = filesIn(folder).filter((file) => file.startsWith(`miniprogram_npm/${name}/`))
  return {
    folder,
    scripts,
    bytes: scripts.reduce((sum, file) => sum + statSync(path.join(folder, file)).size, 0),
  }
}
