import { readFileSync } from 'node:fs'
import path from 'node:path'
import { installPages } from './install-text.js'
import { publishedPackages, root } from './published-packages.js'
import { type ReleaseManifest, releaseProblems, unreleasedPages } from './release-problems.js'

const read = (file: string) => readFileSync(path.join(root, file), 'utf8')
const manifests = publishedPackages.map(
  ({ folder }): ReleaseManifest => JSON.parse(read(`${folder}/package.json`)),
)
const pages = Object.fromEntries(installPages(root).map((page) => [page, read(page)]))
const problems = [...releaseProblems(manifests), ...unreleasedPages(pages)]
for (const problem of problems) console.error(problem)
if (problems.length > 0) {
  console.error('Nothing was built or published.')
  process.exitCode = 1
}
