import type { DemoHost } from './demo-host.js'
import type { DownloadError, DownloadFileResult, DownloadLibrary, DownloadTask } from './download-library.js'
import { type ErrorView, formatJson, viewError } from './error-view.js'
import { type FailureCaseId, failureCases } from './failure-cases.js'
import { formatDuration } from './format.js'
import { createFrame, type FrameData, frameData } from './page-frame.js'
import type { PageInstance, TapEvent } from './page-instance.js'
import { currentServer } from './server-address.js'

interface FailuresPageData extends FrameData {
  cases: CaseView[]
  /** Whether any case is running. */
  busy: boolean
}

interface CaseView {
  id: FailureCaseId
  url: string
  running: boolean
  /** How long it took; empty before the end. */
  elapsed: string
  error: ErrorView | null
  /** Set where it was a success after all, as with a 404. */
  success: SuccessView | null
}

interface SuccessView {
  /** Empty where the host reports none. */
  statusCode: string
  json: string
}

interface FailuresPage extends PageInstance<FailuresPageData> {
  tasks?: Partial<Record<FailureCaseId, DownloadTask>>
}

/** The page that fails on purpose: what `Page()` takes on both platforms. */
export function createFailuresPage(library: DownloadLibrary, host: DemoHost) {
  const data: FailuresPageData = { ...frameData(host, 'failures'), cases: [], busy: false }

  function update(page: FailuresPage, id: FailureCaseId, patch: Partial<CaseView>): void {
    const cases = page.data.cases.map((entry) => (entry.id === id ? { ...entry, ...patch } : entry))
    page.setData({ cases, busy: cases.some((entry) => entry.running) })
  }

  function run(page: FailuresPage, id: FailureCaseId): void {
    const failureCase = failureCases.find((entry) => entry.id === id)
    const tasks = page.tasks ?? {}
    page.tasks = tasks
    if (!failureCase || tasks[id]) return
    update(page, id, { running: true, elapsed: '', error: null, success: null })

    const start = Date.now()
    const task = library.downloadFile({
      ...failureCase.options(currentServer(host)),
      success: (result) => update(page, id, { success: viewSuccess(result) }),
      fail: (error: DownloadError) => update(page, id, { error: viewError(error, page.data.text) }),
      complete: () => {
        delete tasks[id]
        update(page, id, { running: false, elapsed: formatDuration(Date.now() - start) })
      },
    })
    tasks[id] = task
    if (failureCase.abortAfter !== undefined) setTimeout(() => task.abort(), failureCase.abortAfter)
  }

  return {
    data,

    onLoad(this: FailuresPage): void {
      const frame = frameData(host, 'failures')
      const server = currentServer(host)
      host.setTitle(frame.text.titles.failures)
      this.setData({
        ...frame,
        cases: failureCases.map(({ id, options }) => ({
          id,
          url: options(server).url,
          running: false,
          elapsed: '',
          error: null,
          success: null,
        })),
      })
    },

    onUnload(this: FailuresPage): void {
      for (const task of Object.values(this.tasks ?? {})) task?.abort()
    },

    ...createFrame<FailuresPage>(host, 'failures', (page) => {
      const { codes } = page.data.text
      const cases = page.data.cases.map((entry) =>
        entry.error ? { ...entry, error: { ...entry.error, meaning: codes[entry.error.code] } } : entry,
      )
      page.setData({ cases })
    }),

    runCase(this: FailuresPage, event: TapEvent<{ case: FailureCaseId }>): void {
      run(this, event.currentTarget.dataset.case)
    },

    runAll(this: FailuresPage): void {
      for (const { id } of failureCases) run(this, id)
    },
  }
}

function viewSuccess(result: DownloadFileResult): SuccessView {
  // Headers and profile would fill the screen.
  const { header: _header, profile: _profile, ...short } = result
  return {
    statusCode: result.statusCode === undefined ? '' : String(result.statusCode),
    json: formatJson(short),
  }
}
