import type { DemoApp } from './demo-app.js'
import type { DemoHost } from './demo-host.js'
import type { DownloadLibrary } from './download-library.js'
import { startListMeter } from './downloads/list-meter.js'
import { formatSize } from './format.js'
import { createFrame, type FrameData, frameData } from './page-frame.js'
import type { ChangeEvent, PageInstance, TapEvent } from './page-instance.js'
import { createPhonePanel, emptyPhonePanel, followPhone, type PhonePanelData } from './phone-panel.js'
import { budgetRange } from './pictures/budget.js'
import { emptySummary, type GallerySummary, summarize } from './pictures/gallery-summary.js'
import { type PictureView, viewPicture } from './pictures/picture-view.js'

interface CachePageData extends FrameData, PhonePanelData, CacheView {
  /** Whether this client reports what a cache has to know. */
  canKeep: boolean
  /** What the slider lets one choose, in bytes. */
  range: typeof budgetRange
}

/** What changes while the page is open. */
interface CacheView {
  pictures: PictureView[]
  summary: GallerySummary
  /** Bytes; the place of the slider. */
  budget: number
  /** What the slider is at, also while it is dragged. */
  budgetText: string
}

interface CachePage extends PageInstance<CachePageData> {
  /** Bytes, while the slider is dragged. */
  dragged?: number | undefined
  /** Paints soon. */
  touch?: () => void
  /** End what the page does by itself. */
  endings?: (() => void)[]
}

type PictureEvent = TapEvent<{ id: string }>

/** Milliseconds after which pictures are seen to be older. */
const tick = 1000

/** The file cache: what `Page()` takes on both platforms. The pictures are the app's; the page shows them while it is open. */
export function createCachePage(library: DownloadLibrary, host: DemoHost, getApp: () => DemoApp) {
  const data: CachePageData = {
    ...frameData(host, 'cache'),
    ...emptyPhonePanel,
    canKeep: true,
    pictures: [],
    summary: emptySummary,
    range: budgetRange,
    budget: budgetRange.max,
    budgetText: '',
  }

  function view({ data: { text }, dragged }: CachePage): CacheView {
    const { gallery } = getApp()
    const now = Date.now()
    return {
      pictures: gallery.entries.map((entry) => viewPicture(entry, text, now)),
      summary: summarize(gallery),
      budget: gallery.budget,
      budgetText: formatSize(dragged ?? gallery.budget),
    }
  }

  /** Sends what is another than before, and nothing where that is nothing. */
  function paint(page: CachePage): void {
    const next = view(page)
    const changed: Partial<CacheView> = {}
    for (const [name, value] of Object.entries(next)) {
      const before = page.data[name as keyof CacheView]
      if (JSON.stringify(value) !== JSON.stringify(before)) Object.assign(changed, { [name]: value })
    }
    if (Object.keys(changed).length > 0) page.setData(changed)
  }

  return {
    data,

    onLoad(this: CachePage): void {
      const frame = frameData(host, 'cache')
      host.setTitle(frame.text.titles.cache)
      this.setData({ ...frame, canKeep: library.supports('statusCode') })
      const { gallery } = getApp()
      const meter = startListMeter(() => {
        paint(this)
        return false
      })
      const clock = setInterval(() => void gallery.refresh(), tick)
      this.touch = meter.touch
      this.endings = [
        meter.stop,
        gallery.watch(meter.touch),
        followPhone(host, this),
        () => clearInterval(clock),
      ]
      paint(this)
      void gallery.open()
    },

    onUnload(this: CachePage): void {
      for (const end of this.endings ?? []) end()
    },

    ...createFrame<CachePage>(host, 'cache', paint),
    ...createPhonePanel(host),

    load(event: PictureEvent): void {
      getApp().gallery.load(event.currentTarget.dataset.id)
    },

    loadAll(): void {
      getApp().gallery.load()
    },

    togglePin(event: PictureEvent): void {
      void getApp().gallery.togglePin(event.currentTarget.dataset.id)
    },

    remove(event: PictureEvent): void {
      void getApp().gallery.remove(event.currentTarget.dataset.id)
    },

    clear(): void {
      void getApp().gallery.clear()
    },

    dragBudget(this: CachePage, event: ChangeEvent<number>): void {
      this.dragged = event.detail.value
      this.touch?.()
    },

    changeBudget(this: CachePage, event: ChangeEvent<number>): void {
      this.dragged = undefined
      void getApp().gallery.resize(event.detail.value)
    },
  }
}
