import { type ecmaVersion, parse } from 'acorn'
import { filesIn, readText } from '../shared/project-files.js'

/**
 * Scripts with newer syntax than that. No WeChat tool says so: DevTools leaves the folders of packages as they are
 * where a project does not ask for ES5.
 */
export function syntaxProblems(project: string, version: ecmaVersion): string[] {
  const files = filesIn(project).filter((file) => file.endsWith('.js') && !file.startsWith('node_modules/'))
  if (files.length === 0) return ['no script']
  return files.flatMap((file) => {
    try {
      parse(readText(project, file), { ecmaVersion: version, sourceType: 'script' })
      return []
    } catch (error) {
      return [`${file}: not ECMAScript ${version}: ${error instanceof Error ? error.message : String(error)}`]
    }
  })
}
