import type { Demo } from './demo.js'
import type { DownloadError, DownloadFileResult, DownloadTask } from './download-library.js'
import { type FailureCaseId, failureCases } from './failure-cases.js'
import { currentServer } from './file-source.js'
import { formatDuration, formatJson } from './format.js'
import { createFrame, type FramedPage } from './page-frame.js'
import type { TapEvent } from './page-instance.js'
import { type ErrorView, viewError } from './result-view.js'

import { createSourcePanel, type SourcePage, type SourcePanelData } from './source-panel.js'

type CaseView = ReturnType<typeof newCase>

function newCase(id: FailureCaseId) {
  return {
    id,
    needsServer: failureCases[id].needsServer === true,
    running: false,
    /** How long it took; empty before the end. */
    elapsed: '',
    error: null as ErrorView | null,
    /** Set where it was a success after all, as with a 404. */
    success: null as { statusCode: string; json: string } | null,
  }
}

const initialData = {
  cases: [] as CaseView[],
  /** Whether any case is running. */
  busy: false,
}

type FailuresData = typeof initialData & SourcePanelData

type FailuresPage = FramedPage<FailuresData> &
  SourcePage & {
    tasks?: Partial<Record<FailureCaseId, DownloadTask>>
  }

/** The page that fails on purpose: what `Page()` takes on both platforms. */
export function createFailuresPage({ library, host }: Demo) {
  const source = createSourcePanel<FailuresPage>({ library, host })
  const data = { ...source.data, ...initialData }

  function update(page: FailuresPage, id: FailureCaseId, patch: Partial<CaseView>): void {
    const cases = page.data.cases.map((entry) => (entry.id === id ? { ...entry, ...patch } : entry))
    page.setData({ cases, busy: cases.some((entry) => entry.running) })
  }

  function run(page: FailuresPage, id: FailureCaseId): void {
    const { options, abortAfter, needsServer } = failureCases[id]
    // Else it would fail for another reason than the one that it shows.
    if (needsServer && page.data.serverState === 'down') return
    const tasks = page.tasks ?? {}
    page.tasks = tasks
    if (tasks[id]) return
    update(page, id, { running: true, elapsed: '', error: null, success: null })

    const start = Date.now()
    const task = library.downloadFile({
      ...options(currentServer(host)),
      success: (result) => update(page, id, { success: viewSuccess(result) }),
      fail: (error: DownloadError) => update(page, id, { error: viewError(error) }),
      complete: () => {
        delete tasks[id]
        update(page, id, { running: false, elapsed: formatDuration(Date.now() - start) })
      },
    })
    tasks[id] = task
    if (abortAfter !== undefined) setTimeout(() => task.abort(), abortAfter)
  }

  const ids = Object.keys(failureCases) as FailureCaseId[]
  return {
    ...createFrame<FailuresData, FailuresPage>(host, 'failures', data, {
      open(page) {
        page.setData({ cases: ids.map(newCase) })
        return [() => Object.values(page.tasks ?? {}).map((task) => task?.abort()), source.follow(page)]
      },
    }),

    ...source.handlers,

    runCase(this: FailuresPage, event: TapEvent<{ case: FailureCaseId }>): void {
      run(this, event.currentTarget.dataset.case)
    },

    runAll(this: FailuresPage): void {
      for (const id of ids) run(this, id)
    },
  }
}

function viewSuccess(result: DownloadFileResult): { statusCode: string; json: string } {
  // Headers and profile would fill the screen.
  const { header: _header, profile: _profile, ...short } = result
  return {
    statusCode: result.statusCode === undefined ? '' : String(result.statusCode),
    json: formatJson(short),
  }
}
