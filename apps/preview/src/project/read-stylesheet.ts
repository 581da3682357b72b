import { type ProjectFiles, resolvePath } from './project-files.js'
import { stylesheetToCss } from './stylesheet.js'

/** Reads a stylesheet with everything it imports, as CSS; empty where there is none. */
export function readStylesheet(project: ProjectFiles, path: string): string {
  if (!project.has(path)) return ''
  const imported: string[] = []
  const own = project.read(path).replace(/@import\s+['"]([^'"]+)['"]\s*;?/g, (_, target: string) => {
    imported.push(readStylesheet(project, resolvePath(path, target)))
    return ''
  })
  return [...imported, stylesheetToCss(own)].join('\n')
}
