import { existsSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { filesIn } from '../shared/project-files.js'
import { openProject, quietly, wechatTools } from './offline-wechat-tools.js'

function contents(folder: string): Map<string, Buffer> {
  if (!existsSync(folder)) return new Map()
  return new Map(filesIn(folder).map((file) => [file, readFileSync(path.join(folder, file))]))
}

/**
 * Does "build npm" again with WeChat's own packer, in place of what the demo's build left. The packer only warns where
 * it skips a package, and exits well: every warning is a problem.
 */
export async function npmBuildProblems(project: string): Promise<string[]> {
  const folder = path.join(project, 'miniprogram_npm')
  const shipped = contents(folder)
  rmSync(folder, { recursive: true, force: true })
  const warnings = await quietly(() => wechatTools().packNpm(openProject(project), { reporter() {} }))
  const built = contents(folder)
  return [
    ...warnings.map(({ msg, jsPath }) => `build npm warns: ${msg.trim()} ${jsPath ?? ''}`.trim()),
    ...(built.size === 0 ? ['build npm made no file'] : []),
    ...[...built].flatMap(([file, content]) => {
      const own = shipped.get(file)
      if (own === undefined) return [`miniprogram_npm/${file} was not shipped`]
      return own.equals(content) ? [] : [`miniprogram_npm/${file} was shipped with other content`]
    }),
    ...[...shipped.keys()]
      .filter((file) => !built.has(file))
      .map((file) => `miniprogram_npm/${file} was shipped, and build npm does not make it`),
  ]
}
