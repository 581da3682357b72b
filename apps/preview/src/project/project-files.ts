import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export type PlatformName = 'wechat' | 'alipay'

export type ProjectFiles = ReturnType<typeof openProject>

const extensions = {
  wechat: { markup: '.wxml', style: '.wxss' },
  alipay: { markup: '.axml', style: '.acss' },
}

/** The files of a native project. Paths are relative to its root, with forward slashes and no leading one. */
export function openProject(platform: PlatformName, directory: string) {
  const has = (path: string) => existsSync(join(directory, path))
  const read = (path: string) => readFileSync(join(directory, path), 'utf8')
  return {
    platform,
    directory,
    extensions: extensions[platform],
    has,
    /** Throws if there is no such file. */
    read,
    /** `{}` if there is no such file. */
    readJson: (path: string) => (has(path) ? (JSON.parse(read(path)) as Record<string, unknown>) : {}),
  }
}
