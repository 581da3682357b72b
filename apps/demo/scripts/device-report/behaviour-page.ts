import type { DeviceReport, FindingValue, PlatformName } from '../../src/device-report/device-report.js'
import { type Assumption, type QuestionGroup, questionGroups } from '../../src/device-report/question.js'
import { type QuestionId, questionIds, questions } from '../../src/device-report/questions.js'
import { showValue } from '../../src/device-report/report-view.js'
import { unknownReasons } from '../../src/device-report/unknown-reasons.js'
import { unprobed } from '../../src/device-report/unprobed.js'
import { behaviourTexts } from './behaviour-texts.js'
import { deviceName } from './device-name.js'
import type { StoredReport } from './report-store.js'

export type BehaviourLanguage = 'zh' | 'en'

/** `docs/host-behaviour.md`: every question, what is assumed, and what devices have answered. */
export function behaviourPage(reports: readonly StoredReport[], language: BehaviourLanguage): string {
  const text = behaviourTexts[language]
  const groups = Object.keys(questionGroups) as QuestionGroup[]
  const parts = [
    `# ${text.title}`,
    text.otherLanguage,
    text.intro,
    reports.length === 0 ? text.noReports : text.reports(reports.length),
    ...(reports.length === 0 ? [] : [deviceTable(reports, language)]),
    text.howTo,
    `## ${text.questionsTitle}`,
    text.questionsIntro,
    ...groups.flatMap((group) => [
      `### ${questionGroups[group][language]}`,
      questionTable(group, reports, language),
    ]),
    `## ${text.unprobedTitle}`,
    unprobed.map(({ name, why }) => `- **${name}**: ${why[language]}`).join('\n'),
  ]
  return `${parts.join('\n\n')}\n\n<!-- ${text.generated} -->\n`
}

function deviceTable(reports: readonly StoredReport[], language: BehaviourLanguage): string {
  const { device, baseLibrary, date } = behaviourTexts[language]
  return table(
    ['', device, baseLibrary, date],
    reports.map(({ file, report }, index) => [
      String(index + 1),
      `[${deviceName(report.device)}](device-reports/${file})`,
      report.device.SDKVersion,
      report.date.slice(0, 10),
    ]),
  )
}

function questionTable(
  group: QuestionGroup,
  reports: readonly StoredReport[],
  language: BehaviourLanguage,
): string {
  const text = behaviourTexts[language]
  const devices = reports.length === 0 ? [text.phones] : reports.map((_, index) => String(index + 1))
  const rows = questionIds
    .filter((id) => questions[id].group === group)
    .map((id) => [
      `${questions[id].title[language]}<br>\`${id}\``,
      assumption(id, 'wechat', language),
      assumption(id, 'alipay', language),
      source(id, language),
      ...(reports.length === 0 ? [text.unknown] : reports.map(({ report }) => answer(id, report, language))),
    ])
  return table([text.question, text.assumedOnWechat, text.assumedOnAlipay, text.source, ...devices], rows)
}

function assumption(id: QuestionId, platform: PlatformName, language: BehaviourLanguage): string {
  const assumed: Assumption | undefined = questions[id].assumed[platform]
  const text = behaviourTexts[language]
  if (assumed === undefined) return text.notAsked
  if (assumed === null) return text.nothingAssumed
  if (typeof assumed !== 'object') return code(id, assumed)
  return Object.entries(assumed)
    .map(([environment, value]) => `${text.environments[environment] ?? environment}: ${code(id, value)}`)
    .join('<br>')
}

function answer(id: QuestionId, { device, findings }: DeviceReport, language: BehaviourLanguage): string {
  const text = behaviourTexts[language]
  if (questions[id].assumed[device.platform] === undefined) return ''
  const finding = findings[id]
  if (finding === undefined) return text.unknown
  if ('unknown' in finding) return `${text.unknown} (${unknownReasons[finding.unknown][language]})`
  return code(id, finding.value)
}

function source(id: QuestionId, language: BehaviourLanguage): string {
  const { source: words } = questions[id]
  if (!words.startsWith('§')) return behaviourTexts[language].noSource
  return `[${language === 'zh' ? inChinese(words) : words}](native-apis.md)`
}

/** `§10 rows 8, 19 and 21` is `§10 第 8、19、21 行`. */
function inChinese(words: string): string {
  return words
    .replace(
      / rows? (\d+(?:(?:, | and )\d+)*)/g,
      (_, rows: string) => ` 第 ${rows.replace(/, | and /g, '、')} 行`,
    )
    .replace(/, §/g, '，§')
}

function code(id: QuestionId, value: FindingValue): string {
  return `\`${showValue(id, value).replace(/\|/g, '\\|')}\``
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return [header, header.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')
}
