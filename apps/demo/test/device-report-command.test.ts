import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { defaultAlipayKnobs, defaultWechatKnobs } from '@miniferry/download-simulator'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { behaviourPage } from '../scripts/device-report/behaviour-page.js'
import { compareReport } from '../scripts/device-report/compare-report.js'
import {
  docs,
  recordReport,
  type StoredReport,
  storedReports,
} from '../scripts/device-report/report-store.js'
import { reportSummary } from '../scripts/device-report/report-summary.js'
import { simulatedHost } from '../scripts/device-report/simulated-host.js'
import {
  type DeviceFacts,
  type DeviceReport,
  type Findings,
  reportVersion,
} from '../src/device-report/device-report.js'
import { encodeValue } from '../src/device-report/finding-value.js'
import { otherProbes, probes, quickProbes } from '../src/device-report/probes.js'
import { assumedValue, questionIds, questions, questionsFor } from '../src/device-report/questions.js'
import { unprobed } from '../src/device-report/unprobed.js'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'miniferry-reports-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** A made-up answer: it never leaves this test. */
function made(findings: Findings, device: Partial<DeviceFacts> = {}): DeviceReport {
  return {
    format: 'miniferry-device-report',
    version: reportVersion,
    date: '2026-01-01T00:00:00.000Z',
    device: {
      platform: 'wechat',
      environment: 'android',
      system: 'Test OS 1',
      brand: 'Test',
      model: 'One',
      clientVersion: '8.0.1',
      SDKVersion: '3.0.0',
      isSimulated: false,
      ...device,
    },
    findings,
  }
}

test('names only the knobs that are not so by default', () => {
  const report = made({
    headerCase: { value: 'lower' },
    parallelLimit: { value: 'Infinity' },
    unknownTotal: { value: 'undefined' },
    downloadRange: { value: 'passed' },
    rawUrlCharacters: { value: 'accepted' },
    redirects: { value: 5 },
  })
  expect(simulatedHost(report)).toEqual({
    create: 'createWechatHost',
    options: {
      device: 'android',
      SDKVersion: '3.0.0',
      clientVersion: '8.0.1',
      knobs: { headerCase: 'lower', parallelLimit: Number.POSITIVE_INFINITY, unknownTotal: undefined },
    },
    beyond: [],
  })
})

test('a finding that no knob can be set to is told, and sets none', () => {
  const { options, beyond } = simulatedHost(
    made({ partialFile: { value: 'old-file-removed' }, parallelLimit: { value: 'some' } }),
  )
  expect(options.knobs).toEqual({})
  expect(beyond).toEqual(['partialFile', 'parallelLimit'])
})

test('prints the call, what is otherwise, and what is not known', () => {
  const report = made({
    headerCase: { value: 'lower' },
    task: { unknown: 'no-answer' },
    partialFile: { value: 'old-file-removed' },
  })
  const other = made({ headerCase: { value: 'title' } }, { model: 'Two' })
  const text = reportSummary(report, [{ file: 'two.json', report: other }])
  expect(text).toContain(`createWechatHost({
  device: 'android',
  SDKVersion: '3.0.0',
  clientVersion: '8.0.1',
  knobs: {
    headerCase: 'lower'
  }
})`)
  expect(text).toContain('WeChat 8.0.1 · Test One · Test OS 1, base library 3.0.0, 2026-01-01')
  expect(text).toContain(
    "What no knob of the simulator can be set to (1):\n  partialFile  { value: 'old-file-removed' }",
  )
  expect(text).toContain('headerCase  lower, assumed title  (§8 row 20)')
  expect(text).toContain('headerCase  lower; title on WeChat 8.0.1 · Test Two · Test OS 1')
  expect(text).toContain('Could not be told (1):\n  task  the probe was not done in time')
  expect(text).toContain('1 answers are the first of their kind')
})

test('a device is not held against itself, nor against the other platform', () => {
  const report = made({ headerCase: { value: 'lower' } })
  const stored: StoredReport[] = [
    { file: 'own.json', report: made({ headerCase: { value: 'title' } }) },
    { file: 'alipay.json', report: made({ headerCase: { value: 'title' } }, { platform: 'alipay' }) },
  ]
  expect(compareReport(report, stored)).toMatchObject({ isNew: ['headerCase'], contradictions: [] })
})

test('records a report once for each device, and shows it in both languages', () => {
  const file = recordReport(folder, made({ headerCase: { value: 'title' } }))
  expect(file).toBe('wechat-android-test-one-8.0.1.json')
  recordReport(folder, made({ headerCase: { value: 'lower' } }))
  recordReport(folder, made({ task: { unknown: 'no-answer' } }, { model: 'Two', platform: 'alipay' }))
  expect(storedReports(folder).map((stored) => stored.file)).toEqual([
    'alipay-android-test-two-8.0.1.json',
    'wechat-android-test-one-8.0.1.json',
  ])
  const page = readFileSync(path.join(folder, 'host-behaviour.md'), 'utf8')
  expect(page).toContain('2 devices have reported')
  expect(page).not.toContain('No phone has reported yet')
  expect(page).toContain(
    '| 2 | [WeChat 8.0.1 · Test One · Test OS 1](device-reports/wechat-android-test-one-8.0.1.json)',
  )
  expect(page).toMatch(/`headerCase` \| `title` \| `title` \| .* \| unknown \| `lower` \|/)
  expect(readFileSync(path.join(folder, 'host-behaviour.zh-CN.md'), 'utf8')).toContain(
    '未知 (探测超时，没有结果)',
  )
})

test('never records what the simulator answered', () => {
  expect(() => recordReport(folder, made({}, { isSimulated: true }))).toThrow(/no evidence of any phone/)
  expect(storedReports(folder)).toEqual([])
})

test.each([
  ['host-behaviour.md', 'en'],
  ['host-behaviour.zh-CN.md', 'zh'],
] as const)('docs/%s is what is recorded: pnpm device-report --write', (file, language) => {
  expect(readFileSync(path.join(docs, file), 'utf8')).toBe(behaviourPage(storedReports(docs), language))
})

test('no recorded report is of the simulator', () => {
  expect(storedReports(docs).filter(({ report }) => report.device.isSimulated)).toEqual([])
})

test.each([
  ['wechat', 'ios', defaultWechatKnobs],
  ['wechat', 'android', defaultWechatKnobs],
  ['alipay', 'ios', defaultAlipayKnobs],
] as const)('what is assumed on %s, %s, is what the simulator does', (platform, environment, defaults) => {
  const settings = defaults as unknown as Record<string, never>
  for (const id of questionsFor(platform).filter((question) => question in settings)) {
    // What a word that leaves it to the device means is found by the reports of simulated phones.
    if (settings[id] === 'by-device') continue
    expect(assumedValue(id, { platform, environment }), id).toBe(encodeValue(settings[id]))
  }
})

test('every knob is asked for by a question, or there is a reason why not', () => {
  for (const [platform, defaults] of [
    ['wechat', defaultWechatKnobs],
    ['alipay', defaultAlipayKnobs],
  ] as const) {
    const asked: string[] = questionsFor(platform)
    const excused = unprobed.flatMap(({ name }) => name.split(', '))
    const forgotten = Object.keys(defaults).filter((knob) => !asked.includes(knob) && !excused.includes(knob))
    expect(forgotten, platform).toEqual([])
  }
})

test('every row of what is not verified is a source of a question, or there is a reason why not', () => {
  const list = readFileSync(path.join(docs, 'native-apis.md'), 'utf8').split('## 10. Not verified')[1] ?? ''
  const rows = [...list.matchAll(/^\| (\d+) \|/gm)].map(([, row]) => row)
  expect(rows).toHaveLength(22)
  const sources = [...questionIds.map((id) => questions[id].source), ...unprobed.map(({ name }) => name)]
  const named = sources.flatMap((source) =>
    [...(source.match(/§10 rows? [^§]*/)?.[0] ?? '').slice(3).matchAll(/\d+/g)].map(([row]) => row),
  )
  expect(rows.filter((row) => row !== undefined && !named.includes(row))).toEqual([])
})

test('every question is answered by a probe, and every probe answers one', () => {
  const used = new Set<string>(questionIds.map((id) => questions[id].probe))
  expect([...quickProbes, ...otherProbes].filter((id) => !used.has(id))).toEqual([])
  expect([...used].filter((id) => !(id in probes))).toEqual([])
})
