import type { Question } from '../question.js'

export const resultQuestions = {
  resultHeader: {
    title: { zh: '结果里有 header', en: 'the result has its header' },
    group: 'result',
    probe: 'result-fields',
    source: '§1.2, §10 row 21',
    assumed: { wechat: 'present' },
    values: ['present', 'absent'],
  },
  resultDataLength: {
    title: { zh: '结果里有 dataLength', en: 'the result has dataLength' },
    group: 'result',
    probe: 'result-fields',
    source: '§1.2, §10 row 21',
    assumed: { wechat: 'present' },
    values: ['present', 'absent'],
  },
  resultHeaders: {
    title: { zh: '响应头的字段名', en: 'the name of the headers in the result' },
    group: 'result',
    probe: 'result-fields',
    source: '§1.2',
    assumed: { alipay: 'both' },
    values: ['header', 'headers', 'both'],
  },
  headerCase: {
    title: { zh: '响应头名字的大小写', en: 'the case of header names' },
    group: 'result',
    probe: 'result-fields',
    source: '§8 row 20',
    assumed: { wechat: 'title', alipay: 'title' },
    values: ['title', 'lower', 'as-sent'],
  },
  headersEvent: {
    title: { zh: 'onHeadersReceived 事件的字段', en: 'the field of the headers event' },
    group: 'result',
    probe: 'result-fields',
    source: '§2',
    assumed: { wechat: 'header', alipay: 'headers' },
  },
  profileClock: {
    title: { zh: 'profile 的时间从何时起算', en: 'where the times of profile begin' },
    group: 'result',
    probe: 'result-fields',
    source: '§4, §10 row 20',
    assumed: { wechat: { ios: 'since-1970', android: 'since-1970', others: 'no-profile' } },
  },
  filePath: {
    title: { zh: '是否遵守 filePath', en: 'whether filePath is honoured' },
    group: 'result',
    probe: 'file-path',
    source: '§1.1, §8 row 18',
    assumed: { wechat: 'honoured', alipay: 'honoured' },
  },
  filePathExisting: {
    title: { zh: 'filePath 处已有文件时', en: 'a file that is already at filePath' },
    group: 'result',
    probe: 'file-path',
    source: '§1.5',
    assumed: { wechat: 'replace', alipay: 'replace' },
  },
} as const satisfies Record<string, Question>
