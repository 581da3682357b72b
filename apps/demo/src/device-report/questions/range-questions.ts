import type { Question } from '../question.js'

export const rangeQuestions = {
  downloadRange: {
    title: { zh: 'downloadFile 传出 Range', en: 'downloadFile passes Range on' },
    group: 'range',
    probe: 'download-range',
    source: '§5.1, §10 row 14',
    assumed: { wechat: 'passed', alipay: 'passed' },
    values: ['passed', 'dropped'],
  },
  partialContent: {
    title: { zh: '下载得到 206', en: 'a download that gets a 206' },
    group: 'range',
    probe: 'download-range',
    source: '§5.1, §10 row 14',
    assumed: { wechat: 'success-with-status', alipay: 'success-with-status' },
  },
  unsatisfiableRange: {
    title: { zh: '下载得到 416', en: 'a download that gets a 416' },
    group: 'range',
    probe: 'download-range',
    source: '§10 row 14',
    assumed: { wechat: 'success-with-status', alipay: 'success-with-status' },
  },
  requestRange: {
    title: { zh: 'request 传出 Range', en: 'request passes Range on' },
    group: 'range',
    probe: 'request-range',
    source: '§5.1, §10 row 14',
    assumed: { wechat: 'passed', alipay: 'passed' },
    values: ['passed', 'dropped'],
  },
} as const satisfies Record<string, Question>
