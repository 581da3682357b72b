import type { DemoHost } from './demo-host.js'
import { currentLanguage, type Language, messagesIn, storeLanguage } from './language.js'
import type { Messages } from './messages/messages.js'
import { type PageId, pagePath, type Tab, tabsFor } from './navigation.js'
import type { PageInstance, TapEvent } from './page-instance.js'

/** The data that every page has: its texts and the top bar. */
export interface FrameData {
  language: Language
  text: Messages
  tabs: Tab[]
}

/** The texts and tabs of a page in the current language. */
export function frameData(host: DemoHost, page: PageId): FrameData {
  const language = currentLanguage(host)
  const text = messagesIn(language)
  return { language, text, tabs: tabsFor(page, text) }
}

/**
 * The handlers of the top bar. `relabel` is called after a change of language, for texts that the page has
 * worked into its own data.
 */
export function createFrame<Page extends PageInstance<FrameData>>(
  host: DemoHost,
  page: PageId,
  relabel: (page: Page) => void = () => {},
) {
  return {
    openTab(event: TapEvent<{ path: string }>): void {
      const { path } = event.currentTarget.dataset
      if (path !== pagePath(page)) host.openPage(path)
    },
    toggleLanguage(this: Page): void {
      storeLanguage(host, this.data.language === 'zh' ? 'en' : 'zh')
      const frame = frameData(host, page)
      host.setTitle(frame.text.titles[page])
      this.setData(frame)
      relabel(this)
    },
  }
}
