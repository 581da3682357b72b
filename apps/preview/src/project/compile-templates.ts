import { TmplGroup } from 'glass-easel-template-compiler'
import { axmlToWxml, mapMarkup, renderedTag } from './markup.js'
import type { ProjectFiles } from './project-files.js'

interface Warning {
  readonly startLine: number
  readonly startColumn: number
  readonly message: string
}

/** Compiles templates and all that they import, with the compiler of WeChat's own component engine. */
export function compileTemplates(project: ProjectFiles, paths: readonly string[]) {
  const group = TmplGroup.newDev()
  /** What the compiler has to say, with file, line and column. */
  const problems: string[] = []
  const seen = new Set<string>()

  const add = (path: string): void => {
    if (seen.has(path)) return
    seen.add(path)
    const file = path + project.extensions.markup
    if (!project.has(file)) {
      problems.push(`${file}: missing`)
      return
    }
    const warnings = group.addTmpl(path, readMarkup(project, file)) as Warning[] | undefined
    for (const { startLine, startColumn, message } of warnings ?? []) {
      problems.push(`${file}:${startLine}:${startColumn} ${message}`)
    }
    for (const dependency of group.getDirectDependencies(path) as string[]) add(dependency)
  }

  for (const path of paths) add(path)
  /** A JavaScript expression: the generated templates by path. */
  const code: string = group.getTmplGenObjectGroups()
  group.free()
  return { code, problems }
}

function readMarkup(project: ProjectFiles, file: string): string {
  const source = project.read(file)
  const wxml = project.platform === 'alipay' ? axmlToWxml(source) : source
  return mapMarkup(wxml, { tag: renderedTag })
}
