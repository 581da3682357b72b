import { runInChild } from '../shared/run-in-child.js'
import type { BuiltProject, Consumer, PlatformName } from './consumer.js'
import type { RunRequest } from './runtime/run-request.js'

/** Runs what was built, over the packed simulator, through one scenario. */
export function runBuiltProblems(
  { page, renders }: Consumer,
  platform: PlatformName,
  built: BuiltProject,
  { scenario, simulator }: Pick<RunRequest, 'scenario' | 'simulator'>,
): Promise<string[]> {
  const request: RunRequest = { platform, project: built.folder, page, renders, scenario, simulator }
  return runInChild(new URL('runtime/run-built.ts', import.meta.url), [JSON.stringify(request)])
}
