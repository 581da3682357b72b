import { realpathSync } from 'node:fs'
import path from 'node:path'
import { type BuildFailure, build } from 'esbuild'
import { ownFilesIn } from '../shared/files.js'

/** The scripts that the app loads, found as Alipay's builder does: packages by `main`, from the project's own folder. */
export async function loadedScripts(project: string): Promise<{ files: string[]; problems: string[] }> {
  const root = realpathSync(project)
  try {
    const { metafile } = await build({
      entryPoints: ownFilesIn(root, '.js').map((file) => path.join(root, file)),
      absWorkingDir: root,
      outdir: 'out',
      bundle: true,
      write: false,
      metafile: true,
      format: 'cjs',
      platform: 'neutral',
      mainFields: ['main'],
      conditions: [],
      logLevel: 'silent',
    })
    return { files: Object.keys(metafile.inputs), problems: [] }
  } catch (error) {
    const { errors = [] } = error as Partial<BuildFailure>
    if (errors.length === 0) throw error
    const words = errors.map(
      ({ location, text }) => `${location?.file ?? ''}:${location?.line ?? ''}: ${text}`,
    )
    return { files: [], problems: words }
  }
}
