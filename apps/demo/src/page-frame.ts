import type { DemoHost } from './demo-host.js'
import {
  currentLanguage,
  type Language,
  type Messages,
  messages,
  storeLanguage,
} from './messages/messages.js'
import { type PageId, pagePath, tabsFor } from './navigation.js'
import type { PageInstance, TapEvent } from './page-instance.js'

/** The data that every page has: its texts and the top bar. */
export interface FrameData {
  language: Language
  text: Messages
  tabs: ReturnType<typeof tabsFor>
}

/** A page whose own data is `Data`, as its handlers see it. */
export type FramedPage<Data> = PageInstance<FrameData & Data>

interface PageSteps<Page> {
  /** Returns what ends when the page is left. */
  open?(page: Page): readonly (() => void)[] | undefined
  /** After a change of language, for texts that the page has worked into its own data. */
  relabel?(page: Page): void
}

/** The part of a page that all pages have: its data, opening and leaving it, and the handlers of the top bar. */
export function createFrame<Data extends object, Page extends FramedPage<Data> = FramedPage<Data>>(
  host: DemoHost,
  id: PageId,
  data: Data,
  { open, relabel }: PageSteps<Page> = {},
) {
  const readFrame = (): FrameData => {
    const language = currentLanguage(host)
    const text = messages[language]
    return { language, text, tabs: tabsFor(id, text) }
  }
  const showFrame = (page: PageInstance<FrameData>) => {
    const frame = readFrame()
    host.setTitle(frame.text.pages[id])
    host.setLanguage(frame.language)
    page.setData(frame)
  }
  return {
    data: { ...readFrame(), ...data },

    onLoad(this: Page): void {
      showFrame(this)
      this.endings = open?.(this) ?? []
    },

    onUnload(this: Page): void {
      for (const end of this.endings ?? []) end()
    },

    openTab(event: TapEvent<{ path: string }>): void {
      const { path } = event.currentTarget.dataset
      if (path !== pagePath(id)) host.openPage(path)
    },

    toggleLanguage(this: Page): void {
      storeLanguage(host, this.data.language === 'zh' ? 'en' : 'zh')
      showFrame(this)
      relabel?.(this)
    },
  }
}
