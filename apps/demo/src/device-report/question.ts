import type { FindingValue, PlatformName } from './device-report.js'

export interface Bilingual {
  readonly zh: string
  readonly en: string
}

/** One thing that only a real device can answer. A question that the simulator has a knob for is called like the knob. */
export interface Question {
  readonly title: Bilingual
  readonly group: QuestionGroup
  /** Who answers it: a file in `probes`. */
  readonly probe: string
  /** Where native-apis.md says what is known: sections, and rows of its list of what is not verified. */
  readonly source: string
  /** Who it is asked of, and what our simulator assumes there. */
  readonly assumed: { readonly [Platform in PlatformName]?: Assumption }
  /** What the knob may be, if it is one of these words; anything else that is found is no setting of the simulator. */
  readonly values?: readonly FindingValue[]
}

/** `null`: nothing is assumed, the words are collected. Or by the environment: a phone's, and all others. */
export type Assumption = FindingValue | null | { readonly [environment: string]: FindingValue }

/** What parts the questions, on the page and in the documentation. */
export const questionGroups = {
  call: { zh: '调用与回调', en: 'The call and its callbacks' },
  result: { zh: '结果', en: 'The result' },
  status: { zh: '状态码与重定向', en: 'Statuses and redirects' },
  range: { zh: 'Range', en: 'Ranges' },
  progress: { zh: '进度', en: 'Progress' },
  abort: { zh: '取消', en: 'Abort' },
  file: { zh: '文件', en: 'Files' },
  time: { zh: '超时', en: 'Timeouts' },
  parallel: { zh: '并行', en: 'Parallel tasks' },
  limit: { zh: '大小上限', en: 'Limits of size' },
  phone: { zh: '后台与网络', en: 'Background and network' },
  words: { zh: '失败时的原话', en: 'Words of failures' },
} as const satisfies Record<string, Bilingual>

export type QuestionGroup = keyof typeof questionGroups
