import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export type PlatformName = 'wechat' | 'alipay'

/** The files of a native project. Paths are relative to its root, with forward slashes and no leading one. */
export interface ProjectFiles {
  readonly platform: PlatformName
  readonly directory: string
  readonly extensions: { readonly markup: string; readonly style: string }
  has(path: string): boolean
  /** Throws if there is no such file. */
  read(path: string): string
  /** `{}` if there is no such file. */
  readJson(path: string): Record<string, unknown>
}

const extensions = {
  wechat: { markup: '.wxml', style: '.wxss' },
  alipay: { markup: '.axml', style: '.acss' },
}

export function openProject(platform: PlatformName, directory: string): ProjectFiles {
  const has = (path: string) => existsSync(join(directory, path))
  const read = (path: string) => readFileSync(join(directory, path), 'utf8')
  return {
    platform,
    directory,
    extensions: extensions[platform],
    has,
    read,
    readJson: (path) => (has(path) ? (JSON.parse(read(path)) as Record<string, unknown>) : {}),
  }
}
