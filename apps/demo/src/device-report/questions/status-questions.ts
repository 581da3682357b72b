import type { Question } from '../question.js'

export const statusQuestions = {
  httpError: {
    title: { zh: '下载遇到 404', en: 'a download that meets a 404' },
    group: 'status',
    probe: 'http-error',
    source: '§1.5, §10 row 1',
    assumed: { wechat: 'success-with-status', alipay: 'success-with-status' },
    values: ['success-with-status', 'success-without-status', 'error-12', 'error-19'],
  },
  httpErrorBody: {
    title: { zh: '404 的页面写不写到 filePath', en: 'whether the page of a 404 is written to filePath' },
    group: 'status',
    probe: 'http-error',
    source: '§1.5, §8 row 9, §10 row 1',
    assumed: { wechat: 'written', alipay: 'written' },
  },
  requestHttpError: {
    title: { zh: 'request 遇到 404', en: 'a request that meets a 404' },
    group: 'status',
    probe: 'http-error',
    source: '§1.5, §3.3',
    assumed: { wechat: 'success-with-status', alipay: 'error-19' },
  },
  notModified: {
    title: { zh: '下载遇到 304', en: 'a download that meets a 304' },
    group: 'status',
    probe: 'not-modified',
    source: '§1.5',
    assumed: { wechat: 'passed', alipay: 'passed' },
    values: ['passed', 'passed-without-file', 'failed', 'empty-success'],
  },
  emptyBody: {
    title: { zh: '下载零字节', en: 'a download of no bytes' },
    group: 'status',
    probe: 'empty-body',
    source: '§1.5',
    assumed: { wechat: 'success', alipay: 'success' },
    values: ['success', 'error'],
  },
  redirects: {
    title: { zh: '跟随重定向的次数上限', en: 'how many redirects are followed' },
    group: 'status',
    probe: 'redirects',
    source: '§1.5, §10 row 7',
    assumed: { wechat: 20, alipay: 20 },
  },
} as const satisfies Record<string, Question>
