import { renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { writeFiles } from '../shared/files.js'

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
  const ours = path.join(project, 'node_modules/@miniferry')
  const kept = path.join(project, 'node_modules/.kept')
  rmSync(kept, { recursive: true, force: true })
  renameSync(ours, kept)
  for (const name of ['download-wechat', 'download-alipay']) {
    const manifest = {
      name: `@miniferry/${name}`,
      version: '0.0.0',
      main: 'index.js',
      module: 'index.mjs',
      sideEffects: false,
    }
    writeFiles(path.join(ours, name), {
      'package.json': JSON.stringify(manifest),
      'index.mjs': `export function downloadFile() ${body}`,
      'index.js': `exports.downloadFile = function () ${body}`,
    })
  }
  try {
    return await run()
  } finally {
    rmSync(ours, { recursive: true })
    renameSync(kept, ours)
  }
}
