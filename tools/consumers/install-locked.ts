import { copyFileSync, existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { npm } from './run-tool.js'

/** `npm ci`, unless this very lockfile was installed before: a framework is hundreds of packages. */
export async function installLocked(folder: string): Promise<void> {
  const lock = path.join(folder, 'package-lock.json')
  const installed = path.join(folder, 'node_modules', '.installed-lock.json')
  if (existsSync(installed) && readFileSync(installed, 'utf8') === readFileSync(lock, 'utf8')) return
  await npm(['ci'], folder)
  // A project without dependencies has no such folder.
  if (existsSync(path.dirname(installed))) copyFileSync(lock, installed)
}
