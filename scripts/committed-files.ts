import { readdirSync } from 'node:fs'
import path from 'node:path'

/** What .gitignore names. Walking needs no git, which a bare machine may lack. */
const ignored = new Set(['.git', 'node_modules', 'dist', 'miniprogram', 'coverage', '.turbo', '.artifacts'])

const text =
  /(?:^|\/)(?:[^/.]+|\..+|[^/]+\.(?:[cm]?[jt]sx?|json|ya?ml|md|html|css|wxml|wxss|axml|acss|wxs|sjs|svg|txt|sh))$/

/** The text files of the working tree that are, or would be, committed; relative to `root`. */
export function committedFiles(root: string, folder = ''): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = path.posix.join(folder, entry.name)
    if (entry.isDirectory()) return ignored.has(entry.name) ? [] : committedFiles(root, file)
    return entry.isFile() && text.test(file) ? [file] : []
  })
}
