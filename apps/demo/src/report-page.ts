import type { DemoHost } from './demo-host.js'
import {
  type DeviceFacts,
  type DeviceReport,
  type Findings,
  reportVersion,
} from './device-report/device-report.js'
import type { ProbeHost } from './device-report/native-host.js'
import { serverFailure } from './device-report/probes/first-answer.js'
import { type OtherProbeId, otherProbes, type ProbeId, quickProbes } from './device-report/probes.js'
import { questions } from './device-report/questions.js'
import { readReport } from './device-report/read-report.js'
import { type ReportView, viewReport } from './device-report/report-view.js'
import { questionsOf, runProbes } from './device-report/run-probes.js'
import { createFrame, type FrameData, frameData } from './page-frame.js'
import type { ChangeEvent, PageInstance, TapEvent } from './page-instance.js'
import { currentServer, storeServer } from './server-address.js'
import { createUniqueId } from './unique-id.js'

interface ReportPageData extends FrameData, ReportView {
  device: { client: string; model: string; detail: string; isSimulated: boolean }
  server: string
  running: boolean
  /** Whether there is anything to copy. */
  hasFindings: boolean
  progress: { percent: number; question: string; count: string }
  /** Why there is no report; empty where there is one. */
  failure: string
  others: OtherView[]
  copied: boolean
}

interface OtherView {
  id: OtherProbeId
  isRunning: boolean
  isDone: boolean
  /** Seconds, while it runs. */
  seconds: number
}

interface ReportPage extends PageInstance<ReportPageData> {
  facts?: DeviceFacts
  findings?: Findings
  /** The day of the last finding. */
  date?: string
  isStopped?: boolean
}

const reportKey = 'device-report'
const markKey = 'device-report-mark'
/** Another one in each run of the app. */
const launch = createUniqueId()

const noProgress = { percent: 0, question: '', count: '' }

/** The device report: what `Page()` takes on both platforms. */
export function createReportPage(host: DemoHost, probeHost: ProbeHost) {
  const data: ReportPageData = {
    ...frameData(host, 'report'),
    device: { client: '', model: '', detail: '', isSimulated: false },
    server: '',
    running: false,
    hasFindings: false,
    progress: noProgress,
    failure: '',
    different: [],
    groups: [],
    counts: { same: 0, different: 0, unknown: 0, open: 0 },
    others: [],
    copied: false,
  }

  function paint(page: ReportPage): void {
    const { facts, findings = {} } = page
    if (facts === undefined) return
    const { text, language } = page.data
    const failure = serverFailure(findings)
    page.setData({
      ...viewReport(findings, facts, { language, report: text.report }),
      hasFindings: failure === undefined && Object.keys(findings).length > 0,
      failure: failure === undefined ? '' : text.report.serverFailure.replace('#', failure),
    })
  }

  function showOther(page: ReportPage, id: OtherProbeId, patch: Partial<OtherView>): void {
    page.setData({
      others: page.data.others.map((other) => (other.id === id ? { ...other, ...patch } : other)),
    })
  }

  function reportOf({ facts, findings = {}, date = '' }: ReportPage): DeviceReport | undefined {
    return (
      facts && { format: 'miniferry-device-report', version: reportVersion, date, device: facts, findings }
    )
  }

  async function run(page: ReportPage, ids: readonly ProbeId[]): Promise<void> {
    const { facts } = page
    if (facts === undefined || page.data.running) return
    page.isStopped = false
    page.setData({ running: true, copied: false, failure: '' })
    await runProbes(ids, {
      device: facts,
      native: probeHost.native(),
      server: page.data.server,
      notes: {
        read: () => String(host.readStorage(markKey) ?? ''),
        write: (note) => host.writeStorage(markKey, note),
      },
      launch,
      before: page.findings ?? {},
      onStart: (id) => {
        const [question] = questionsOf(id, facts)
        const done = ids.indexOf(id)
        page.setData({
          progress: {
            percent: Math.round((done / ids.length) * 100),
            question: question ? questions[question].title[page.data.language] : '',
            count: `${done + 1} / ${ids.length}`,
          },
        })
      },
      onFindings: (findings) => {
        page.findings = findings
        page.date = new Date().toISOString()
        paint(page)
      },
      isStopped: () => page.isStopped === true,
    })
    host.writeStorage(reportKey, JSON.stringify(reportOf(page)))
    page.setData({ running: false, progress: noProgress })
  }

  return {
    data,

    onLoad(this: ReportPage): void {
      const frame = frameData(host, 'report')
      host.setTitle(frame.text.titles.report)
      const facts = probeHost.facts()
      const before = storedReport(host, facts)
      this.facts = facts
      this.findings = before?.findings ?? {}
      this.date = before?.date ?? ''
      this.setData({
        ...frame,
        device: viewDevice(facts, frame.text.baseLibrary),
        server: currentServer(host),
        others: otherProbes.map((id) => ({
          id,
          isRunning: false,
          isDone: questionsOf(id, facts).some((question) => this.findings?.[question] !== undefined),
          seconds: 0,
        })),
      })
      paint(this)
    },

    onUnload(this: ReportPage): void {
      this.isStopped = true
    },

    ...createFrame<ReportPage>(host, 'report', paint),

    changeServer(this: ReportPage, event: ChangeEvent<string>): void {
      this.setData({ server: storeServer(host, event.detail.value) })
    },

    async start(this: ReportPage): Promise<void> {
      await run(this, quickProbes)
    },

    stop(this: ReportPage): void {
      this.isStopped = true
    },

    async startOther(this: ReportPage, event: TapEvent<{ id: OtherProbeId }>): Promise<void> {
      const { id } = event.currentTarget.dataset
      if (this.data.running) return
      const begin = Date.now()
      showOther(this, id, { isRunning: true, seconds: 0 })
      const clock = setInterval(() => {
        showOther(this, id, { seconds: Math.round((Date.now() - begin) / 1000) })
      }, 1000)
      // Whether downloads work at all is asked first, where that is not known.
      const isKnown = this.findings?.neverAnswers !== undefined && this.data.failure === ''
      await run(this, isKnown ? [id] : ['first-answer', id])
      clearInterval(clock)
      showOther(this, id, { isRunning: false, isDone: this.data.failure === '' })
    },

    copy(this: ReportPage): void {
      probeHost.copy(JSON.stringify(reportOf(this)), () => this.setData({ copied: true }))
    },
  }
}

function viewDevice(facts: DeviceFacts, baseLibrary: string): ReportPageData['device'] {
  const { platform, brand, model, system, environment, clientVersion, SDKVersion, isSimulated } = facts
  return {
    client: `${platform === 'wechat' ? 'WeChat' : 'Alipay'} ${clientVersion}`,
    model: [model.includes(brand) ? '' : brand, model].filter((part) => part !== '').join(' '),
    detail: `${system || environment} · ${baseLibrary} ${SDKVersion}`,
    isSimulated,
  }
}

/** The report of an earlier run, if it is of this very device and version. */
function storedReport(host: DemoHost, facts: DeviceFacts): DeviceReport | undefined {
  const stored = host.readStorage(reportKey)
  if (typeof stored !== 'string' || stored === '') return undefined
  try {
    const report = readReport(stored)
    return JSON.stringify(report.device) === JSON.stringify(facts) ? report : undefined
  } catch {
    // Of another version of this page.
    return undefined
  }
}
