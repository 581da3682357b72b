import { existsSync } from 'node:fs'
import path from 'node:path'
import { readText, resolveInProject } from './project-files.js'
import { type TemplateElement, templateElements } from './template-elements.js'

/** A page or component, with every template file that can become part of it. */
export interface ProjectTemplate {
  /** Path without extension. */
  readonly page: string
  /** The template of the page itself first, then what it imports or includes. */
  readonly files: readonly { readonly file: string; readonly elements: readonly TemplateElement[] }[]
  /** Tags that its configuration and the one of the app declare. */
  readonly components: readonly string[]
}

interface Configuration {
  readonly pages?: readonly string[]
  readonly usingComponents?: Readonly<Record<string, string>>
}

function configuration(project: string, file: string): Configuration {
  return existsSync(path.join(project, file)) ? (JSON.parse(readText(project, file)) as Configuration) : {}
}

/** The template of a page and all that it brings in, each file once. */
function filesOf(project: string, first: string, extension: string): ProjectTemplate['files'] {
  const found = new Map<string, TemplateElement[]>()
  const visit = (file: string): void => {
    // A missing file is the finding of another check.
    if (found.has(file) || !existsSync(path.join(project, file))) return
    const elements = templateElements(readText(project, file))
    found.set(file, elements)
    for (const { tag, attributes } of elements) {
      if ((tag !== 'import' && tag !== 'include') || attributes.src === undefined) continue
      const target = resolveInProject(file, attributes.src)
      visit(target.endsWith(extension) ? target : target + extension)
    }
  }
  visit(first)
  return [...found].map(([file, elements]) => ({ file, elements }))
}

/** Every page of the app and every component that a page uses, directly or not. */
export function projectTemplates(project: string, extension: '.wxml' | '.axml'): ProjectTemplate[] {
  const app = configuration(project, 'app.json')
  const found = new Map<string, ProjectTemplate>()
  const visit = (page: string): void => {
    if (found.has(page)) return
    const using = { ...app.usingComponents, ...configuration(project, `${page}.json`).usingComponents }
    const files = filesOf(project, page + extension, extension)
    found.set(page, { page, files, components: Object.keys(using) })
    for (const reference of Object.values(using)) visit(resolveInProject(page, reference))
  }
  for (const page of app.pages ?? []) visit(page)
  return [...found.values()]
}
