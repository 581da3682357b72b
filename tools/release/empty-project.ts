import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { npm } from '../consumers/run-tool.js'
import { temporaryFolder } from '../shared/temporary-copy.js'

/** An empty folder whose npm takes our packages from this registry, and all others from where it always does. */
export function emptyProject(registry: string): string {
  const project = temporaryFolder()
  writeFileSync(path.join(project, '.npmrc'), `@miniferry:registry=${registry}\nprefer-offline=true\n`)
  return project
}

export function writeFiles(project: string, files: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.join(project, path.dirname(file)), { recursive: true })
    writeFileSync(path.join(project, file), text)
  }
}

/** `npm init -y` and `npm install` of some packages. */
export async function installPackages(project: string, names: readonly string[]): Promise<void> {
  await npm(['init', '-y'], project)
  await npm(['install', ...names], project)
}

/** What "build npm" of WeChat's DevTools leaves: the `miniprogram` folder of each package (native-apis.md §7.1). */
export function buildNpm(project: string, packages: readonly string[]): void {
  for (const name of packages) {
    cpSync(
      path.join(project, 'node_modules', name, 'miniprogram'),
      path.join(project, 'miniprogram_npm', name),
      { recursive: true },
    )
  }
}
