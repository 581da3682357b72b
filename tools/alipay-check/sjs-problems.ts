import { existsSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'acorn'
import { ownFilesIn, readText, resolveInProject } from '../shared/project-files.js'
import { projectTemplates } from '../shared/project-templates.js'

/** SJS is a small part of ECMAScript 2015, as a module of its own; every one that a template imports has to be there. */
export function sjsProblems(project: string): string[] {
  const missing = projectTemplates(project, '.axml').flatMap(({ files }) =>
    files.flatMap(({ file, elements }) =>
      elements
        .filter(({ tag }) => tag === 'import-sjs')
        .map(({ attributes, line }) => ({ line, from: attributes.from ?? '' }))
        .filter(({ from }) => !existsSync(path.join(project, resolveInProject(file, from))))
        .map(({ line, from }) => `${file}:${line}: ${from} is not there`),
    ),
  )
  const unreadable = ownFilesIn(project)
    .filter((file) => file.endsWith('.sjs'))
    .flatMap((file) => {
      try {
        parse(readText(project, file), { ecmaVersion: 2015, sourceType: 'module' })
        return []
      } catch (error) {
        return [`${file}: ${error instanceof Error ? error.message : String(error)}`]
      }
    })
  return [...missing, ...unreadable]
}
