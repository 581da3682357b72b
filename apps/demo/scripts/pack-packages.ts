import { execFile } from 'node:child_process'
import { mkdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

export interface PackedPackage {
  readonly name: string
  readonly version: string
  /** The unpacked tarball. */
  readonly directory: string
}

/** Packs a workspace package as it would be published, and unpacks it into a folder of its own under `target`. */
export async function packPackage(source: string, target: string): Promise<PackedPackage> {
  await mkdir(target, { recursive: true })
  const [command, ...before] = pnpmCommand()
  const { stdout } = await run(command, [...before, 'pack', '--json', '--pack-destination', target], {
    cwd: source,
  })
  const { filename } = JSON.parse(stdout) as { filename: string }
  await run('tar', ['-xzf', filename, '-C', target])

  const directory = join(target, 'package')
  const text = await readFile(join(directory, 'package.json'), 'utf8')
  if (text.includes('"workspace:')) throw new Error(`${source}: the packed package.json still has workspace:`)
  const { name, version } = JSON.parse(text) as { name: string; version: string }
  return { name, version, directory }
}

/** The pnpm that runs this script; it says where it is, and need not be on the path. */
function pnpmCommand(): [string, ...string[]] {
  const script = process.env.npm_execpath
  if (script === undefined || !/pnpm/.test(script)) return ['pnpm']
  return /\.[cm]?js$/.test(script) ? [process.execPath, script] : [script]
}

/** The folder of a package of this workspace. */
export function packageDirectory(name: 'wechat' | 'alipay'): string {
  return join(dirname(import.meta.dirname), '../../packages', name)
}
