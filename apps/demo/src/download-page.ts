import { callCode } from './call-code.js'
import type { Demo } from './demo.js'
import type { DownloadError, DownloadTask } from './download-library.js'
import { initialOptions, noOptions, readOptions, type SwitchName } from './download-options.js'
import { currentServer, currentSource } from './file-source.js'
import { formatBytes, formatDuration, formatSpeed } from './format.js'
import { createFrame, type FramedPage } from './page-frame.js'
import type { ChangeEvent, TapEvent } from './page-instance.js'
import { type PresetId, presetsFor, presetUrl } from './presets.js'
import { type Reading, startProgressMeter } from './progress-meter.js'
import { type ErrorView, headerRows, type ResultView, viewError, viewResult } from './result-view.js'
import { createSourcePanel, type SourcePage, type SourcePanelData } from './source-panel.js'

const noProgress = {
  ...viewProgress({ progress: 0, written: 0, total: undefined, bytesPerSecond: 0, elapsed: 0 }),
  bytes: '',
  speed: '',
  elapsed: '',
}

const initialData = {
  presets: [] as PresetId[],
  /** Empty once the url was typed by hand. */
  preset: 'image' as PresetId | '',
  url: '',
  showOptions: false,
  options: noOptions,
  /** The call that `start` makes. */
  code: '',
  phase: 'idle' as 'idle' | 'running' | 'finished' | 'failed' | 'stopped',
  progress: noProgress,
  headers: headerRows({}),
  result: null as ResultView | null,
  error: null as ErrorView | null,
}

type DownloadData = typeof initialData & SourcePanelData

type DownloadPage = FramedPage<DownloadData> &
  SourcePage & {
    /** The running download. */
    task?: DownloadTask | undefined
  }

/** The page that downloads one file: what `Page()` takes on both platforms. */
export function createDownloadPage({ library, host }: Demo) {
  /** Changes what is to be downloaded, and with it the code that says so. */
  function configure(page: DownloadPage, patch: Partial<DownloadData>): void {
    const { url, options } = { ...page.data, ...patch }
    page.setData({ ...patch, code: callCode(readOptions(url, options, host.userDataPath())) })
  }

  /** Offers what there is now; a url that was typed by hand stays. */
  function offer(page: DownloadPage): void {
    const presets = presetsFor(library, currentSource(host))
    const { preset } = page.data
    const chosen = preset === '' || presets.includes(preset) ? preset : (presets[0] ?? '')
    if (chosen === '') configure(page, { presets })
    else configure(page, { presets, preset: chosen, url: presetUrl(chosen, currentServer(host)) })
  }
  const source = createSourcePanel<DownloadPage>({ library, host }, offer)

  return {
    ...createFrame<DownloadData, DownloadPage>(
      host,
      'download',
      { ...initialData, ...source.data },
      {
        open(page) {
          configure(page, { options: initialOptions(library) })
          offer(page)
          return [() => page.task?.abort(), source.follow(page)]
        },
      },
    ),
    ...source.handlers,

    choosePreset(this: DownloadPage, event: TapEvent<{ preset: PresetId }>): void {
      const { preset } = event.currentTarget.dataset
      configure(this, { preset, url: presetUrl(preset, currentServer(host)) })
    },

    changeUrl(this: DownloadPage, event: ChangeEvent<string>): void {
      configure(this, { url: event.detail.value, preset: '' })
    },

    toggleOptions(this: DownloadPage): void {
      this.setData({ showOptions: !this.data.showOptions })
    },

    changeSaveToFile(this: DownloadPage, event: ChangeEvent<boolean>): void {
      configure(this, { options: { ...this.data.options, saveToFile: event.detail.value } })
    },

    changeOption(this: DownloadPage, event: ChangeEvent<string, { field: TextField }>): void {
      const { field } = event.currentTarget.dataset
      configure(this, { options: { ...this.data.options, [field]: event.detail.value.trim() } })
    },

    changeSwitch(this: DownloadPage, event: ChangeEvent<boolean, { name: SwitchName }>): void {
      const { name } = event.currentTarget.dataset
      const on = event.detail.value
      const switches = this.data.options.switches.map((entry) => (entry.name === name ? { name, on } : entry))
      configure(this, { options: { ...this.data.options, switches } })
    },

    start(this: DownloadPage): void {
      if (this.task) return
      const { url, options } = this.data
      this.setData({ phase: 'running', progress: noProgress, headers: [], result: null, error: null })

      const meter = startProgressMeter((reading) => this.setData({ progress: viewProgress(reading) }))
      const task = library.downloadFile({
        ...readOptions(url.trim(), options, host.userDataPath()),
        success: (result) =>
          this.setData({ phase: 'finished', result: viewResult(library, result, options.saveToFile) }),
        fail: (error: DownloadError) =>
          this.setData({
            phase: error.code === 'aborted' ? 'stopped' : 'failed',
            error: viewError(error),
          }),
        complete: () => {
          this.task = undefined
          meter.stop()
        },
      })
      this.task = task
      task.onProgressUpdate(meter.update)
      task.onHeadersReceived(({ header }) => this.setData({ headers: headerRows(header) }))
    },

    abort(this: DownloadPage): void {
      this.task?.abort()
    },
  }
}

type TextField = 'timeout' | 'headerName' | 'headerValue'

function viewProgress({ progress, written, total, bytesPerSecond, elapsed }: Reading) {
  return {
    /** Width of the bar, 0 to 100. */
    percent: progress ?? 0,
    percentText: `${Math.floor(progress ?? 0)}%`,
    /** Whether the total is known. */
    known: progress !== undefined || written === 0,
    bytes: formatBytes(written),
    total: total === undefined ? '' : formatBytes(total),
    speed: formatSpeed(bytesPerSecond),
    elapsed: formatDuration(elapsed),
  }
}
