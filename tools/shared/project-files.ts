import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** Every file of a folder, sorted, with forward slashes. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort()
}

/** The files that the author of the project wrote. */
export function ownFilesIn(project: string): string[] {
  return filesIn(project).filter((file) => !/^(node_modules|miniprogram_npm)\//.test(file))
}

export function readText(project: string, file: string): string {
  return readFileSync(path.join(project, file), 'utf8')
}

/** A path in a project file: from the root if it begins with a slash, else from the folder of that file. */
export function resolveInProject(from: string, reference: string): string {
  return reference.startsWith('/') ? reference.slice(1) : path.posix.join(path.posix.dirname(from), reference)
}
