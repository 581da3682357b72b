import { renderedTag } from './markup.js'
import type { ProjectFiles } from './project-files.js'

/** Reads a stylesheet as CSS; empty where there is none. */
export function readStylesheet(project: ProjectFiles, path: string): string {
  return project.has(path) ? stylesheetToCss(project.read(path)) : ''
}

/**
 * Turns WXSS or ACSS into CSS: `rpx` is a 750th of the width of the screen, and tags are those of the renderer.
 */
export function stylesheetToCss(source: string): string {
  return mapSelectors(source.replace(/\/\*[\s\S]*?\*\//g, ''), mapTags).replace(
    /(-?\d*\.?\d+)rpx\b/g,
    'calc(var(--rpx) * $1)',
  )
}

/** Calls `map` with each selector: the text before a brace, unless it is an at-rule. */
function mapSelectors(source: string, map: (selector: string) => string): string {
  return source.replace(/([^{};]+)\{/g, (whole, selector: string) =>
    selector.trim().startsWith('@') ? whole : `${map(selector)}{`,
  )
}

function mapTags(selector: string): string {
  return selector.replace(/(^|[\s,>+~(])([a-z][\w-]*)/g, (_, before: string, tag: string) => {
    return before + renderedTag(tag)
  })
}
