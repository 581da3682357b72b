import { renderedTag } from './markup.js'
import type { ProjectFiles } from './project-files.js'

/** Reads a stylesheet as CSS; empty where there is none. */
export function readStylesheet(project: ProjectFiles, path: string): string {
  return project.has(path) ? stylesheetToCss(project.read(path)) : ''
}

/**
 * Turns WXSS or ACSS into CSS: `rpx` is a 750th of the width of the screen, and `page`, the one tag that selectors may name, is
 * that of the renderer.
 */
export function stylesheetToCss(source: string): string {
  return source
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|[\s{}])page(?=\s*\{)/g, `$1${renderedTag('page')}`)
    .replace(/(-?\d*\.?\d+)rpx\b/g, 'calc(var(--rpx) * $1)')
}
