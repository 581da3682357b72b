import type { Bilingual } from './question.js'

/** Why a probe could not tell. */
export const unknownReasons = {
  'no-answer': { zh: '探测超时，没有结果', en: 'the probe was not done in time' },
  crashed: { zh: '探测出错，见 evidence', en: 'the probe failed; see its evidence' },
  'no-downloads': { zh: 'downloadFile 抛错或没有回音', en: 'downloadFile throws, or never answers' },
  'download-failed': { zh: '这次下载没有按预期结束', en: 'its download did not end as it had to' },
  'no-progress-events': { zh: '没有进度事件', en: 'there are no progress events' },
  'no-headers': { zh: '哪里都没有响应头', en: 'the headers are nowhere to be seen' },
  'no-status': { zh: '这个客户端不报状态码', en: 'this client reports no status' },
  'no-abort': { zh: '没有 abort', en: 'there is no abort' },
  'abort-did-not-fail': { zh: 'abort 之后没有走 fail', en: 'no fail came after abort' },
  'file-path-ignored': { zh: '这个客户端忽略 filePath', en: 'this client ignores filePath' },
  'timeout-ignored': { zh: '这个客户端忽略 timeout', en: 'this client ignores timeout' },
  'limit-not-reached': { zh: '没有碰到上限', en: 'the limit was not reached' },
  'connections-limited': {
    zh: '每个地址只见到六条连接，这是网络库自己的限制',
    en: 'six connections per address, which is the limit of network stacks themselves',
  },
  'restart-needed': {
    zh: '已留下记号：杀掉小程序，打开后再运行一次',
    en: 'a mark was left: kill the app, open it again, and run once more',
  },
  'nothing-happened': { zh: '等的那件事没有发生', en: 'what it waited for did not happen' },
  'no-such-call': { zh: '这个客户端没有这个接口', en: 'this client lacks the call' },
  'client-too-old': { zh: '客户端太旧，问不出来', en: 'this client is too old to tell' },
} as const satisfies Record<string, Bilingual>

export type UnknownReason = keyof typeof unknownReasons
