import type { Language } from '../language.js'
import type { ReportMessages } from '../messages/report-messages.js'
import type { DeviceFacts, Finding, Findings, FindingValue } from './device-report.js'
import { type QuestionGroup, questionGroups } from './question.js'
import { assumedValue, type QuestionId, questions, questionsFor } from './questions.js'
import { unknownReasons } from './unknown-reasons.js'

export interface ReportView {
  /** What was found to be otherwise, before everything else. */
  different: FindingView[]
  groups: GroupView[]
  counts: { same: number; different: number; unknown: number; open: number }
}

interface GroupView {
  id: QuestionGroup
  title: string
  rows: FindingView[]
}

interface FindingView {
  id: QuestionId
  title: string
  /** `collected` words are held against nothing; what is `open` was not asked yet. */
  state: 'same' | 'different' | 'unknown' | 'collected' | 'open'
  /** As it is written in the report; empty where nothing was found. */
  found: string
  /** Whether `found` is too long to stand beside the title. */
  isLong: boolean
  /** Empty where nothing is assumed. */
  assumed: string
  /** Why it could not be told; else empty. */
  reason: string
}

export interface ViewTexts {
  language: Language
  report: ReportMessages
}

/** The findings as the page shows them. */
export function viewReport(findings: Findings, device: DeviceFacts, texts: ViewTexts): ReportView {
  const rows = questionsFor(device.platform).map((id) => viewFinding(id, findings[id], device, texts))
  const count = (state: FindingView['state']) => rows.filter((row) => row.state === state).length
  const groups = (Object.keys(questionGroups) as QuestionGroup[]).map((id) => ({
    id,
    title: questionGroups[id][texts.language],
    rows: rows.filter((row) => questions[row.id].group === id),
  }))
  return {
    different: rows.filter(({ state }) => state === 'different'),
    groups: groups.filter((group) => group.rows.length > 0),
    counts: {
      same: count('same'),
      different: count('different'),
      unknown: count('unknown'),
      open: count('open'),
    },
  }
}

function viewFinding(
  id: QuestionId,
  finding: Finding | undefined,
  device: DeviceFacts,
  { language }: ViewTexts,
): FindingView {
  const assumed = assumedValue(id, device)
  const show = (value: FindingValue | undefined) => (value === undefined ? '' : showValue(id, value))
  const value = finding !== undefined && 'value' in finding ? finding.value : undefined
  const found = show(value)
  return {
    id,
    title: questions[id].title[language],
    state: stateOf(finding, assumed),
    found,
    isLong: found.length > 22,
    assumed: show(assumed),
    reason: finding !== undefined && 'unknown' in finding ? unknownReasons[finding.unknown][language] : '',
  }
}

function stateOf(finding: Finding | undefined, assumed: FindingValue | undefined): FindingView['state'] {
  if (finding === undefined) return 'open'
  if ('unknown' in finding) return 'unknown'
  if (assumed === undefined) return 'collected'
  return finding.value === assumed ? 'same' : 'different'
}

const mebibyte = 1024 * 1024

/** Sizes as people say them, everything else literally. */
export function showValue(id: QuestionId, value: FindingValue): string {
  const isSize = questions[id].group === 'limit' && typeof value === 'number'
  return isSize ? `${Math.round((value / mebibyte) * 10) / 10} MiB` : String(value)
}
