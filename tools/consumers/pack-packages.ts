import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { packPackage } from '../../scripts/pack-package.js'
import { publishedPackages } from '../../scripts/published-packages.js'
import { temporaryFolder } from '../shared/temporary-copy.js'
import type { PackedPackages } from './consumer.js'
import { npm } from './run-tool.js'

/** Packs every published package, and installs the tarballs in an empty folder. */
export async function packPackages(): Promise<PackedPackages> {
  const tarballs: Record<string, string> = {}
  for (const published of publishedPackages) {
    tarballs[path.basename(published.folder)] = await packPackage(published)
  }
  const installed = temporaryFolder()
  writeFileSync(path.join(installed, 'package.json'), '{ "private": true }\n')
  await npm(['install', '--no-package-lock', ...Object.values(tarballs)], installed)
  const { core, wechat, alipay } = tarballs
  if (core === undefined || wechat === undefined || alipay === undefined)
    throw new Error('a package is missing')
  return { tarballs: { core, wechat, alipay }, installed }
}
