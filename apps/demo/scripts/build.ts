import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildProject } from './build-project.js'
import { packageDirectory, packPackage } from './pack-packages.js'

const workspace = await mkdtemp(join(tmpdir(), 'miniferry-demo-'))
try {
  for (const platform of ['wechat', 'alipay'] as const) {
    const packed = await packPackage(packageDirectory(platform), join(workspace, platform))
    const project = await buildProject(platform, packed)
    process.stdout.write(`${project} with ${packed.name}@${packed.version}\n`)
  }
} finally {
  await rm(workspace, { recursive: true, force: true })
}
