import type { Question } from '../question.js'

export const abortQuestions = {
  abortOutcome: {
    title: { zh: 'abort 之后怎样结束', en: 'how a download ends after abort' },
    group: 'abort',
    probe: 'abort',
    source: '§2, §10 row 2',
    assumed: { wechat: 'fail', alipay: 'fail' },
    values: ['fail', 'nothing', 'success'],
  },
  completeAfterAbort: {
    title: { zh: 'abort 的 fail 之后有 complete', en: 'complete follows the fail of an abort' },
    group: 'abort',
    probe: 'abort',
    source: '§2, §10 row 2',
    assumed: { wechat: true, alipay: true },
    values: [true, false],
  },
  abortError: {
    title: { zh: 'abort 的错误码', en: 'the number of an abort' },
    group: 'abort',
    probe: 'abort',
    source: '§2, §3.3, §10 rows 2 and 18',
    assumed: { wechat: 603105, alipay: 9 },
    values: [9, 12],
  },
  abortReturns: {
    title: { zh: 'abort() 的返回值', en: 'what abort() gives back' },
    group: 'abort',
    probe: 'abort',
    source: '§2',
    assumed: { wechat: 'nothing', alipay: 'resolves' },
    values: ['resolves', 'rejects', 'nothing'],
  },
} as const satisfies Record<string, Question>
