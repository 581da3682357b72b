import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { PackedContents } from '../../scripts/tarball-problems.js'
import { runTool } from '../consumers/run-tool.js'
import { filesIn } from '../shared/project-files.js'
import { temporaryFolder } from '../shared/temporary-copy.js'

/** What is in a tarball. */
export async function unpackTarball(tarball: string): Promise<PackedContents> {
  const folder = temporaryFolder()
  await runTool('tar', ['-xzf', tarball, '-C', folder], folder)
  const unpacked = path.join(folder, 'package')
  const files = new Map(
    filesIn(unpacked).map((file) => [file, readFileSync(path.join(unpacked, file), 'utf8')]),
  )
  return { manifest: JSON.parse(files.get('package.json') ?? '{}'), files }
}
