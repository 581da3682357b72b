import { runInChild } from '../shared/run-in-child.js'

/**
 * Runs the project's pages in jsdom, as the preview renders them, `my` being our simulator: a real download from a real
 * HTTP server, by taps.
 */
export function runProblems(project: string): Promise<string[]> {
  return runInChild(new URL('run-pages.ts', import.meta.url), [project])
}
