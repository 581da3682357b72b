import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { packageNames } from './consumer.js'

/** As good as nothing: it says that it downloaded, and did not. */
const body = `{
  const task = Promise.resolve({ statusCode: 200, tempFilePath: 'nothing' })
  return Object.assign(task, { onProgressUpdate() {}, abort() {} })
}
`

/**
 * Runs something while our packages are replaced by empty ones: what is built then tells what ours add, and has to be
 * refused by the checks.
 */
export async function withEmptyPackages<T>(project: string, run: () => Promise<T>): Promise<T> {
  const modules = path.join(project, 'node_modules')
  const replaced = ['@miniferry/download-core', ...Object.values(packageNames)]
    .map((name) => ({ name, folder: path.join(modules, name), kept: path.join(modules, '.kept', name) }))
    .filter(({ folder }) => existsSync(folder))
  rmSync(path.join(modules, '.kept'), { recursive: true, force: true })
  for (const { name, folder, kept } of replaced) {
    mkdirSync(path.dirname(kept), { recursive: true })
    renameSync(folder, kept)
    writeEmptyPackage(name, folder)
  }
  try {
    return await run()
  } finally {
    for (const { folder, kept } of replaced) {
      rmSync(folder, { recursive: true })
      renameSync(kept, folder)
    }
  }
}

function writeEmptyPackage(name: string, folder: string): void {
  mkdirSync(folder, { recursive: true })
  const manifest = { name, version: '0.0.0', main: 'index.js', module: 'index.mjs', sideEffects: false }
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest))
  writeFileSync(path.join(folder, 'index.js'), `exports.downloadFile = function () ${body}`)
  writeFileSync(path.join(folder, 'index.mjs'), `export function downloadFile() ${body}`)
}
