// Leaves each package in `tarballs`, as it would be published, under a name without a version.
import { copyFileSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import { packPackage } from './pack-package.js'
import { publishedPackages, root } from './published-packages.js'

mkdirSync(path.join(root, 'tarballs'), { recursive: true })
for (const published of publishedPackages) {
  const file = `tarballs/${path.basename(published.name)}.tgz`
  copyFileSync(await packPackage(published), path.join(root, file))
  console.log(file)
}
