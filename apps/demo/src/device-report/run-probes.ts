import type { DeviceFacts, Finding, Findings } from './device-report.js'
import { evidenceOf } from './evidence.js'
import type { NativeHost } from './native-host.js'
import type { ProbeContext } from './probe.js'
import { createProbeFiles } from './probe-files.js'
import { serverFailure } from './probes/first-answer.js'
import { type ProbeId, probes } from './probes.js'
import { type QuestionId, questions, questionsFor } from './questions.js'
import { createReportServer } from './report-server.js'

export interface ProbeRun {
  readonly device: DeviceFacts
  readonly native: NativeHost
  /** Of the file server, without a slash at its end. */
  readonly server: string
  readonly notes: ProbeContext['notes']
  readonly launch: string
  /** What is known from before; it tells whether downloads work at all. */
  readonly before: Findings
  onStart(probe: ProbeId): void
  /** Called with all that is known by now. */
  onFindings(findings: Findings): void
  isStopped(): boolean
}

/** Runs probes one after the other. Never rejects: what could not be told says why. */
export async function runProbes(ids: readonly ProbeId[], run: ProbeRun): Promise<Findings> {
  const { device, native, notes, launch } = run
  const files = createProbeFiles(native)
  const server = createReportServer(run.server)
  const context: ProbeContext = { device, native, server, files, notes, launch }
  let findings = run.before
  await files.removeFolder()
  await files.makeFolder()
  for (const id of ids) {
    if (run.isStopped()) break
    const asked = questionsOf(id, device)
    if (asked.length === 0) continue
    run.onStart(id)
    const found = cannotDownload(findings) && probes[id].downloads ? {} : await runProbe(id, context)
    const fallback: Finding = { unknown: cannotDownload(findings) ? 'no-downloads' : 'download-failed' }
    const answers = asked.map((question) => [
      question,
      withoutAddress(found[question] ?? fallback, run.server),
    ])
    findings = { ...findings, ...fromEntries(answers as [QuestionId, Finding][]) }
    run.onFindings(findings)
    if (serverFailure(findings) !== undefined) break
  }
  await files.removeFolder()
  return findings
}

/** The questions of a probe that concern this platform. */
export function questionsOf(id: ProbeId, { platform }: Pick<DeviceFacts, 'platform'>): QuestionId[] {
  return questionsFor(platform).filter((question) => questions[question].probe === id)
}

function cannotDownload({ throwsSynchronously, neverAnswers }: Findings): boolean {
  return [throwsSynchronously, neverAnswers].some(
    (finding) => finding !== undefined && 'value' in finding && finding.value === true,
  )
}

/** In its time, and without exceptions. */
function runProbe(id: ProbeId, context: ProbeContext): Promise<Findings> {
  const { limit, run } = probes[id]
  const asked = questionsOf(id, context.device)
  const all = (finding: Finding) => fromEntries(asked.map((question) => [question, finding]))
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(all({ unknown: 'no-answer' })), limit)
    // Within a promise, so that what is thrown at once is a rejection as well.
    Promise.resolve()
      .then(() => run(context))
      .catch((error: unknown) => all({ unknown: 'crashed', evidence: evidenceOf(error) }))
      .then((findings) => {
        clearTimeout(timer)
        resolve(findings)
      })
  })
}

/** A report is published: the address of somebody's computer does not belong in it. */
function withoutAddress(finding: Finding, server: string): Finding {
  const host = server.replace(/^https?:\/\//, '').replace(/:\d+$/, '')
  return JSON.parse(JSON.stringify(finding).split(host).join('SERVER')) as Finding
}

function fromEntries(entries: readonly (readonly [QuestionId, Finding])[]): Findings {
  const findings: Partial<Record<QuestionId, Finding>> = {}
  for (const [id, finding] of entries) findings[id] = finding
  return findings
}
