import { callCode } from './call-code.js'
import type { DemoHost } from './demo-host.js'
import type { DownloadError, DownloadFileResult, DownloadLibrary, DownloadTask } from './download-library.js'
import { initialOptions, type OptionFields, readOptions, type SwitchName } from './download-options.js'
import { type ErrorView, viewError } from './error-view.js'
import { formatBytes, formatDuration, formatSpeed } from './format.js'
import { createFrame, type FrameData, frameData } from './page-frame.js'
import type { ChangeEvent, PageInstance, TapEvent } from './page-instance.js'
import { type PresetId, presetsFor, presetUrl } from './presets.js'
import { type Reading, startProgressMeter } from './progress-meter.js'
import { headerRows, type ResultRow, resultRows } from './result-rows.js'
import { currentServer, storeServer } from './server-address.js'
import { type PhaseName, waterfallBars } from './waterfall.js'

export interface DownloadPageData extends FrameData {
  server: string
  presets: PresetId[]
  /** Empty once the url was typed by hand. */
  preset: PresetId | ''
  url: string
  showOptions: boolean
  options: OptionFields
  /** The call that `start` makes. */
  code: string
  phase: 'idle' | 'running' | 'finished' | 'failed' | 'stopped'
  progress: ProgressView
  headers: ResultRow[]
  result: ResultView | null
  error: ErrorView | null
}

export interface ProgressView {
  /** Width of the bar, 0 to 100. */
  percent: number
  percentText: string
  /** Whether the total is known. */
  known: boolean
  bytes: string
  total: string
  speed: string
  elapsed: string
}

export interface ResultView {
  /** Whether the status is 2xx, or was not reported. */
  ok: boolean
  statusCode: string
  rows: ResultRow[]
  /** The path of the file if it is an image, else empty. */
  image: string
  /** Of all bars together. */
  duration: string
  bars: BarView[]
}

interface BarView {
  name: PhaseName
  offset: number
  width: number
  duration: string
}

interface DownloadPage extends PageInstance<DownloadPageData> {
  /** The running download. */
  task?: DownloadTask | undefined
}

const noProgress: ProgressView = {
  percent: 0,
  percentText: '0%',
  known: true,
  bytes: '',
  total: '',
  speed: '',
  elapsed: '',
}

/** The page that downloads one file: what `Page()` takes on both platforms. */
export function createDownloadPage(library: DownloadLibrary, host: DemoHost) {
  const data: DownloadPageData = {
    ...frameData(host, 'download'),
    server: '',
    presets: [],
    preset: 'image',
    url: '',
    showOptions: false,
    options: { saveToFile: false, timeout: '', headerName: '', headerValue: '', switches: [] },
    code: '',
    phase: 'idle',
    progress: noProgress,
    headers: [],
    result: null,
    error: null,
  }

  /** Changes what is to be downloaded, and with it the code that says so. */
  function configure(page: DownloadPage, patch: Partial<DownloadPageData>): void {
    const { url, options } = { ...page.data, ...patch }
    page.setData({ ...patch, code: callCode(readOptions(url, options, host.userDataPath())) })
  }

  return {
    data,

    onLoad(this: DownloadPage): void {
      const frame = frameData(host, 'download')
      const server = currentServer(host)
      host.setTitle(frame.text.titles.download)
      configure(this, {
        ...frame,
        server,
        presets: presetsFor(library),
        url: presetUrl('image', server),
        options: initialOptions(library),
      })
    },

    onUnload(this: DownloadPage): void {
      this.task?.abort()
    },

    ...createFrame<DownloadPage>(host, 'download', (page) => {
      const { error } = page.data
      if (error) page.setData({ error: { ...error, meaning: page.data.text.codes[error.code] } })
    }),

    choosePreset(this: DownloadPage, event: TapEvent<{ preset: PresetId }>): void {
      const { preset } = event.currentTarget.dataset
      configure(this, { preset, url: presetUrl(preset, this.data.server) })
    },

    changeUrl(this: DownloadPage, event: ChangeEvent<string>): void {
      configure(this, { url: event.detail.value, preset: '' })
    },

    changeServer(this: DownloadPage, event: ChangeEvent<string>): void {
      const server = storeServer(host, event.detail.value)
      const { preset } = this.data
      configure(this, preset === '' ? { server } : { server, url: presetUrl(preset, server) })
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
            error: viewError(error, this.data.text),
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

function viewProgress(reading: Reading): ProgressView {
  return {
    percent: reading.progress ?? 0,
    percentText: `${Math.floor(reading.progress ?? 0)}%`,
    known: reading.progress !== undefined || reading.written === 0,
    bytes: formatBytes(reading.written),
    total: reading.total === undefined ? '' : formatBytes(reading.total),
    speed: formatSpeed(reading.bytesPerSecond),
    elapsed: formatDuration(reading.elapsed),
  }
}

function viewResult(library: DownloadLibrary, result: DownloadFileResult, savedToFile: boolean): ResultView {
  const { statusCode, header, profile } = result
  const bars = profile ? waterfallBars(library.timingPhases(profile)) : []
  const ok = statusCode === undefined || (statusCode >= 200 && statusCode < 300)
  const path = result.filePath ?? result.tempFilePath ?? ''
  return {
    ok,
    statusCode: statusCode === undefined ? '' : String(statusCode),
    rows: resultRows(result, savedToFile),
    image: ok && isImage(header, path) ? path : '',
    duration: formatDuration(bars.reduce((sum, bar) => sum + bar.milliseconds, 0)),
    bars: bars.map(({ name, offset, width, milliseconds }) => ({
      name,
      offset,
      width,
      duration: formatDuration(milliseconds),
    })),
  }
}

/** By the header, or by the path where the host reports no headers (Alipay's end in `.image`). */
function isImage(header: Readonly<Record<string, string>>, path: string): boolean {
  return (header['content-type'] ?? '').startsWith('image/') || /\.(image|png|jpe?g|gif|webp)$/i.test(path)
}
