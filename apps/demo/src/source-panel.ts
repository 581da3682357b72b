import type { Demo } from './demo.js'
import {
  askServer,
  currentServer,
  currentSource,
  type FileSource,
  serverCommand,
  storeServer,
  storeSource,
  typedServer,
} from './file-source.js'
import type { ChangeEvent, PageInstance, TapEvent } from './page-instance.js'

/** What the template of the panel shows. */
export type SourcePanelData = typeof initialData

const initialData = {
  /** Empty on a page that needs the file server. */
  source: '' as FileSource | '',
  server: '',
  /** Whether the file server answers; `unknown` before it was asked. */
  serverState: 'unknown' as 'unknown' | 'up' | 'down',
  isAsking: false,
  /** Whether local files are offered: they are there, or were asked for. */
  canChoose: false,
  /** Whether the address can be typed. */
  showServer: false,
  command: serverCommand,
}

export type SourcePage = PageInstance<SourcePanelData> & {
  /** Ends what the panel waits for. */
  stopAsking?: () => void
}

/** Milliseconds without a key before an address is asked. */
const pause = 500

/**
 * The panel that says where files come from.
 *
 * @param onChange - called when they come from somewhere else; without it the page needs the file server, and there is no choice
 */
export function createSourcePanel<Page extends SourcePage>(
  { library, host }: Pick<Demo, 'library' | 'host'>,
  onChange?: (page: Page) => void,
) {
  const sourceNow = () => (onChange === undefined ? '' : currentSource(host))

  function ask(page: Page, delay = 0): void {
    page.stopAsking?.()
    let isStopped = false
    const timer = setTimeout(async () => {
      const isUp = await askServer(library, host)
      if (isStopped) return
      const canChoose = sourceNow() !== '' && (isUp || sourceNow() === 'local' || typedServer(host) !== '')
      page.setData({ serverState: isUp ? 'up' : 'down', isAsking: false, canChoose })
    }, delay)
    page.stopAsking = () => {
      isStopped = true
      clearTimeout(timer)
    }
    page.setData({ source: sourceNow(), server: currentServer(host), isAsking: true })
  }

  return {
    data: initialData,

    /** To be called when the page opens; returns the function that ends it. */
    follow(page: Page): () => void {
      ask(page)
      return () => page.stopAsking?.()
    },

    handlers: {
      chooseSource(this: Page, event: TapEvent<{ source: FileSource }>): void {
        storeSource(host, event.currentTarget.dataset.source)
        ask(this)
        onChange?.(this)
      },
      toggleServer(this: Page): void {
        this.setData({ showServer: !this.data.showServer })
      },
      changeServer(this: Page, event: ChangeEvent<string>): void {
        storeServer(host, event.detail.value)
        ask(this, pause)
        onChange?.(this)
      },
      askAgain(this: Page): void {
        ask(this)
      },
    },
  }
}
