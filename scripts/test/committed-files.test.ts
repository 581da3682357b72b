import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { allCommittedFiles, committedFiles } from '../committed-files.js'
import { root } from '../published-packages.js'

describe('the files that the check for registries reads', () => {
  const files = committedFiles(root)

  it('are lockfiles, workflows, scripts and configurations', () => {
    expect(files).toEqual(
      expect.arrayContaining([
        'pnpm-lock.yaml',
        'tools/wechat-check/package-lock.json',
        'tools/wechat-check/.npmrc',
        '.github/workflows/release.yml',
        '.ci/run',
        'CONTRIBUTING.md',
      ]),
    )
  })

  it('are nothing that was installed or built', () => {
    expect(files.filter((file) => /(^|\/)(node_modules|dist|\.artifacts)\//.test(file))).toEqual([])
  })
})

// A bare machine may lack it, and all else works there.
const hasGit = spawnSync('git', ['--version']).status === 0

describe('all files that are or would be committed', () => {
  let folder: string

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'miniferry-committed-'))
    const write = (file: string) => {
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true })
      writeFileSync(path.join(folder, file), file === '.gitignore' ? 'dist/\n/x/*/made/\n*.log\n' : 'text')
    }
    for (const file of ['.gitignore', 'a.jpg', 'dist/a.js', 'x/y/made/b', 'y/made/c', 'd/e.log']) write(file)
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it('are those that .gitignore does not name, binaries too', () => {
    expect(allCommittedFiles(folder).sort()).toEqual(['.gitignore', 'a.jpg', 'y/made/c'])
  })

  it.runIf(hasGit)('are also those that were forced past it', () => {
    execFileSync('git', ['init', '-q'], { cwd: folder })
    execFileSync('git', ['add', '--force', 'dist/a.js'], { cwd: folder })
    expect(allCommittedFiles(folder).sort()).toEqual(['.gitignore', 'a.jpg', 'dist/a.js', 'y/made/c'])
  })
})
