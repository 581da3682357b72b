import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

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

/** A copy of a project to work on: the checks build in it, and the broken copies are broken there. */
export function temporaryCopy(project: string): string {
  const copy = path.join(temporaryFolder(), path.basename(project))
  cpSync(project, copy, { recursive: true })
  return copy
}
