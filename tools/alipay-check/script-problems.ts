import { realpathSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'acorn'
import { type BuildFailure, build } from 'esbuild'
import { ownFilesIn, readText } from '../shared/project-files.js'

/** The scripts that the app loads, found as Alipay's builder does: packages by `main`, from the project's own folder. */
async function loadedScripts(project: string): Promise<{ files: string[]; problems: string[] }> {
  const root = realpathSync(project)
  try {
    const { metafile } = await build({
      entryPoints: ownFilesIn(root)
        .filter((file) => file.endsWith('.js'))
        .map((file) => path.join(root, file)),
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
    const problems = errors.map(
      ({ location, text }) => `${location?.file ?? ''}:${location?.line ?? ''}: ${text}`,
    )
    return { files: [], problems }
  }
}

/** What cannot be required, or only from outside the project: on the developer's machine alone. */
export async function requireProblems(project: string): Promise<string[]> {
  const { files, problems } = await loadedScripts(project)
  const outside = files.filter((file) => file.startsWith('..')).map((file) => `${file}: outside the project`)
  return [...problems, ...outside]
}

/** Scripts with newer syntax than that: Alipay's builder leaves packages as they are by default. */
export async function syntaxProblems(project: string): Promise<string[]> {
  const { files } = await loadedScripts(project)
  if (files.length === 0) return ['the scripts could not be followed']
  return files.flatMap((file) => {
    try {
      parse(readText(project, file), { ecmaVersion: 2018, sourceType: 'script' })
      return []
    } catch (error) {
      return [`${file}: not ECMAScript 2018: ${error instanceof Error ? error.message : String(error)}`]
    }
  })
}
