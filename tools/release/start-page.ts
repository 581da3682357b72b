import { root } from '../../scripts/published-packages.js'
import { ownFilesIn, readText } from '../shared/files.js'
import type { PlatformName } from '../shared/native-platforms.js'

const pages = ['docs/start.md', 'docs/start.zh-CN.md']

/** Files of the example that a start page shows otherwise than they are. Words may differ: strings, comments, text in markup. */
export function startPageProblems(platform: PlatformName): string[] {
  const example = `${root}examples/${platform}`
  const names = ownFilesIn(example)
  return pages.flatMap((page) => {
    const shown = shownFiles(readText(root, page)).filter(([file]) =>
      file.startsWith(`examples/${platform}/`),
    )
    return [
      ...(shown.length > 0 ? [] : [`${page} shows no file of examples/${platform}`]),
      ...shown.flatMap(([file, text]) => {
        const name = file.slice(`examples/${platform}/`.length)
        if (!names.includes(name)) return [`${page}: ${file} is not there`]
        const isSame = withoutWords(text) === withoutWords(readText(example, name))
        return isSame ? [] : [`${page} shows another ${file}`]
      }),
    ]
  })
}

/** Code that names its file. */
function shownFiles(text: string): [file: string, text: string][] {
  return [...text.matchAll(/^```\w+ ([\w./-]+\.\w+)\n([\s\S]*?)^```$/gm)].map(([, file = '', code = '']) => [
    file,
    code,
  ])
}

function withoutWords(code: string): string {
  return code
    .replace(/(?<!:)\/\/.*/g, '')
    .replace(/'[^']*'/g, "''")
    .replace(/>[^<>{}]+</g, '><')
    .replace(/\s+/g, ' ')
}
