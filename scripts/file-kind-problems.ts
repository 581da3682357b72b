/** A file that is, or would be, committed. */
export interface CommittedFile {
  /** Relative to the root of the repository. */
  readonly file: string
  /** Bytes. */
  readonly size: number
  /** The first 8000 bytes, or all. */
  readonly start: Uint8Array
}

const largest = 500_000

/** A lockfile is as long as the tree that it locks. */
const lockfile = /(?:^|\/)(?:package-lock\.json|pnpm-lock\.yaml)$/

/** Folders that tools fill, wherever they are. */
const filledByTools =
  /(?:^|\/)(?:\.swc|\.cache|\.turbo|\.vite|\.parcel-cache|\.rpt2_cache|\.next|\.nuxt|\.temp|node_modules|miniprogram_npm|coverage|dist|build|out|cache)\//

/** Folders of ours that have such a name. */
const ours = /^(?:apps\/demo\/(?:wechat|alipay)\/pages\/cache|packages\/core\/(?:src|test)\/cache)\//

/** Each with its reason. */
const allowed: Readonly<Record<string, string>> = {
  'docs/preview.jpg': 'the picture of the README',
  'docs/preview.zh-CN.jpg': 'the picture of the Chinese README',
}

/** What should not be in a repository: caches, build output, binaries, large files. */
export function fileKindProblems({ file, size, start }: CommittedFile): string[] {
  if (Object.hasOwn(allowed, file)) return []
  const problems: string[] = []
  const folder = ours.test(file) ? undefined : filledByTools.exec(file)?.[0]
  if (folder !== undefined)
    problems.push(`${file}: is a cache or build output (${folder.replace(/^\//, '')})`)
  // As git tells binaries.
  if (start.includes(0)) problems.push(`${file}: is a binary`)
  if (size > largest && !lockfile.test(file)) {
    problems.push(`${file}: has ${size} bytes, more than ${largest}`)
  }
  return problems
}

/** Exceptions for files that are no longer there. */
export function staleExceptions(files: readonly string[]): string[] {
  return Object.keys(allowed)
    .filter((file) => !files.includes(file))
    .map((file) => `${file}: is an exception of file-kind-problems.ts, and not there`)
}
