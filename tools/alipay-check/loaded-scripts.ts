import { realpathSync } from 'node:fs'
import path from 'node:path'
import { type BuildFailure, build, type Plugin } from 'esbuild'
import { ownFilesIn } from '../shared/files.js'

/** Packages where Alipay's builder finds them: by path in the project's own folder, a package's root by its `main`. Nothing goes by `exports`. */
function physicalPaths(root: string): Plugin {
  return {
    name: 'physical-paths',
    setup({ onResolve, resolve }) {
      onResolve({ filter: /^[^./]/ }, ({ path: request, kind, importer }) =>
        resolve(`./node_modules/${request}`, { kind, importer, resolveDir: root }),
      )
    },
  }
}

/** The scripts that the app loads. */
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
      plugins: [physicalPaths(root)],
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
