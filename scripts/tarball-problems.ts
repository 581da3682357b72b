/** What `package.json` of a packed package says, as far as publint and attw do not look at it. */
export interface PackedManifest {
  readonly name: string
  readonly version: string
  readonly license?: string
  readonly description?: string
  readonly miniprogram?: string
  readonly exports?: Readonly<Record<string, unknown>>
  readonly scripts?: Readonly<Record<string, string>>
  readonly dependencies?: Readonly<Record<string, string>>
  readonly publishConfig?: { readonly access?: string }
}

const belongs =
  /^(?:package\.json|README\.md|LICENSE|miniprogram\/(?:chunks\/)?[\w-]+\.js|(?:download-file|downloader|cache|platform)\.(?:js|d\.ts)|dist\/[\w-]+\.(?:m?js|d\.m?ts)|src\/(?:[\w-]+\/)*[\w-]+(?:\.d)?\.ts)$/
const looksLikeATest = /(?:^|[/.])(?:test|spec|fixtures?)[/.]/

/** Scripts that would run on every computer that installs the package. */
const installScripts = ['preinstall', 'install', 'postinstall', 'prepare']

/** Unpacked, without sources, for two kinds of modules with types and for WeChat: a stray file is larger than what is left. */
const mostBytes = 700_000

/**
 * What is wrong with a packed package as strangers get it: files that are missing or too many, and its manifest.
 *
 * @param files - of the tarball, by their paths with forward slashes
 */
export function tarballProblems(
  files: ReadonlyMap<string, string>,
  expected: { readonly version: string; readonly license: string },
): string[] {
  const manifest: PackedManifest = JSON.parse(files.get('package.json') ?? '{}')
  return [
    ...fileProblems(files, manifest),
    ...manifestProblems(manifest, expected.version),
    ...readmeProblems(files.get('README.md') ?? '', manifest.name),
    ...(files.get('LICENSE') === expected.license ? [] : ['LICENSE is not that of the repository']),
  ].map((problem) => `${manifest.name}: ${problem}`)
}

/** Native hosts know nothing of `exports`: WeChat looks for an entry in `miniprogram`, Alipay at the root of the package. */
function nativeFiles({ miniprogram, exports = {} }: PackedManifest): string[] {
  if (miniprogram === undefined) return []
  const entries = Object.keys(exports).flatMap((subpath) => /^\.\/([\w-]+)$/.exec(subpath)?.[1] ?? [])
  return [
    `${miniprogram}/index.js`,
    ...entries.flatMap((name) => [`${miniprogram}/${name}.js`, `${name}.js`, `${name}.d.ts`]),
  ]
}

function fileProblems(files: ReadonlyMap<string, string>, manifest: PackedManifest): string[] {
  const names = [...files.keys()]
  const bytes = names
    .filter((name) => !name.startsWith('src/'))
    .reduce((sum, name) => sum + (files.get(name)?.length ?? 0), 0)
  return [
    ...['README.md', 'LICENSE', ...nativeFiles(manifest)]
      .filter((name) => !files.has(name))
      .map((name) => `${name} is missing`),
    ...names
      .filter((name) => !belongs.test(name) || looksLikeATest.test(name))
      .map((name) => `${name} does not belong in a package`),
    ...names
      .filter((name) => /\.(?:m?js|ts)$/.test(name) && (files.get(name) ?? '').trim() === '')
      .map((name) => `${name} is empty`),
    ...(bytes > mostBytes ? [`${bytes} bytes without sources, more than ${mostBytes}`] : []),
  ]
}

function manifestProblems(manifest: PackedManifest, version: string): string[] {
  const { license, description = '', scripts = {}, dependencies = {}, publishConfig } = manifest
  return [
    ...(manifest.version === version ? [] : [`version is ${manifest.version}, not ${version}`]),
    ...(license === 'MIT' ? [] : ['license is not MIT']),
    ...(description.length > 10 ? [] : ['there is no description']),
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
