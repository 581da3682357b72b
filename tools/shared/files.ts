import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** Every file of a folder, sorted, with forward slashes. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort()
}

/** The files that the author of a project wrote, with that ending. */
export function ownFilesIn(project: string, ending = ''): string[] {
  return filesIn(project).filter(
    (file) => file.endsWith(ending) && !/^(node_modules|miniprogram_npm)\//.test(file),
  )
}

export function readText(project: string, file: string): string {
  return readFileSync(path.join(project, file), 'utf8')
}

export function readJson<T>(project: string, file: string): T {
  try {
    return JSON.parse(readText(project, file)) as T
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

export function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.join(folder, path.dirname(file)), { recursive: true })
    writeFileSync(path.join(folder, file), text)
  }
}

/** A path in a project file: from the root if it begins with a slash, else from the folder of that file. */
export function resolveInProject(from: string, reference: string): string {
  return reference.startsWith('/') ? reference.slice(1) : path.posix.join(path.posix.dirname(from), reference)
}

let parent: string | undefined

/** An empty folder that is gone when the process ends. */
export function temporaryFolder(): string {
  if (parent === undefined) {
    const folder = mkdtempSync(path.join(tmpdir(), 'miniferry-check-'))
    process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
    parent = folder
  }
  return mkdtempSync(path.join(parent, 'work-'))
}

/** A copy of a project to work on: the checks build in it, and broken copies are broken there. */
export function temporaryCopy(project: string): string {
  const copy = path.join(temporaryFolder(), path.basename(project))
  cpSync(project, copy, { recursive: true })
  return copy
}
