import { root } from '../../scripts/published-packages.js'
import { readText } from '../shared/files.js'
import { nativePlatforms, type PlatformName } from '../shared/native-platforms.js'

/** What the start page tells a reader to do for one platform. */
export interface StartInstructions {
  /** For a terminal, in their order. */
  readonly commands: readonly string[]
  /** Files to write: path to text. */
  readonly files: Readonly<Record<string, string>>
}

/** The one that is followed. */
export const startPage = 'docs/start.zh-CN.md'
const translation = 'docs/start.md'

/** Where the other language tells a reader to do something else. Words may differ, in strings, comments and markup. */
export function translationProblems(platform: PlatformName): string[] {
  const [followed, other] = [startPage, translation].map((page) => {
    const { commands, files } = startInstructions(page, platform)
    const code = Object.entries(files).map(([file, text]) => [file, withoutWords(text)])
    return JSON.stringify([commands, code])
  })
  return followed === other ? [] : [`${translation} does something else than ${startPage}`]
}

function withoutWords(code: string): string {
  return code
    .replace(/(?<!:)\/\/.*/g, '')
    .replace(/'[^']*'/g, "''")
    .replace(/>[^<>{}]+</g, '><')
    .replace(/\s+/g, ' ')
}

/** Reads one chapter of a start page: fences of `sh`, and fences that name the file they are. */
export function startInstructions(page: string, platform: PlatformName): StartInstructions {
  const install = `npm install ${nativePlatforms[platform].package}\n`
  const chapter = readText(root, page)
    .split(/^## /m)
    .find((text) => text.includes(install))
  if (chapter === undefined) throw new Error(`${page} does not say ${install}`)
  const commands: string[] = []
  const files: Record<string, string> = {}
  for (const [, language, title = '', text = ''] of chapter.matchAll(/^```(\w+) ?(.*)\n([\s\S]*?)^```$/gm)) {
    if (language === 'sh') commands.push(...text.trim().split('\n'))
    if (/^[\w./-]+\.\w+$/.test(title)) files[title] = text
  }
  return { commands, files }
}
