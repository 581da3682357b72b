import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

interface CodeBlock {
  /** The file of the consumer that it is from. */
  readonly file: string
  readonly code: string
}

/** A block of code that names the file it is from, as in "```js src/app.js". */
const namedBlock = /^```\w+ (\S+)\n([\s\S]*?)^```$/gm

/** Whether the page of the documentation shows code that is in the project, in both languages the same. */
export function documentationProblems(consumer: string): string[] {
  const [english, chinese] = ['md', 'zh-CN.md'].map((extension) => `docs/use-with/${consumer}.${extension}`)
  const blocks = codeBlocks(english ?? '')
  if (blocks.length === 0) return [`${english} shows no code of the project`]
  return [
    ...blocks.flatMap(({ file, code }) => {
      const source = path.join(fileURLToPath(new URL(consumer, import.meta.url)), file)
      if (!existsSync(source)) return [`${english}: there is no ${file}`]
      if (readFileSync(source, 'utf8').includes(code)) return []
      return [`${english}: ${file} has no such code:\n${code.trimEnd()}`]
    }),
    ...(JSON.stringify(codeBlocks(chinese ?? '')) === JSON.stringify(blocks)
      ? []
      : [`${chinese} shows other code than ${english}`]),
  ]
}

function codeBlocks(page: string): CodeBlock[] {
  const text = readFileSync(fileURLToPath(new URL(`../../${page}`, import.meta.url)), 'utf8')
  return [...text.matchAll(namedBlock)].map(([, file = '', code = '']) => ({ file, code }))
}
