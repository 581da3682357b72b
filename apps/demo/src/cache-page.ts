import type { Demo } from './demo.js'
import { startListMeter } from './downloads/list-meter.js'
import { formatSize } from './format.js'
import { createFrame, type FramedPage } from './page-frame.js'
import type { ChangeEvent, TapEvent } from './page-instance.js'
import { createPhonePanel, type PhonePanelData } from './phone-panel.js'
import { budgetRange } from './pictures/budget.js'
import { summarize } from './pictures/gallery-summary.js'
import { type PictureView, viewPicture } from './pictures/picture-view.js'
import { emptyTally } from './pictures/tally.js'
import { createSourcePanel, type SourcePage, type SourcePanelData } from './source-panel.js'

const initialData = {
  pictures: [] as PictureView[],
  summary: summarize({ entries: [], budget: 1, usedBytes: 0, tally: emptyTally }),
  /** Bytes; the place of the slider. */
  budget: budgetRange.max,
  /** What the slider is at, also while it is dragged. */
  budgetText: '',
  /** The code of a picture that has not come; else empty. */
  failure: '',
  /** As it is typed. */
  ownUrl: '',
  /** Whether this client reports what a cache has to know. */
  canKeep: true,
  /** What the slider lets one choose, in bytes. */
  range: budgetRange,
}

type CacheData = typeof initialData & PhonePanelData & SourcePanelData

type CachePage = FramedPage<CacheData> &
  SourcePage & {
    /** Bytes, while the slider is dragged. */
    dragged?: number | undefined
    /** Paints soon. */
    touch?: () => void
  }

type PictureEvent = TapEvent<{ id: string }>

/** Milliseconds after which pictures are seen to be older. */
const tick = 1000

/** The file cache: what `Page()` takes on both platforms. The pictures are the app's; the page shows them while it is open. */
export function createCachePage({ library, host, getApp }: Demo) {
  const phone = createPhonePanel(host)
  const source = createSourcePanel<CachePage>({ library, host }, () => void getApp().gallery.open())
  const data = { ...phone.data, ...source.data, ...initialData }

  /** What changes while the page is open. */
  function view({ data: { text }, dragged }: CachePage) {
    const { gallery } = getApp()
    const now = Date.now()
    return {
      pictures: gallery.entries.map((entry) => viewPicture(entry, text, now)),
      summary: summarize(gallery),
      failure: gallery.entries.find(({ failure }) => failure !== undefined)?.failure ?? '',
      budget: gallery.budget,
      budgetText: formatSize(dragged ?? gallery.budget),
    }
  }

  /** Sends what is another than before, and nothing where that is nothing. */
  function paint(page: CachePage): void {
    const changed = Object.entries(view(page)).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(page.data[name as keyof CacheData]),
    )
    if (changed.length === 0) return
    page.setData(Object.assign({}, ...changed.map(([name, value]) => ({ [name]: value }))))
  }

  return {
    ...createFrame<CacheData, CachePage>(host, 'cache', data, {
      open(page) {
        page.setData({ canKeep: library.supports('statusCode') })
        const { gallery } = getApp()
        const meter = startListMeter(() => {
          paint(page)
          return false
        })
        const clock = setInterval(() => void gallery.refresh(), tick)
        page.touch = meter.touch
        paint(page)
        void gallery.open()
        return [
          meter.stop,
          gallery.watch(meter.touch),
          phone.follow(page),
          source.follow(page),
          () => clearInterval(clock),
        ]
      },
      relabel: paint,
    }),
    ...phone.handlers,
    ...source.handlers,

    changeOwnUrl(this: CachePage, event: ChangeEvent<string>): void {
      this.setData({ ownUrl: event.detail.value })
    },

    addOwn(this: CachePage): void {
      if (this.data.ownUrl.trim() !== '') getApp().gallery.add(this.data.ownUrl)
    },

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
