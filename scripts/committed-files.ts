import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import ignore from 'ignore'

const text =
  /(?:^|\/)(?:[^/.]+|\..+|[^/]+\.(?:[cm]?[jt]sx?|json|ya?ml|md|html|css|wxml|wxss|axml|acss|wxs|sjs|svg|txt|sh))$/

/** The text files of the working tree that are, or would be, committed; relative to `root`. */
export function committedFiles(root: string): string[] {
  return workingFiles(root).filter((file) => text.test(file))
}

/** All files that are in the index of git, ignored ones too, or would be committed; relative to `root`. */
export function allCommittedFiles(root: string): string[] {
  return [...new Set([...trackedFiles(root), ...workingFiles(root)])]
}

/** What .gitignore does not name. Walking needs no git, which a bare machine may lack. */
function workingFiles(root: string): string[] {
  const rules = ignore()
    .add('.git')
    .add(readFileSync(path.join(root, '.gitignore'), 'utf8'))
  const filesIn = (folder: string): string[] =>
    readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
      const file = path.posix.join(folder, entry.name)
      if (rules.ignores(entry.isDirectory() ? `${file}/` : file)) return []
      if (entry.isDirectory()) return filesIn(file)
      return entry.isFile() ? [file] : []
    })
  return filesIn('')
}

/** None where there is no git: then only what was forced past .gitignore is not seen. */
function trackedFiles(root: string): string[] {
  try {
    const stdio: ['ignore', 'pipe', 'ignore'] = ['ignore', 'pipe', 'ignore']
    const output = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8', stdio })
    return output.split('\0').filter((file) => file !== '')
  } catch {
    return []
  }
}
