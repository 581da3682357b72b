import type { DeviceFacts } from '../demo-host.js'
import type { Findings } from './probing.js'
import { type PlatformName, type QuestionId, questionIds, questions } from './questions.js'

export type FindingState = 'same' | 'different' | 'unknown' | 'measured'

export function stateOf(id: QuestionId, value: string | undefined, platform: PlatformName): FindingState {
  const { assumed } = questions[id]
  if (value === undefined) return 'unknown'
  if (assumed === undefined) return 'measured'
  return value === assumed[platform] ? 'same' : 'different'
}

const signs: Readonly<Record<FindingState, string>> = {
  same: ' ',
  different: '≠',
  unknown: '?',
  measured: '·',
}

interface ReportFacts {
  readonly platform: PlatformName
  readonly device: DeviceFacts
  readonly server: string
}

/** What the page copies, and an issue asks for: a line for each answer. */
export function reportText(findings: Findings, { platform, device, server }: ReportFacts): string {
  const { client, baseLibrary, model, system, isSimulated } = device
  const lines = questionIds.map((id) => {
    const { value, evidence } = findings[id] ?? { value: undefined }
    const state = stateOf(id, value, platform)
    const assumed = state === 'different' ? ` (assumed ${questions[id].assumed?.[platform]})` : ''
    const line = `${signs[state]} ${id}: ${value ?? 'cannot tell'}${assumed}`
    return evidence === undefined ? line : `${line}  // ${evidence}`
  })
  const title = `Miniferry device report, ${new Date().toISOString().slice(0, 10)}`
  const simulated = isSimulated ? ['This is the simulator, and no phone.'] : []
  const text = [
    title,
    `${client}, base library ${baseLibrary}, ${model}, ${system}`,
    ...simulated,
    '',
    ...lines,
  ].join('\n')
  // A report is published: the address of somebody's computer does not belong in it.
  return text.split(server.replace(/^https?:\/\//, '').replace(/:\d+$/, '')).join('SERVER')
}
