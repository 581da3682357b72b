import type { Demo } from './demo.js'
import type { DeviceFacts } from './demo-host.js'
import type { Finding, Findings } from './device-report/probing.js'
import {
  type PlatformName,
  type QuestionId,
  questionIds,
  questions,
  questionTitle,
} from './device-report/questions.js'
import { type FindingState, reportText, stateOf } from './device-report/report-text.js'
import { probes, runReport } from './device-report/run-report.js'
import type { Language } from './messages/messages.js'
import { createFrame, type FramedPage } from './page-frame.js'
import { createSourcePanel, type SourcePage, type SourcePanelData } from './source-panel.js'

const initialData = {
  device: {
    client: '',
    baseLibrary: '',
    device: '',
    model: '',
    system: '',
    isSimulated: false,
  } as DeviceFacts,
  /** `3 / 9`; empty while nothing is asked. */
  step: '',
  percent: 0,
  /** Why there is no report; empty where there is one. */
  failure: '',
  rows: [] as ReturnType<typeof viewRow>[],
  counts: { same: 0, different: 0, unknown: 0 },
  hasFindings: false,
  copied: false,
}

type ReportData = typeof initialData & SourcePanelData

type ReportPage = FramedPage<ReportData> &
  SourcePage & {
    findings?: Findings
    isLeft?: boolean
  }

/** The device report: what `Page()` takes on both platforms. */
export function createReportPage({ library, host }: Demo) {
  const { platform } = host
  const source = createSourcePanel<ReportPage>({ library, host })
  const data = { ...initialData, ...source.data }

  function paint(page: ReportPage): void {
    const { findings = {} } = page
    const rows = questionIds.map((id) => viewRow(id, findings[id], platform, page.data.language))
    const count = (state: FindingState) => rows.filter((row) => row.state === state).length
    page.setData({
      rows,
      counts: { same: count('same'), different: count('different'), unknown: count('unknown') },
      hasFindings: Object.keys(findings).length > 0,
    })
  }

  return {
    ...createFrame<ReportData, ReportPage>(host, 'report', data, {
      open(page) {
        page.setData({ device: host.device() })
        paint(page)
        const leave = () => {
          page.isLeft = true
        }
        return [leave, source.follow(page)]
      },
      relabel: paint,
    }),

    ...source.handlers,

    async start(this: ReportPage): Promise<void> {
      if (this.data.step !== '') return
      this.findings = {}
      paint(this)
      this.setData({ step: `1 / ${probes.length}`, percent: 0, failure: '', copied: false })
      const failure = await runReport(host.native(), this.data.server, {
        onStep: (index) =>
          this.setData({
            step: `${index + 1} / ${probes.length}`,
            percent: Math.round((index / probes.length) * 100),
          }),
        onFindings: (findings) => {
          this.findings = findings
          paint(this)
        },
        isStopped: () => this.isLeft === true,
      })
      this.setData({
        step: '',
        failure: failure === undefined ? '' : this.data.text.report.serverFailure.replace('#', failure),
      })
    },

    copy(this: ReportPage): void {
      const { device, server } = this.data
      const text = reportText(this.findings ?? {}, { platform, device, server })
      host.copyText(text, () => this.setData({ copied: true }))
    },
  }
}

function viewRow(id: QuestionId, finding: Finding | undefined, platform: PlatformName, language: Language) {
  /** `open` was not asked yet. */
  const state = finding === undefined ? 'open' : stateOf(id, finding.value, platform)
  return {
    id,
    title: questionTitle(id, language),
    state,
    found: finding?.value ?? '',
    /** Where it is another than what was found; else empty. */
    assumed: state === 'different' ? (questions[id].assumed?.[platform] ?? '') : '',
  }
}
