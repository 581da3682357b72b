import { spawnSync } from 'node:child_process'
import { chmodSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { ownFilesIn } from './files.js'

const folders: Partial<Record<NodeJS.Platform, string>> = { linux: 'linux', darwin: 'mac', win32: 'windows' }

/**
 * What a compiler inside WeChat says of the files of a project: `wcc` reads markup, and it alone what stands in `{{ }}`; `wcsc` reads
 * stylesheets.
 *
 * @param from - the URL of a file that has `miniprogram-compiler` in its `node_modules`
 */
export function referenceCompilerProblems(
  from: string,
  compiler: 'wcc' | 'wcsc',
  project: string,
  ending: string,
): string[] {
  const files = ownFilesIn(project, ending)
  if (files.length === 0) return [`there is no file for ${compiler}`]
  const folder = folders[process.platform]
  if (folder === undefined) return [`WeChat has no ${compiler} for ${process.platform}`]
  const name = process.platform === 'win32' ? `${compiler}.exe` : compiler
  const program = path.join(createRequire(from).resolve('miniprogram-compiler'), '../bin', folder, name)
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
