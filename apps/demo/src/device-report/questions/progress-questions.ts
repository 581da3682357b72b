import type { Question } from '../question.js'

export const progressQuestions = {
  progressEvents: {
    title: { zh: '进度事件的多少', en: 'how many progress events there are' },
    group: 'progress',
    probe: 'progress-events',
    source: '§2, §10 row 12',
    assumed: { wechat: 'normal', alipay: 'normal' },
    values: ['normal', 'none', 'many'],
  },
  lastProgressEvent: {
    title: { zh: '有没有 100% 的事件', en: 'whether there is an event at 100 %' },
    group: 'progress',
    probe: 'progress-events',
    source: '§2, §10 row 12',
    assumed: { wechat: 'sent', alipay: 'sent' },
    values: ['sent', 'missing'],
  },
  unknownTotal: {
    title: { zh: '没有 Content-Length 时的总量', en: 'the total without a Content-Length' },
    group: 'progress',
    probe: 'unknown-total',
    source: '§2, §10 row 11',
    assumed: { wechat: -1, alipay: -1 },
    values: [-1, 0, 'NaN', 'undefined'],
  },
  compressedTotal: {
    title: { zh: 'gzip 时的总量', en: 'the total of a compressed body' },
    group: 'progress',
    probe: 'unknown-total',
    source: '§2, §10 row 11',
    assumed: { wechat: -1, alipay: -1 },
  },
  eventsAfterEnd: {
    title: { zh: '结束或取消后还有事件', en: 'events after the end, or after abort' },
    group: 'progress',
    probe: 'end-of-download',
    source: '§2, §10 row 12',
    assumed: { wechat: 'none', alipay: 'none' },
    values: ['none', 'some'],
  },
} as const satisfies Record<string, Question>
