import { inspect } from 'node:util'
import type { DeviceReport } from '../../src/device-report/device-report.js'
import { type QuestionId, questions } from '../../src/device-report/questions.js'
import { unknownReasons } from '../../src/device-report/unknown-reasons.js'
import { compareReport } from './compare-report.js'
import { deviceName } from './device-name.js'
import type { StoredReport } from './report-store.js'
import { simulatedHost } from './simulated-host.js'

/** What the command prints of a report. */
export function reportSummary(report: DeviceReport, stored: readonly StoredReport[]): string {
  const { device, date } = report
  const { create, options, beyond } = simulatedHost(report)
  const { different, isNew, contradictions, unknown, open } = compareReport(report, stored)
  return [
    `${deviceName(device)}, base library ${device.SDKVersion}, ${date.slice(0, 10)}`,
    ...(device.isSimulated ? ['This is our own simulator, and no phone.'] : []),
    'The simulator behaves like this device with:',
    `${create}(${inspect(options, { compact: false, depth: 3, sorted: false })})`,
    ...section('What no knob of the simulator can be set to', beyond, (id) => `${id}  ${shown(report, id)}`),
    ...section(
      'Otherwise than assumed',
      different,
      ({ id, found, assumed }) => `${id}  ${found}, assumed ${assumed}  (${questions[id].source})`,
    ),
    ...section(
      'Otherwise than on another device',
      contradictions,
      ({ id, found, others }) =>
        `${id}  ${found}; ${others.map((other) => `${other.value} on ${other.device}`).join(', ')}`,
    ),
    ...section('Could not be told', unknown, ({ id, reason }) => `${id}  ${reasonIn(reason)}`),
    ...section('Not asked', open, (id) => id),
    `${isNew.length} answers are the first of their kind for docs/host-behaviour.md.`,
  ].join('\n\n')
}

function section<Item>(title: string, items: readonly Item[], line: (item: Item) => string): string[] {
  if (items.length === 0) return []
  return [`${title} (${items.length}):\n${items.map((item) => `  ${line(item)}`).join('\n')}`]
}

function shown({ findings }: DeviceReport, id: QuestionId): string {
  return inspect(findings[id], { breakLength: Number.POSITIVE_INFINITY, depth: 4 })
}

function reasonIn(reason: string): string {
  return unknownReasons[reason as keyof typeof unknownReasons].en
}
