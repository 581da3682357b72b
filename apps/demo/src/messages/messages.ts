import type { DemoHost } from '../demo-host.js'
import { cacheTexts } from './cache-texts.js'
import { downloadTexts } from './download-texts.js'
import { downloadsTexts } from './downloads-texts.js'
import { failuresTexts } from './failures-texts.js'
import { frameTexts } from './frame-texts.js'
import { reportTexts } from './report-texts.js'
import { sourceTexts } from './source-texts.js'
import { supportTexts } from './support-texts.js'

export type Language = 'zh' | 'en'

/** `#` stands for a number or a name. */
export type Text = readonly [zh: string, en: string]

interface TextTable {
  readonly [name: string]: Text | TextTable
}

/** Every text of the demo, in both languages. */
const texts = {
  ...frameTexts,
  ...downloadTexts,
  ...failuresTexts,
  ...supportTexts,
  downloads: downloadsTexts,
  cache: cacheTexts,
  report: reportTexts,
  source: sourceTexts,
}

type InLanguage<Table> = {
  readonly [Name in keyof Table]: Table[Name] extends Text ? string : InLanguage<Table[Name]>
}

/** Every text in one language. */
export type Messages = InLanguage<typeof texts>

function textsIn<Table extends TextTable>(table: Table, index: 0 | 1): InLanguage<Table> {
  const picked = Object.keys(table).map((name) => {
    const text = table[name] as Text | TextTable
    return { [name]: Array.isArray(text) ? text[index] : textsIn(text as TextTable, index) }
  })
  return Object.assign({}, ...picked)
}

export const messages: Readonly<Record<Language, Messages>> = { zh: textsIn(texts, 0), en: textsIn(texts, 1) }

const storageKey = 'language'

/** The language chosen before, else the phone's, else Chinese. */
export function currentLanguage(host: DemoHost): Language {
  const stored = host.readStorage(storageKey)
  if (stored === 'zh' || stored === 'en') return stored
  const phone = host.language()
  return phone === '' || phone.toLowerCase().startsWith('zh') ? 'zh' : 'en'
}

export function storeLanguage(host: DemoHost, language: Language): void {
  host.writeStorage(storageKey, language)
}
