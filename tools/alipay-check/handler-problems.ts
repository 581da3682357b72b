import path from 'node:path'
import { handlerNames, pageDefinition } from '../shared/page-definition.js'
import { readText } from '../shared/project-files.js'
import { projectTemplates } from '../shared/project-templates.js'

const eventAttribute = /^(?:capture)?(?:on|catch)[A-Z]\w*$/

/** The entry of a package as Alipay finds it. */
function packageMain(project: string, name: string): string {
  const folder = `node_modules/${name}`
  const { main = 'index.js' } = JSON.parse(readText(project, `${folder}/package.json`)) as { main?: string }
  return path.join(project, folder, main)
}

/**
 * Handlers that a template names and its page does not have. The page's script is really loaded, with `my` and the
 * packages in `node_modules`, to see what it gives to `Page()`.
 */
export function handlerProblems(project: string): string[] {
  return projectTemplates(project, '.axml').flatMap(({ page, files }) => {
    const known = handlerNames(
      pageDefinition(page, { project, host: 'my', resolvePackage: (name) => packageMain(project, name) }),
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
