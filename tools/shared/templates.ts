import { existsSync } from 'node:fs'
import path from 'node:path'
import { readJson, readText, resolveInProject } from './files.js'
import { loadMiniProgram } from './mini-program.js'
import { nativePlatforms, type PlatformName } from './native-platforms.js'

/** One start tag of a WXML or AXML file. */
export interface TemplateElement {
  readonly tag: string
  readonly attributes: Readonly<Record<string, string>>
  readonly line: number
}

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

const startTag = /<([A-Za-z][\w-]*)((?:\s+[\w:.-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'))?)*)\s*\/?>/g
const attribute = /([\w:.-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'))?/g

/** The start tags of a template, outside comments. The compilers judge the syntax; this only lists. */
export function templateElements(source: string): TemplateElement[] {
  const markup = source.replace(/<!--[\s\S]*?-->/g, (comment) => comment.replace(/[^\n]/g, ' '))
  return [...markup.matchAll(startTag)].map(({ 1: tag = '', 2: attributes = '', index }) => ({
    tag,
    attributes: Object.fromEntries(
      [...attributes.matchAll(attribute)].map(([, name = '', double, single]) => [
        name,
        double ?? single ?? '',
      ]),
    ),
    line: markup.slice(0, index).split('\n').length,
  }))
}

/** Every page of the app and every component that a page uses, directly or not. */
export function projectTemplates(project: string, extension: '.wxml' | '.axml'): ProjectTemplate[] {
  const configuration = (file: string): Configuration =>
    existsSync(path.join(project, file)) ? readJson(project, file) : {}
  const app = configuration('app.json')
  const found = new Map<string, ProjectTemplate>()
  const visit = (page: string): void => {
    if (found.has(page)) return
    const using = { ...app.usingComponents, ...configuration(`${page}.json`).usingComponents }
    const files = templateFiles(project, page + extension, extension)
    found.set(page, { page, files, components: Object.keys(using) })
    for (const reference of Object.values(using)) visit(resolveInProject(page, reference))
  }
  for (const page of app.pages ?? []) visit(page)
  return [...found.values()]
}

/** The template of a page and all that it brings in, each file once. */
function templateFiles(project: string, first: string, extension: string): ProjectTemplate['files'] {
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

/** The files that every page has, and some that the app has. */
export function fileProblems(project: string, platform: PlatformName, others: readonly string[]): string[] {
  const { pages = [] } = readJson<{ pages?: string[] }>(project, 'app.json')
  if (pages.length === 0) return ['app.json: no page']
  const endings = ['.js', '.json', nativePlatforms[platform].markup]
  return ['app.js', ...others, ...pages.flatMap((page) => endings.map((ending) => page + ending))]
    .filter((file) => !existsSync(path.join(project, file)))
    .map((file) => `${file} is not there`)
}

/**
 * Tags that nobody knows: every tool lets them pass, and they show nothing.
 *
 * @param known - the components that the host has, and the tags of its template language
 */
export function tagProblems(project: string, platform: PlatformName, known: string): string[] {
  const tags = new Set(known.trim().split(/\s+/))
  return projectTemplates(project, nativePlatforms[platform].markup).flatMap(({ files, components }) =>
    files.flatMap(({ file, elements }) =>
      elements
        .filter(({ tag }) => !tags.has(tag) && !components.includes(tag))
        .map(({ tag, line }) => `${file}:${line}: unknown tag <${tag}>`),
    ),
  )
}

/** Answers every method with an empty object: enough to load a page, not to run it. */
export const answersNothing: object = new Proxy({}, { get: () => () => ({}) })

/** Handlers that a template names and its page does not have. Its script is really loaded, to see what it gives to `Page()`. */
export function handlerProblems(project: string, platform: PlatformName): string[] {
  const { markup, event } = nativePlatforms[platform]
  return projectTemplates(project, markup).flatMap(({ page, files }) => {
    const { definition } = loadMiniProgram({ platform, project, host: answersNothing }).loadPage(page)
    const members = { ...definition, ...(definition.methods ?? {}) } as Record<string, unknown>
    return files.flatMap(({ file, elements }) =>
      elements.flatMap(({ attributes, line }) =>
        Object.entries(attributes)
          .filter(([name, handler]) => event.test(name) && !handler.includes('{{'))
          .filter(([, handler]) => typeof members[handler] !== 'function')
          .map(([name, handler]) => `${file}:${line}: ${name}="${handler}", which ${page}.js does not have`),
      ),
    )
  })
}
