import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Application, LogLevel } from 'typedoc'

const app = join(import.meta.dirname, '../..')
/** Where the pages of the reference are left for `preparePages`. */
const out = join(app, '.reference')

/** Each page with its title, in this order: a name that several have is explained by the first. */
const entries = {
  'download-file': 'downloadFile',
  downloader: 'The download manager',
  cache: 'The cache',
  errors: 'Errors',
  support: 'Support',
  simulator: 'The simulator',
  platform: 'The platform seam',
} as const

/** Makes a page of each entry from the comments in the code. */
export async function buildReference(): Promise<void> {
  await rm(out, { recursive: true, force: true })
  const typedoc = await Application.bootstrapWithPlugins({
    plugin: ['typedoc-plugin-markdown'],
    entryPoints: Object.keys(entries).map((name) => join(import.meta.dirname, `entries/${name}.ts`)),
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
    groupOrder: [
      'Variables',
      'Functions',
      'Classes',
      'Constructors',
      'Properties',
      'Methods',
      'Interfaces',
      'Type Aliases',
    ],
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
  for (const [name, title] of Object.entries(entries)) {
    const page = join(out, `${name}.md`)
    const text = await readFile(page, 'utf8')
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
  )
}
