import { openProject, quietly, wechatTools } from './offline-wechat-tools.js'

/** Every `require`, `@import`, template and component that WeChat's own analysis cannot follow. */
export async function referenceProblems(project: string): Promise<string[]> {
  const { modules } = await quietly(() => wechatTools().analyseCode(openProject(project)))
  if (modules.length === 0) return ['the analysis found no module']
  return modules.flatMap((module) =>
    module.deps
      // This one is a feature that the app does not use, and is never found.
      .filter(({ moduleId, type }) => moduleId === null && type !== 'FunctionalPages')
      .map(({ type, request }) => `${module.path}: ${type} "${request}" is not there`),
  )
}
