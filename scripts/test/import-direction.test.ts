import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { root } from '../published-packages.js'

const folder = mkdtempSync(path.join(tmpdir(), 'import-direction-'))
cpSync(path.join(root, 'biome.json'), path.join(folder, 'biome.json'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** What the linter says of a file of core that has only this import. */
function lint(file: string, imported: string): string {
  const place = path.join(folder, 'packages/core/src', file)
  mkdirSync(path.dirname(place), { recursive: true })
  writeFileSync(place, `import type { Name } from '${imported}'\n\nexport type Other = Name\n`)
  const biome = path.join(root, 'node_modules', '.bin', 'biome')
  const { stdout, stderr } = spawnSync(biome, ['lint', '--colors=off', '--vcs-enabled=false', place], {
    cwd: folder,
    encoding: 'utf8',
  })
  rmSync(place)
  return stdout + stderr
}

it.each([
  ['platform.ts', './binding/host.js'],
  ['download-error.ts', './downloader/job.js'],
  ['binding/name.ts', '../download-file/task.js'],
  ['download-file/name.ts', '../downloader/job.js'],
  ['downloader/name.ts', '../resume/part.js'],
  ['downloader/name.ts', '../cache/store.js'],
  ['resume/name.ts', '../cache/store.js'],
  ['cache/name.ts', '../resume/part.js'],
  ['cache/name.ts', '../create-downloader.js'],
])('core/src/%s may not import %s, not even its types', (file, imported) => {
  expect(lint(file, imported)).toContain('imports go one way')
})

it.each([
  ['cache/name.ts', '../downloader/job.js'],
  ['resume/name.ts', '../downloader/job.js'],
  ['downloader/name.ts', '../download-file/task.js'],
  ['download-file/name.ts', '../binding/host.js'],
  ['binding/name.ts', '../platform.js'],
  ['create-downloader.ts', './cache/store.js'],
])('core/src/%s may import %s', (file, imported) => {
  const said = lint(file, imported)
  expect(said).toContain('Checked 1 file')
  expect(said).not.toContain('imports go one way')
})
