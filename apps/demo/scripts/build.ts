import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildProject } from './build-project.js'
import { packageDirectory, packPackage } from './pack-packages.js'

const workspace = await mkdtemp(join(tmpdir(), 'miniferry-demo-'))
try {
  const pack = (name: 'core' | 'wechat' | 'alipay') =>
    packPackage(packageDirectory(name), join(workspace, name))
  const [core, wechat, alipay] = await Promise.all([pack('core'), pack('wechat'), pack('alipay')])
  for (const [platform, binding] of [
    ['wechat', wechat],
    ['alipay', alipay],
  ] as const) {
    const project = await buildProject(platform, [binding, core])
    process.stdout.write(`${project} with ${binding.name}@${binding.version}\n`)
  }
} finally {
  await rm(workspace, { recursive: true, force: true })
}
