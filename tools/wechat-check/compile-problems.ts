import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { openProject, quietly, wechatTools } from './offline-wechat-tools.js'

/** Everything on: only a minifier reads WXML and WXSS; without it the compiler passes broken ones on. */
const everyMinifier = {
  es6: true,
  es7: true,
  minify: true,
  minifyJS: true,
  minifyWXML: true,
  minifyWXSS: true,
  autoPrefixWXSS: true,
}

/**
 * Compiles the project, and writes the result to `target`.
 *
 * @param options - `isMinified`: as for an upload, the default; without it takes a fraction of the time
 */
export async function compileProblems(
  project: string,
  target: string,
  { isMinified = true }: { readonly isMinified?: boolean } = {},
): Promise<string[]> {
  try {
    const files = await quietly(() =>
      wechatTools().getCompiledResult({
        project: openProject(project),
        version: '0',
        desc: '',
        setting: isMinified ? everyMinifier : {},
        onProgressUpdate() {},
      }),
    )
    for (const [file, content] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(target, file)), { recursive: true })
      writeFileSync(path.join(target, file), content)
    }
    return Object.keys(files).length === 0 ? ['the compiler made no file'] : []
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)]
  }
}
