import { cpSync, existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import type { PlatformName } from '../tools/shared/native-platforms.js'
import { npm } from '../tools/shared/run-command.js'
import { root } from './published-packages.js'

/** Copies the example of a platform into a folder, and installs our package there. Throws where there is something already. */
export async function createApp(platform: PlatformName, target: string, tarball: string): Promise<void> {
  if (existsSync(target) && readdirSync(target).length > 0)
    throw new Error(`${target} is not empty: nothing was written`)
  cpSync(path.join(root, 'examples', platform), target, { recursive: true })
  await npm(['install', path.relative(target, tarball)], target)
}
