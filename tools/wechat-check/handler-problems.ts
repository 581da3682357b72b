import path from 'node:path'
import { handlerNames, pageDefinition } from '../shared/page-definition.js'
import { projectTemplates } from '../shared/project-templates.js'

const eventAttribute = /^(?:capture-)?(?:bind|catch|mut-bind):?\w+$/

/**
 * Handlers that a template names and its page does not have. The page's script is really loaded, with `wx` and the
 * packages of `miniprogram_npm`, to see what it gives to `Page()`.
 */
export function handlerProblems(project: string): string[] {
  return projectTemplates(project, '.wxml').flatMap(({ page, files }) => {
    const known = handlerNames(
      pageDefinition(page, {
        project,
        host: 'wx',
        resolvePackage: (name) => path.join(project, 'miniprogram_npm', name, 'index.js'),
      }),
    )
    return files.flatMap(({ file, elements }) =>
      elements.flatMap(({ attributes, line }) =>
        Object.entries(attributes)
          .filter(
            ([name, handler]) =>
              eventAttribute.test(name) && !handler.includes('{{') && !known.includes(handler),
          )
          .map(([name, handler]) => `${file}:${line}: ${name}="${handler}", which ${page}.js does not have`),
      ),
    )
  })
}
