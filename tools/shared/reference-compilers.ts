import { spawnSync } from 'node:child_process'
import { chmodSync } from 'node:fs'
import path from 'node:path'

const folders: Partial<Record<NodeJS.Platform, string>> = { linux: 'linux', darwin: 'mac', win32: 'windows' }

export interface ReferenceCompilerOptions {
  /** Where the package `miniprogram-compiler` is: the path of its main file. */
  readonly compilerPackage: string
  /** `wcc` reads WXML and WXS, `wcsc` reads WXSS. Both are the compilers inside WeChat. */
  readonly compiler: 'wcc' | 'wcsc'
  readonly project: string
  readonly files: readonly string[]
}

/** What WeChat's reference compiler says of some files of a project. */
export function referenceCompilerProblems(options: ReferenceCompilerOptions): string[] {
  const { compilerPackage, compiler, project, files } = options
  if (files.length === 0) return [`there is no file for ${compiler}`]
  const folder = folders[process.platform]
  if (folder === undefined) return [`WeChat has no ${compiler} for ${process.platform}`]
  const name = process.platform === 'win32' ? `${compiler}.exe` : compiler
  const program = path.join(path.dirname(compilerPackage), 'bin', folder, name)
  // The package comes without the right to run them.
  chmodSync(program, 0o755)
  const { status, stderr, error } = spawnSync(program, [compiler === 'wcc' ? '-d' : '-js', ...files], {
    cwd: project,
    encoding: 'utf8',
    maxBuffer: 1e9,
  })
  if (error) return [`${compiler}: ${error.message}`]
  return status === 0 ? [] : [`${compiler}: ${stderr.trim() || `exit code ${status}`}`]
}
