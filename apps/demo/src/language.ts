import type { DemoHost } from './demo-host.js'
import { en } from './messages/en.js'
import type { Messages } from './messages/messages.js'
import { zh } from './messages/zh.js'

export type Language = 'zh' | 'en'

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

export function messagesIn(language: Language): Messages {
  return language === 'zh' ? zh : en
}
