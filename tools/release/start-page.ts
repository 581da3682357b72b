import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { root } from '../../scripts/published-packages.js'
import { type PlatformName, packageNames } from '../consumers/consumer.js'

/** What the start page tells a reader to do for one platform. */
export interface StartInstructions {
  /** For a terminal, in their order. */
  readonly commands: readonly string[]
  /** Files to write: path to text. */
  readonly files: Readonly<Record<string, string>>
}

const languages = ['docs/start.zh-CN.md', 'docs/start.md']

/** The start page in both languages. */
export function startPages(): string[] {
  return languages.filter((page) => existsSync(path.join(root, page)))
}

/** Reads one chapter of a start page: fences of `sh`, and fences that name the file they are. */
export function readStartPage(page: string, platform: PlatformName): StartInstructions {
  const chapter = readFileSync(path.join(root, page), 'utf8')
    .split(/^## /m)
    .find((text) => text.includes(`npm install ${packageNames[platform]}\n`))
  if (chapter === undefined) throw new Error(`${page} does not install ${packageNames[platform]}`)
  const commands: string[] = []
  const files: Record<string, string> = {}
  for (const [, language, title = '', text = ''] of chapter.matchAll(/^```(\w+) ?(.*)\n([\s\S]*?)^```$/gm)) {
    if (language === 'sh') commands.push(...text.trim().split('\n'))
    if (/^[\w./-]+\.\w+$/.test(title)) files[title] = text
  }
  return { commands, files }
}
