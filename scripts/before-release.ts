import { readFileSync } from 'node:fs'
import path from 'node:path'
import { publishedPackages, root } from './published-packages.js'
import { type ReleaseManifest, releaseProblems } from './release-problems.js'

const problems = releaseProblems(
  publishedPackages.map(
    ({ folder }): ReleaseManifest =>
      JSON.parse(readFileSync(path.join(root, folder, 'package.json'), 'utf8')),
  ),
)
for (const problem of problems) console.error(problem)
if (problems.length > 0) {
  console.error('Nothing was built or published.')
  process.exitCode = 1
}
