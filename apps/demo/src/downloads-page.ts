import type { Demo } from './demo.js'
import type { Download } from './download-library.js'
import { isUnfinished } from './downloads/download-entry.js'
import { type EntryView, kindOf, viewEntry } from './downloads/entry-view.js'
import { startListMeter } from './downloads/list-meter.js'
import { summarize } from './downloads/list-summary.js'
import { type SampleId, sampleOf, samplesFor } from './downloads/samples.js'
import { type ActionOutcome, type FileAction, runFileAction } from './file-actions.js'
import { currentSource } from './file-source.js'
import { formatSize } from './format.js'
import { messages } from './messages/messages.js'
import { createFrame, type FramedPage } from './page-frame.js'
import type { ChangeEvent, TapEvent } from './page-instance.js'
import { createPhonePanel, type PhonePanelData } from './phone-panel.js'
import { noPoster, posterHandlers, viewPoster } from './poster-card.js'
import { createSourcePanel, type SourcePage, type SourcePanelData } from './source-panel.js'

const initialData = {
  /** As it is typed. */
  ownUrl: '',
  /** What adds a download. */
  tiles: [] as { sample: SampleId; kind: string; color: string; note: string }[],
  entries: [] as EntryView[],
  summary: summarize([], messages.zh.downloads),
  poster: noPoster,
  /** What came of the last action with a file, by the key of its download. */
  notices: {} as Record<string, ActionOutcome & { action: FileAction }>,
  isUrgent: false,
  wifiOnly: false,
}

type DownloadsData = typeof initialData & PhonePanelData & SourcePanelData

type DownloadsPage = FramedPage<DownloadsData> & SourcePage

type KeyEvent = TapEvent<{ key: string }>

/**
 * The download manager: what `Page()` takes on both platforms. The downloads are the app's; the page shows them while it is
 * open.
 */
export function createDownloadsPage({ library, host, getApp }: Demo) {
  const { fileBytes } = library
  const phone = createPhonePanel(host)
  const source = createSourcePanel<DownloadsPage>({ library, host }, (page) => page.setData(label(page)))
  const data = { ...phone.data, ...source.data, ...initialData }

  /** All that depends on the language, besides the frame. */
  function label({ data: { text } }: DownloadsPage) {
    const { entries } = getApp().downloads
    const now = Date.now()
    // What goes on is on top.
    const sorted = [...entries.filter(isUnfinished), ...entries.filter((entry) => !isUnfinished(entry))]
    return {
      tiles: samplesFor(fileBytes, currentSource(host)).map((sample) => {
        const { path, size } = sampleOf(sample, fileBytes)
        const note = text.downloads.samples[sample].note.replace('#', formatSize(size))
        return { sample, ...kindOf(path), note }
      }),
      entries: sorted.map((entry) => viewEntry(entry, text, { fileBytes, canShare: host.canShare() }, now)),
      summary: summarize(entries, text.downloads),
      poster: viewPoster(getApp().poster),
    }
  }

  function add(page: DownloadsPage, samples: readonly SampleId[], more: { url?: string } = {}): void {
    const { isUrgent, wifiOnly } = page.data
    getApp().downloads.add(samples.map((sample) => ({ sample, ...more, isUrgent, wifiOnly })))
  }

  /** A handler that does something to one download. */
  function control(action: (download: Download) => void) {
    return (event: KeyEvent) => getApp().downloads.control(event.currentTarget.dataset.key, action)
  }

  return {
    ...createFrame<DownloadsData, DownloadsPage>(host, 'downloads', data, {
      open(page) {
        page.setData(label(page))
        const { downloads, poster } = getApp()
        const meter = startListMeter(() => {
          const { entries, summary, poster } = label(page)
          page.setData({ entries, summary, poster })
          return downloads.entries.some(({ download }) => download?.waitingFor === 'retry')
        })
        meter.touch()
        return [
          meter.stop,
          downloads.watch(meter.touch),
          poster.watch(meter.touch),
          phone.follow(page),
          source.follow(page),
        ]
      },
      relabel: (page) => page.setData(label(page)),
    }),
    ...phone.handlers,
    ...source.handlers,
    ...posterHandlers(getApp),

    choosePriority(this: DownloadsPage, event: TapEvent<{ priority: 'normal' | 'urgent' }>): void {
      this.setData({ isUrgent: event.currentTarget.dataset.priority === 'urgent' })
    },

    changeWifiOnly(this: DownloadsPage, event: ChangeEvent<boolean>): void {
      this.setData({ wifiOnly: event.detail.value })
    },

    add(this: DownloadsPage, event: TapEvent<{ sample: SampleId }>): void {
      add(this, [event.currentTarget.dataset.sample])
    },

    changeOwnUrl(this: DownloadsPage, event: ChangeEvent<string>): void {
      this.setData({ ownUrl: event.detail.value })
    },

    addOwn(this: DownloadsPage): void {
      const url = this.data.ownUrl.trim()
      if (url === '') return
      add(this, ['own'], { url })
      this.setData({ ownUrl: '' })
    },

    addAll(this: DownloadsPage): void {
      add(this, samplesFor(fileBytes, currentSource(host)))
    },

    pause: control((download) => download.pause()),
    resume: control((download) => download.resume()),
    abort: control((download) => download.abort()),

    async use(this: DownloadsPage, event: TapEvent<{ key: string; action: FileAction }>): Promise<void> {
      const { key, action } = event.currentTarget.dataset
      const { file } =
        getApp().downloads.entries.find(({ record }) => record.key === key)?.record.outcome ?? {}
      if (file === undefined) return
      const outcome = await runFileAction(host.native(), action, file)
      this.setData({ notices: { ...this.data.notices, [key]: { action, ...outcome } } })
    },
    openSettings: () => host.openSettings(),

    again(event: KeyEvent): void {
      getApp().downloads.again(event.currentTarget.dataset.key)
    },

    remove(event: KeyEvent): void {
      getApp().downloads.remove([event.currentTarget.dataset.key])
    },

    pauseAll: () => getApp().downloads.pauseAll(),
    resumeAll: () => getApp().downloads.resumeAll(),
    abortAll: () => getApp().downloads.abortAll(),

    clear(): void {
      const { downloads } = getApp()
      downloads.remove(downloads.entries.map(({ record }) => record.key))
    },
  }
}
