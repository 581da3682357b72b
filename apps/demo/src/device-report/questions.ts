import type { DeviceFacts, FindingValue, PlatformName } from './device-report.js'
import type { Question } from './question.js'
import { abortQuestions } from './questions/abort-questions.js'
import { callQuestions } from './questions/call-questions.js'
import { fileQuestions } from './questions/file-questions.js'
import { limitQuestions } from './questions/limit-questions.js'
import { phoneQuestions } from './questions/phone-questions.js'
import { progressQuestions } from './questions/progress-questions.js'
import { rangeQuestions } from './questions/range-questions.js'
import { resultQuestions } from './questions/result-questions.js'
import { statusQuestions } from './questions/status-questions.js'

const table = {
  ...callQuestions,
  ...resultQuestions,
  ...statusQuestions,
  ...rangeQuestions,
  ...progressQuestions,
  ...abortQuestions,
  ...fileQuestions,
  ...limitQuestions,
  ...phoneQuestions,
}

export type QuestionId = keyof typeof table

/** All that is asked: the page shows it, the command reads it, the documentation is made from it. */
export const questions: Readonly<Record<QuestionId, Question>> = table

export const questionIds = Object.keys(table) as QuestionId[]

export function questionsFor(platform: PlatformName): QuestionId[] {
  return questionIds.filter((id) => questions[id].assumed[platform] !== undefined)
}

/** What the simulator does on such a device unless it is told otherwise; `undefined` where nothing is assumed. */
export function assumedValue(
  id: QuestionId,
  { platform, environment }: Pick<DeviceFacts, 'platform' | 'environment'>,
): FindingValue | undefined {
  const assumption = questions[id].assumed[platform]
  if (typeof assumption !== 'object') return assumption
  return assumption?.[environment] ?? assumption?.others
}
