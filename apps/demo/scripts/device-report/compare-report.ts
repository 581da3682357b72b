import type { DeviceReport, Finding, FindingValue } from '../../src/device-report/device-report.js'
import { assumedValue, type QuestionId, questionsFor } from '../../src/device-report/questions.js'
import { deviceName } from './device-name.js'
import type { StoredReport } from './report-store.js'

/** A report held against what is assumed, and against what is recorded. */
export interface Comparison {
  readonly different: readonly ComparedAnswer[]
  /** Of these nobody knew anything, of this platform. */
  readonly isNew: readonly QuestionId[]
  /** Another device of this platform answered otherwise. */
  readonly contradictions: readonly Contradiction[]
  readonly unknown: readonly { readonly id: QuestionId; readonly reason: string }[]
  readonly open: readonly QuestionId[]
}

interface ComparedAnswer {
  readonly id: QuestionId
  readonly found: FindingValue
  readonly assumed: FindingValue
}

interface Contradiction {
  readonly id: QuestionId
  readonly found: FindingValue
  readonly others: readonly { readonly device: string; readonly value: FindingValue }[]
}

export function compareReport(report: DeviceReport, stored: readonly StoredReport[]): Comparison {
  const { device, findings } = report
  const ids = questionsFor(device.platform)
  const others = stored.map((entry) => entry.report).filter((other) => isOther(other, report))
  const answers = ids.flatMap((id) => {
    const found = knownValue(findings[id])
    return found === undefined ? [] : [{ id, found, assumed: assumedValue(id, device) }]
  })
  const before = (id: QuestionId) =>
    others.flatMap((other) => {
      const value = knownValue(other.findings[id])
      return value === undefined ? [] : [{ device: deviceName(other.device), value }]
    })
  return {
    different: answers.flatMap(({ id, found, assumed }) =>
      assumed === undefined || assumed === found ? [] : [{ id, found, assumed }],
    ),
    isNew: answers.filter(({ id }) => before(id).length === 0).map(({ id }) => id),
    contradictions: answers
      .map(({ id, found }) => ({ id, found, others: before(id).filter(({ value }) => value !== found) }))
      .filter((contradiction) => contradiction.others.length > 0),
    unknown: ids.flatMap((id) => {
      const finding = findings[id]
      return finding !== undefined && 'unknown' in finding ? [{ id, reason: finding.unknown }] : []
    }),
    open: ids.filter((id) => findings[id] === undefined),
  }
}

function isOther({ device }: DeviceReport, report: DeviceReport): boolean {
  return device.platform === report.device.platform && deviceName(device) !== deviceName(report.device)
}

function knownValue(finding: Finding | undefined): FindingValue | undefined {
  return finding !== undefined && 'value' in finding ? finding.value : undefined
}
