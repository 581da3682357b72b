import type { Language, Text } from '../messages/messages.js'

export type PlatformName = 'wechat' | 'alipay'

/** One thing that only a phone can answer, and whose answer would change our code. */
interface Question {
  readonly title: Text
  /** What our simulator does unless it is told otherwise; absent where the answer is a measurement. */
  readonly assumed?: Readonly<Record<PlatformName, string>>
}

function ask(zh: string, en: string, onWechat?: string, onAlipay = onWechat): Question {
  if (onWechat === undefined || onAlipay === undefined) return { title: [zh, en] }
  return { title: [zh, en], assumed: { wechat: onWechat, alipay: onAlipay } }
}

/** All that is asked, in its order on the page. What the simulator has an option for is called like the option. */
const table = {
  downloadRange: ask('downloadFile 传出 Range', 'downloadFile passes Range on', 'passed'),
  requestRange: ask('request 传出 Range', 'request passes Range on', 'passed'),
  httpError: ask('下载遇到 404', 'a download that meets a 404', 'success-with-status'),
  httpErrorBody: ask(
    '404 的页面写不写到 filePath',
    'whether the page of a 404 is written to filePath',
    'written',
  ),
  serverError: ask('下载遇到 503', 'a download that meets a 503', 'success-with-status'),
  requestHttpError: ask('request 遇到 404', 'a request that meets a 404', 'success-with-status', 'error-19'),
  notModified: ask('下载遇到 304', 'a download that meets a 304', 'passed'),
  unknownTotal: ask('没有 Content-Length 时的总量', 'the total without a Content-Length', '-1'),
  abortOutcome: ask('abort 之后怎样结束', 'how a download ends after abort', 'fail'),
  abortError: ask('abort 的错误码', 'the number of an abort', '603105', '9'),
  completeAfterAbort: ask('abort 的 fail 之后有 complete', 'complete follows the fail of an abort', 'true'),
  parallelLimit: ask('同时进行的下载', 'downloads at a time', '10', 'Infinity'),
  parallelOverflow: ask('再多一个会怎样', 'what happens to one more', 'queue'),
  renameExisting: ask('rename 到已有的文件', 'rename onto a file that exists', 'replace', 'refuse'),
  temporaryNames: ask('临时文件按什么命名', 'what temporary files are named by', 'unique'),
  maxNameBytes: ask('文件名最多几个字节', 'bytes of a file name', 'Infinity'),
  readSpeed: ask('读一个分片，MB/s', 'reading a segment, MB/s'),
  appendSpeed: ask('追加一个分片，MB/s', 'appending a segment, MB/s'),
  timeoutMeasures: ask('timeout 量的是总时长还是空闲', 'what timeout measures', 'total'),
  longTimeout: ask('超过 60 秒的 timeout', 'a timeout above 60 seconds', 'honoured'),
}

export type QuestionId = keyof typeof table

export const questions: Readonly<Record<QuestionId, Question>> = table

export const questionIds = Object.keys(table) as QuestionId[]

export function questionTitle(id: QuestionId, language: Language): string {
  return questions[id].title[language === 'zh' ? 0 : 1]
}
