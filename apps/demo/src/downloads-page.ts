import type { DemoApp } from './demo-app.js'
import type { DemoHost } from './demo-host.js'
import type { DownloadLibrary } from './download-library.js'
import { isUnfinished } from './downloads/download-entry.js'
import { type EntryView, viewEntry } from './downloads/entry-view.js'
import { startListMeter } from './downloads/list-meter.js'
import { type ListSummary, summarize } from './downloads/list-summary.js'
import { type SampleId, sampleOf, samplesFor } from './downloads/samples.js'
import { formatSize } from './format.js'
import { createFrame, type FrameData, frameData } from './page-frame.js'
import type { ChangeEvent, PageInstance, TapEvent } from './page-instance.js'
import { createPhonePanel, emptyPhonePanel, followPhone, type PhonePanelData } from './phone-panel.js'

interface DownloadsPageData extends FrameData, PhonePanelData {
  tiles: TileView[]
  isUrgent: boolean
  wifiOnly: boolean
  entries: EntryView[]
  summary: ListSummary
}

/** A tile that adds a download. */
interface TileView {
  sample: SampleId
  /** `MP4`. */
  kind: string
  note: string
}

interface DownloadsPage extends PageInstance<DownloadsPageData> {
  /** End what the page listens to. */
  endings?: (() => void)[]
}

type KeyEvent = TapEvent<{ key: string }>

const emptySummary: ListSummary = {
  counts: '',
  speed: '',
  canPause: false,
  canResume: false,
  canAbort: false,
  canClear: false,
}

/**
 * The download manager: what `Page()` takes on both platforms. The downloads are the app's; the page shows them while it is
 * open.
 */
export function createDownloadsPage(library: DownloadLibrary, host: DemoHost, getApp: () => DemoApp) {
  const { fileBytes } = library
  const data: DownloadsPageData = {
    ...frameData(host, 'downloads'),
    tiles: [],
    isUrgent: false,
    wifiOnly: false,
    entries: [],
    summary: emptySummary,
    ...emptyPhonePanel,
  }

  /** All that depends on the language besides the frame. */
  function label(page: DownloadsPage): Pick<DownloadsPageData, 'tiles' | 'entries' | 'summary'> {
    const { text } = page.data
    const { entries } = getApp().downloads
    const now = Date.now()
    return {
      tiles: samplesFor(fileBytes).map((sample) => {
        const { path, size } = sampleOf(sample, fileBytes)
        const note = text.downloads.sampleNotes[sample].replace('#', formatSize(size))
        return { sample, kind: path.split('.')[1]?.toUpperCase() ?? '', note }
      }),
      // What goes on is on top.
      entries: [...entries.filter(isUnfinished), ...entries.filter((entry) => !isUnfinished(entry))].map(
        (entry) => viewEntry(entry, text, fileBytes, now),
      ),
      summary: summarize(entries, text.downloads),
    }
  }

  function add(page: DownloadsPage, samples: readonly SampleId[]): void {
    const { isUrgent, wifiOnly } = page.data
    getApp().downloads.add(samples.map((sample) => ({ sample, isUrgent, wifiOnly })))
  }

  return {
    data,

    onLoad(this: DownloadsPage): void {
      const frame = frameData(host, 'downloads')
      host.setTitle(frame.text.titles.downloads)
      this.setData(frame)
      this.setData(label(this))

      const { downloads } = getApp()
      const meter = startListMeter(() => {
        const { entries, summary } = label(this)
        this.setData({ entries, summary })
        return downloads.entries.some(({ download }) => download?.waitingFor === 'retry')
      })
      meter.touch()
      this.endings = [meter.stop, downloads.watch(meter.touch), followPhone(host, this)]
    },

    onUnload(this: DownloadsPage): void {
      for (const end of this.endings ?? []) end()
    },

    ...createFrame<DownloadsPage>(host, 'downloads', (page) => page.setData(label(page))),
    ...createPhonePanel(host),

    choosePriority(this: DownloadsPage, event: TapEvent<{ priority: 'normal' | 'urgent' }>): void {
      this.setData({ isUrgent: event.currentTarget.dataset.priority === 'urgent' })
    },

    changeWifiOnly(this: DownloadsPage, event: ChangeEvent<boolean>): void {
      this.setData({ wifiOnly: event.detail.value })
    },

    add(this: DownloadsPage, event: TapEvent<{ sample: SampleId }>): void {
      add(this, [event.currentTarget.dataset.sample])
    },

    addAll(this: DownloadsPage): void {
      add(this, samplesFor(fileBytes))
    },

    pause(event: KeyEvent): void {
      getApp().downloads.control(event.currentTarget.dataset.key, (download) => download.pause())
    },

    resume(event: KeyEvent): void {
      getApp().downloads.control(event.currentTarget.dataset.key, (download) => download.resume())
    },

    abort(event: KeyEvent): void {
      getApp().downloads.control(event.currentTarget.dataset.key, (download) => download.abort())
    },

    again(event: KeyEvent): void {
      getApp().downloads.again(event.currentTarget.dataset.key)
    },

    remove(event: KeyEvent): void {
      getApp().downloads.remove([event.currentTarget.dataset.key])
    },

    pauseAll(): void {
      getApp().downloads.pauseAll()
    },

    resumeAll(): void {
      getApp().downloads.resumeAll()
    },

    abortAll(): void {
      getApp().downloads.abortAll()
    },

    clear(): void {
      const { downloads } = getApp()
      downloads.remove(downloads.entries.map(({ record }) => record.key))
    },
  }
}
