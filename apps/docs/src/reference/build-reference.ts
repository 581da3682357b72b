import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Application, LogLevel } from 'typedoc'

const app = join(import.meta.dirname, '../..')
/** Where the pages of the reference are left for `preparePages`. */
const out = join(app, '.reference')
/** What TypeDoc reads; gone when it has written. */
const entries = join(out, 'entries')

const alike = 'Exported by `@miniferry/download-wechat` and `@miniferry/download-alipay` alike.'
const fromWechat = (names: string, entry = '') =>
  `export { ${names.split(' ').join(', ')} } from '@miniferry/download-wechat${entry}'`
const fromPlatform = (names: string) => fromWechat(names, '/platform')

/**
 * Each page with its title, what it says first, and the exports that it explains, in this order: a name that several have is
 * explained by the first.
 */
const pages: readonly (readonly [name: string, title: string, lead: string, exports: string])[] = [
  [
    'download-file',
    'downloadFile',
    `One download: \`wx.downloadFile\` and \`my.downloadFile\` with the same options, results and errors. ${alike}`,
    `${fromWechat(
      `AbortSignalLike DownloadFile DownloadFileOptions DownloadFileResult DownloadProfile DownloadTask HeadersEvent \
ProgressEvent TimingPhases downloadFile timingPhases`,
    )}\n${fromPlatform('DownloadPlatform createDownloadFile')}`,
  ],
  [
    'downloader',
    'The download manager',
    `The download manager: queue, retry, resume, integrity. ${alike}`,
    fromWechat(
      `AttemptAddress AttemptFacts Checksum Download Downloader DownloaderConfig DownloaderEvent DownloaderEvents \
DownloadGroup DownloadOutcome DownloadPolicy DownloadProgress DownloadRequest DownloadResult DownloadState DownloadSummary \
DownloadTiming GroupProgress Hasher ResponseFacts ResumeOptions RetryOptions WaitingFor createDownloader downloadAll`,
    ),
  ],
  [
    'cache',
    'The cache',
    `The file cache, for \`createDownloader({ cache })\`. ${alike}`,
    fromWechat(
      'CachedFile CacheKeyRequest CacheMode CacheOptions CacheRequest DownloadCache FileCache createFileCache',
    ),
  ],
  [
    'errors',
    'Errors',
    `Why a download failed. ${alike}`,
    fromWechat('DownloadErrorCode DownloadErrorInit DownloadError isDownloadError'),
  ],
  [
    'support',
    'Support',
    `What the client can do that the code runs on. ${alike}`,
    `${fromWechat('Feature supports')}\n${fromPlatform('FeatureSupport SupportTable supportTable')}`,
  ],
  [
    'simulator',
    'The simulator',
    `A \`wx\` and a \`my\` for tests and previews: \`@miniferry/download-simulator\`. \`createFolderDisk\` is exported by
 * \`@miniferry/download-simulator/node\`.`,
    `export * from '@miniferry/download-simulator'
export { createFolderDisk } from '@miniferry/download-simulator/node'`,
  ],
  [
    'platform',
    'The platform seam',
    `What a binding to a host is made of. The seam itself is exported by all packages; the functions that build one are
 * exported by \`@miniferry/download-core\` only, and are free to change with any release.`,
    `export * from '@miniferry/download-core'
${fromPlatform('createPlatform')}`,
  ],
]

/** Makes each page from the comments in the code. */
export async function buildReference(): Promise<void> {
  await rm(out, { recursive: true, force: true })
  await mkdir(entries, { recursive: true })
  for (const [name, , lead, exports] of pages) {
    await writeFile(join(entries, `${name}.ts`), `/**\n * ${lead}\n *\n * @module ${name}\n */\n${exports}\n`)
  }
  const typedoc = await Application.bootstrapWithPlugins({
    plugin: ['typedoc-plugin-markdown'],
    entryPoints: pages.map(([name]) => join(entries, `${name}.ts`)),
    tsconfig: join(app, 'tsconfig.json'),
    outputs: [{ name: 'markdown', path: out }],
    router: 'module',
    readme: 'none',
    name: 'Miniferry',
    disableSources: true,
    excludeInternal: true,
    excludeExternals: true,
    skipErrorChecking: true,
    logLevel: LogLevel.Warn,
    sort: ['source-order'],
    groupOrder: 'Variables,Functions,Classes,Constructors,Properties,Methods,Interfaces,Type Aliases'.split(
      ',',
    ),
    hideBreadcrumbs: true,
    hidePageHeader: true,
    hideGroupHeadings: true,
    useCodeBlocks: true,
    useHTMLAnchors: true,
    expandParameters: true,
    parametersFormat: 'table',
    interfacePropertiesFormat: 'table',
    typeDeclarationFormat: 'table',
    propertyMembersFormat: 'table',
  } as Parameters<typeof Application.bootstrapWithPlugins>[0])
  const project = await typedoc.convert()
  if (project === undefined) throw new Error('TypeDoc made nothing of the entries')
  await typedoc.generateOutputs(project)
  if (typedoc.logger.hasErrors() || typedoc.logger.hasWarnings())
    throw new Error('TypeDoc is not content: see above')
  await rm(join(out, 'README.md'))
  for (const [name, title, , exports] of pages) {
    const page = join(out, `${name}.md`)
    const text = await readFile(page, 'utf8')
    for (const [exported] of exports.replaceAll(/from '.*'/g, '').matchAll(/\w+(?=[,} ])/g)) {
      if (exported !== 'export' && !text.includes(exported)) throw new Error(`${name}: no ${exported}`)
    }
    await writeFile(page, asOnePage(text, title))
  }
}

function asOnePage(text: string, title: string): string {
  return (
    text
      .replace(/^# .*$/m, `# ${title} {#page}`)
      // The anchor belongs to the heading.
      .replaceAll(/<a id="([^"]+)"><\/a>\n\n(#+ .*)/g, '$2 {#$1}')
      // Rules between chapters, and dashes for what has no description.
      .replaceAll('\n***\n', '')
      .replaceAll('| - |\n', '|  |\n')
      // What another page explains is found there.
      .replaceAll(/^## .*\n\nRe-exports .*\n+/gm, '')
      // It is read from one package, and holds for both.
      .replaceAll(/\b(for|in) a WeChat mini-program/g, '$1 a WeChat or Alipay mini-program')
      .replaceAll(
        /^What WeChat can do, by base library/gm,
        'What the platform can do, by base library and client',
      )
      .replaceAll(/^WeChat as core sees it/gm, 'The platform as core sees it')
      .replaceAll(
        '`wx`, for tests; by default the `wx` that',
        '`wx` or `my`, for tests; by default the one that',
      )
  )
}
