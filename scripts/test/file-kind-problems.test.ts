import { describe, expect, it } from 'vitest'
import { type CommittedFile, fileKindProblems, staleExceptions } from '../file-kind-problems.js'

const textFile = (file: string, size = 100): CommittedFile => ({ file, size, start: Buffer.from('text') })
const picture = (file: string): CommittedFile => ({ file, size: 1000, start: Buffer.from('\x89PNG\0') })

describe('the check of what is committed', () => {
  it('rejects the cache of a plug-in, as it was committed once', () => {
    const file = 'tools/consumers/taro/.swc/plugins/v7_linux_x86_64_0.104.8/a21de3c9'
    expect(fileKindProblems({ file, size: 2_821_920, start: Buffer.from([0xff, 0, 1]) })).toEqual([
      `${file}: is a cache or build output (.swc/)`,
      `${file}: is a binary`,
      `${file}: has 2821920 bytes, more than 500000`,
    ])
  })

  it.each([
    'packages/core/dist/index.js',
    'node_modules/acorn/package.json',
    'apps/docs/.vitepress/cache/deps/a.js',
    '.turbo/log.txt',
    'coverage/index.html',
    'tools/x/build/a.js',
  ])('rejects what a tool made: %s', (file) => {
    expect(fileKindProblems(textFile(file))).toEqual([expect.stringContaining('cache or build output')])
  })

  it('rejects a binary, wherever it is', () => {
    expect(fileKindProblems(picture('docs/other.png'))).toEqual(['docs/other.png: is a binary'])
  })

  it('rejects a large file, unless it is a lockfile', () => {
    expect(fileKindProblems(textFile('docs/long.md', 500_001))).toEqual([
      'docs/long.md: has 500001 bytes, more than 500000',
    ])
    expect(fileKindProblems(textFile('tools/x/package-lock.json', 900_000))).toEqual([])
    expect(fileKindProblems(textFile('docs/long.md', 500_000))).toEqual([])
  })

  it('accepts sources, also in folders that are called as caches are, and the pictures that it lists', () => {
    expect(fileKindProblems(textFile('packages/core/src/cache/freshness.ts'))).toEqual([])
    expect(fileKindProblems(textFile('scripts/build.ts'))).toEqual([])
    expect(fileKindProblems(picture('docs/preview.jpg'))).toEqual([])
  })

  it('names an exception that is no longer needed', () => {
    expect(staleExceptions(['docs/preview.jpg'])).toEqual([
      expect.stringMatching(/^docs\/preview\.zh-CN\.jpg: /),
    ])
  })
})
