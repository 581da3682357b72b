import { existsSync } from 'node:fs'
import path from 'node:path'
import { readJson } from './files.js'
import { loadMiniProgram } from './mini-program.js'
import { nativePlatforms, type PlatformName } from './native-platforms.js'
import { projectTemplates } from './templates.js'

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
const answersNothing: object = new Proxy({}, { get: () => () => ({}) })

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
