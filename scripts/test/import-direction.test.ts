import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { expect, it } from 'vitest'
import { root } from '../published-packages.js'

/** What the linter says of a file of core that has only this import. */
function lint(file: string, imported: string): string {
  const biome = path.join(root, 'node_modules', '.bin', 'biome')
  const args = ['lint', '--colors=off', `--stdin-file-path=packages/core/src/${file}`]
  const input = `export type { Name } from '${imported}'\n`
  const { stdout, stderr } = spawnSync(biome, args, { cwd: root, input, encoding: 'utf8' })
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
  expect(lint(file, imported)).not.toContain('imports go one way')
})
