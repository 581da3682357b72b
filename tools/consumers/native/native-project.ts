import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { temporaryCopy } from '../../shared/temporary-copy.js'
import type { PackedPackages, PlatformName } from '../consumer.js'
import { installLocked } from '../install-locked.js'
import { npm } from '../run-tool.js'

/** Copies a native project and adds our packages to it, and to its manifest: "build npm" goes by that. */
export async function installNativeProject(
  platform: PlatformName,
  { tarballs }: PackedPackages,
): Promise<string> {
  const project = temporaryCopy(fileURLToPath(new URL(`../native-${platform}`, import.meta.url)))
  await installLocked(project)
  await npm(['install', '--no-package-lock', tarballs.core, tarballs[platform]], project)
  return project
}

/** The folder of the vendor's tools, with what they need. */
export async function installVendorTools(name: 'wechat-check' | 'alipay-check'): Promise<void> {
  await installLocked(path.join(fileURLToPath(new URL('../..', import.meta.url)), name))
}
