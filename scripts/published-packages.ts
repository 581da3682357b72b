import { readdirSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The root of the repository. */
export const root: string = fileURLToPath(new URL('..', import.meta.url))

/** A package that goes to the registry. */
export interface PublishedPackage {
  readonly folder: string
  readonly name: string
  /** Host objects that its code may name, beside what every package may; absent for a tool that runs in Node or a browser. */
  readonly hostGlobals?: readonly string[]
}

export const publishedPackages: readonly PublishedPackage[] = [
  { folder: 'packages/core', name: '@miniferry/download-core', hostGlobals: [] },
  { folder: 'packages/wechat', name: '@miniferry/download-wechat', hostGlobals: ['wx'] },
  { folder: 'packages/alipay', name: '@miniferry/download-alipay', hostGlobals: ['my'] },
  { folder: 'packages/simulator', name: '@miniferry/download-simulator' },
]

/** The built JavaScript of a package, relative to the root. Throws where nothing is built, so that no check passes on nothing. */
export function builtFiles(published: PublishedPackage): string[] {
  const folders = published.hostGlobals?.length ? ['dist', 'miniprogram'] : ['dist']
  return folders.flatMap((folder) => {
    const at = path.join(published.folder, folder)
    const files = readdirSync(path.join(root, at), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.[cm]?js$/.test(file))
      .map((file) => path.join(at, file))
    if (files.length === 0) throw new Error(`${at} has no JavaScript: run the build first`)
    return files
  })
}
