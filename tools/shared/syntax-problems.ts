import { type ecmaVersion, parse } from 'acorn'
import { readText } from './files.js'

/**
 * Scripts with newer syntax than that. No vendor's tool says so: both leave packages as they are where a project does not ask for more,
 * so that newer syntax would reach the phone and stop the app there.
 */
export function syntaxProblems(
  folder: string,
  files: readonly string[],
  version: ecmaVersion = 2018,
): string[] {
  if (files.length === 0) return ['there is no script']
  return files.flatMap((file) => {
    try {
      parse(readText(folder, file), { ecmaVersion: version, sourceType: 'script' })
      return []
    } catch (error) {
      return [`${file}: not ECMAScript ${version}: ${error instanceof Error ? error.message : String(error)}`]
    }
  })
}
