/** What `package.json` of a packed package says, as far as it is looked at. */
export interface PackedManifest {
  readonly name: string
  readonly version: string
  readonly license?: string
  readonly description?: string
  readonly main?: string
  readonly module?: string
  readonly types?: string
  readonly miniprogram?: string
  readonly exports?: unknown
  readonly scripts?: Readonly<Record<string, string>>
  readonly dependencies?: Readonly<Record<string, string>>
  readonly publishConfig?: { readonly access?: string }
}

/** A tarball, unpacked. */
export interface PackedContents {
  readonly manifest: PackedManifest
  /** All files, with forward slashes, and their texts. */
  readonly files: ReadonlyMap<string, string>
}

const belongs =
  /^(?:package\.json|README\.md|LICENSE|miniprogram\/index\.js|dist\/[\w-]+\.(?:m?js|d\.m?ts)|src\/(?:[\w-]+\/)*[\w-]+(?:\.d)?\.ts)$/
const looksLikeATest = /(?:^|[/.])(?:test|spec|fixtures?)[/.]/

/** Scripts that would run on every computer that installs the package. */
const installScripts = ['preinstall', 'install', 'postinstall', 'prepare']

/** Unpacked, without sources: what an app has on its disk is small, and a stray file is not. */
const mostBytes = 600_000

/** What is wrong with a packed package as strangers get it: files that are missing or too many, and its manifest. */
export function tarballProblems(
  { manifest, files }: PackedContents,
  expected: { readonly version: string; readonly license: string },
): string[] {
  return [
    ...fileProblems(files, manifest),
    ...manifestProblems(manifest, expected.version),
    ...readmeProblems(files.get('README.md') ?? '', manifest.name),
    ...(files.get('LICENSE') === expected.license ? [] : ['LICENSE is not that of the repository']),
  ].map((problem) => `${manifest.name}: ${problem}`)
}

function fileProblems(files: ReadonlyMap<string, string>, manifest: PackedManifest): string[] {
  const names = [...files.keys()]
  const needed = ['package.json', 'README.md', 'LICENSE', ...namedFiles(manifest)]
  const bytes = names
    .filter((name) => !name.startsWith('src/'))
    .reduce((sum, name) => sum + (files.get(name)?.length ?? 0), 0)
  return [
    ...needed.filter((name) => !files.has(name)).map((name) => `${name} is missing`),
    ...names
      .filter((name) => !belongs.test(name) || looksLikeATest.test(name))
      .map((name) => `${name} does not belong in a package`),
    ...names
      .filter((name) => /\.(?:m?js|ts)$/.test(name) && (files.get(name) ?? '').trim() === '')
      .map((name) => `${name} is empty`),
    ...(bytes > mostBytes ? [`${bytes} bytes without sources, more than ${mostBytes}`] : []),
  ]
}

/** Every file that the manifest leads to. */
function namedFiles({ main, module, types, miniprogram, exports }: PackedManifest): string[] {
  const named = [main, module, types, ...targetsIn(exports)].flatMap((target) =>
    target === undefined ? [] : [target.replace(/^\.\//, '')],
  )
  return [...new Set([...named, ...(miniprogram === undefined ? [] : [`${miniprogram}/index.js`])])]
}

function targetsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(targetsIn) : []
}

function manifestProblems(manifest: PackedManifest, version: string): string[] {
  const { license, description = '', main, types, scripts = {}, dependencies = {}, publishConfig } = manifest
  return [
    ...(manifest.version === version ? [] : [`version is ${manifest.version}, not ${version}`]),
    ...(license === 'MIT' ? [] : ['license is not MIT']),
    ...(description.length > 10 ? [] : ['there is no description']),
    ...(main === undefined || types === undefined ? ['main or types is missing'] : []),
    ...(publishConfig?.access === 'public' ? [] : ['publishConfig.access is not "public"']),
    ...installScripts.filter((name) => name in scripts).map((name) => `runs "${name}" where it is installed`),
    ...Object.entries(dependencies).flatMap(([name, range]) => {
      if (!/^[\d^~]/.test(range)) return [`depends on ${name} as "${range}"`]
      if (name.startsWith('@miniferry/') && range !== version) return [`depends on ${name} ${range}`]
      return []
    }),
  ]
}

/** The page of a package on the registry: it has no repository around it, so no relative link leads anywhere. */
function readmeProblems(readme: string, name: string): string[] {
  const links = [...readme.matchAll(/\]\((?!https?:|#|mailto:)([^)]+)\)/g)].map(([, link]) => link)
  return [
    ...(readme.startsWith(`# ${name}\n`) ? [] : [`README.md does not begin with "# ${name}"`]),
    ...links.map((link) => `README.md links to ${link}, which is not in the package`),
  ]
}
