import { expect, it } from 'vitest'
import { type PackedManifest, tarballProblems } from '../tarball-problems.js'

const manifest: PackedManifest = {
  name: '@miniferry/download-wechat',
  version: '0.1.0',
  license: 'MIT',
  description: 'Downloads files',
  miniprogram: 'miniprogram',
  exports: { '.': {}, './downloader': {}, './package.json': './package.json' },
  dependencies: { '@miniferry/download-core': '0.1.0' },
  publishConfig: { access: 'public' },
}

const files = {
  'README.md': '# @miniferry/download-wechat\n\n[here](#there)\n',
  LICENSE: 'MIT License',
  'dist/index.js': '"use strict"',
  'dist/index.mjs': 'export {}',
  'dist/index.d.ts': 'export {}',
  'dist/index.d.mts': 'export {}',
  'miniprogram/index.js': '"use strict"',
  'miniprogram/downloader.js': '"use strict"',
  'miniprogram/chunks/task.js': '"use strict"',
  'downloader.js': '"use strict"',
  'downloader.d.ts': 'export {}',
  'src/cache/file-cache.ts': 'export {}',
}

function problemsOf(
  changes: { manifest?: Partial<PackedManifest>; files?: Record<string, string | undefined> } = {},
): string[] {
  const texts = {
    'package.json': JSON.stringify({ ...manifest, ...changes.manifest }),
    ...files,
    ...changes.files,
  }
  const present = Object.entries(texts).filter((entry): entry is [string, string] => entry[1] !== undefined)
  const problems = tarballProblems(new Map(present), { version: '0.1.0', license: 'MIT License' })
  return problems.map((problem) => problem.replace('@miniferry/download-wechat: ', ''))
}

it('finds nothing wrong with a whole package', () => {
  expect(problemsOf()).toEqual([])
})

it.each([
  'README.md',
  'LICENSE',
  'miniprogram/index.js',
  'miniprogram/downloader.js',
  'downloader.js',
  'downloader.d.ts',
])('misses %s', (file) => {
  expect(problemsOf({ files: { [file]: undefined } })).toContain(`${file} is missing`)
})

it.each([
  'test/a.test.ts',
  'src/a.test.ts',
  'dist/index.js.map',
  'tsconfig.json',
  '.turbo/build.log',
  'src/a.js',
  'another.js',
  'miniprogram/index.d.ts',
  'miniprogram/others/task.js',
])('wants no %s', (file) => {
  expect(problemsOf({ files: { [file]: 'x' } })).toEqual([`${file} does not belong in a package`])
})

it('wants the licence of the repository', () => {
  expect(problemsOf({ files: { LICENSE: 'another' } })).toEqual(['LICENSE is not that of the repository'])
})

it('wants no empty script', () => {
  expect(problemsOf({ files: { 'dist/index.js': '\n' } })).toEqual(['dist/index.js is empty'])
})

it('wants no heap of bytes', () => {
  expect(problemsOf({ files: { 'dist/index.js': 'x'.repeat(700_000) } })).toEqual([
    expect.stringMatching(/^\d+ bytes without sources, more than 700000$/),
  ])
})

it.each([
  [{ version: '0.0.9' }, 'version is 0.0.9, not 0.1.0'],
  [{ license: 'ISC' }, 'license is not MIT'],
  [{ description: '' }, 'there is no description'],
  [{ publishConfig: {} }, 'publishConfig.access is not "public"'],
  [{ scripts: { postinstall: 'node x' } }, 'runs "postinstall" where it is installed'],
  [
    { dependencies: { '@miniferry/download-core': 'workspace:*' } },
    'depends on @miniferry/download-core as "workspace:*"',
  ],
  [{ dependencies: { '@miniferry/download-core': '0.0.9' } }, 'depends on @miniferry/download-core 0.0.9'],
])('sees %o in the manifest', (change, problem) => {
  expect(problemsOf({ manifest: change })).toEqual([problem])
})

it('wants a README that stands alone', () => {
  expect(problemsOf({ files: { 'README.md': '# Miniferry\n[docs](docs/cache.md)\n' } })).toEqual([
    'README.md does not begin with "# @miniferry/download-wechat"',
    'README.md links to docs/cache.md, which is not in the package',
  ])
})
