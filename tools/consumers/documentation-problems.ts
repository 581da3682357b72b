import { existsSync } from 'node:fs'
import path from 'node:path'
import { root } from '../../scripts/published-packages.js'
import { readText } from '../shared/files.js'

/** A block of code that names the file of the project that it is from, as in "```js src/app.js". */
const namedBlock = /^```\w+ (\S+)\n([\s\S]*?)^```$/gm

/** Whether the page of the documentation shows code that is in the project, in both languages the same. */
export function documentationProblems(consumer: string): string[] {
  const [english, chinese] = ['md', 'zh-CN.md'].map((end) =>
    [...readText(root, `docs/use-with/${consumer}.${end}`).matchAll(namedBlock)].map(
      ([, file = '', code = '']) => ({
        file,
        code,
      }),
    ),
  )
  const folder = path.join(import.meta.dirname, consumer)
  return [
    ...(english?.length === 0 ? [`docs/use-with/${consumer}.md shows no code of the project`] : []),
    ...(JSON.stringify(english) === JSON.stringify(chinese) ? [] : ['the Chinese page shows other code']),
    ...(english ?? [])
      .filter(
        ({ file, code }) => !existsSync(path.join(folder, file)) || !readText(folder, file).includes(code),
      )
      .map(({ file, code }) => `docs/use-with/${consumer}.md: ${file} has no such code:\n${code.trimEnd()}`),
  ]
}
