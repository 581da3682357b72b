import { runInChild } from '../shared/run-in-child.js'

/**
 * Runs what the compiler made, on WeChat's own component engine in jsdom with its own template compiler, `wx` being
 * our simulator: a real download from a real HTTP server, by taps.
 */
export function runProblems(compiled: string): Promise<string[]> {
  return runInChild(new URL('run-compiled.ts', import.meta.url), [compiled])
}
