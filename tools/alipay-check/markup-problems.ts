import { compileTemplates } from '../../apps/preview/src/project/compile-templates.js'
import { openProject } from '../../apps/preview/src/project/project-files.js'
import { projectTemplates } from '../shared/project-templates.js'

/**
 * What a template compiler says of the AXML. Alipay's own is not to be had, so it is WeChat's, after the names of
 * directives and events are mapped: the structure and the expressions are the same language.
 */
export function markupProblems(project: string): string[] {
  const pages = projectTemplates(project, '.axml').map(({ page }) => page)
  if (pages.length === 0) return ['there is no page']
  return [...compileTemplates(openProject('alipay', project), pages).problems]
}
