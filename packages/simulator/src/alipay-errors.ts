import type { AlipayDevice } from './alipay-context.js'
import type { AlipayKnobs } from './alipay-knobs.js'
import type { FailureKnobs } from './failure-knobs.js'
import { unspecificFileWords } from './file-operations.js'
import type { Problem, ProblemKind } from './problem.js'

/** `fail`'s object, and what promises reject with. */
export interface AlipayFailure {
  error: number
  errorMessage: string
  /** A duplicate of `errorMessage`, with errors 2 and 4. */
  message?: string
  /** With error 4. */
  signature?: string
}

const invalidParameter: AlipayFailure = {
  error: 2,
  errorMessage: 'invalid parameter!',
  message: 'invalid parameter!',
}
const noRight: AlipayFailure = {
  error: 4,
  errorMessage: '无权调用',
  message: '无权调用',
  signature: 'N22104',
}
const downloadFailed: AlipayFailure = { error: 12, errorMessage: '下载失败' }
const noPermission: AlipayFailure = { error: 10024, errorMessage: '没有权限' }
const overLimit: AlipayFailure = {
  error: 10028,
  errorMessage: '单文件超过 10MB 或文件夹总大小超过 50MB',
}

/** native-apis.md §3.3, the file codes. */
const fileFailures: Partial<Record<ProblemKind, AlipayFailure>> = {
  'invalid-argument': invalidParameter,
  encoding: invalidParameter,
  range: invalidParameter,
  io: { error: 3, errorMessage: '未知错误' },
  digest: { error: 16, errorMessage: '摘要算法不支持' },
  missing: { error: 10022, errorMessage: '文件或目录不存在' },
  'temporary-missing': { error: 10022, errorMessage: '文件或目录不存在' },
  'not-directory': { error: 10022, errorMessage: '文件或目录不存在' },
  'is-directory': { error: 10023, errorMessage: '路径是一个目录' },
  'read-only': noPermission,
  outside: noPermission,
  exists: { error: 10025, errorMessage: '文件或目录已存在' },
  // No number is documented for it.
  'name-too-long': { error: 3, errorMessage: 'File name too long' },
  'not-empty': { error: 10027, errorMessage: '目录不为空' },
  quota: overLimit,
  'file-too-large': overLimit,
}

/** What a file method says. */
export function alipayFileFailure(
  api: string,
  problem: Problem,
  fileWords: FailureKnobs['fileWords'],
): AlipayFailure {
  const unspecific = unspecificFileWords(fileWords, api, problem)
  if (unspecific !== undefined) return { error: 3, errorMessage: unspecific }
  const { kind } = problem
  // native-apis.md §3.3: `getFileInfo` has a number of its own for a missing file.
  if (api === 'getFileInfo' && kind === 'missing') return { error: 12, errorMessage: '文件不存在' }
  return { ...(fileFailures[kind] ?? { error: 3, errorMessage: '未知错误' }) }
}

/** What both network calls say of a call that they refuse (native-apis.md §3.3). */
const refusals: Partial<Record<ProblemKind, AlipayFailure>> = {
  'invalid-url': invalidParameter,
  'invalid-argument': invalidParameter,
  domain: noRight,
  insecure: { error: 20, errorMessage: '请求url不支持http,请使用https' },
  'too-many-tasks': { error: 20, errorMessage: '请求被限流' },
}

/** What words that are not the host's come with: 12, as those of iOS do (§3.3), or a number of no table. */
function inOtherWords({ kind, words }: Problem): AlipayFailure | undefined {
  if (words === undefined) return undefined
  return { error: kind === 'unknown' ? 99 : 12, errorMessage: words }
}

/** What `my.downloadFile` says (native-apis.md §3.3). */
export function alipayDownloadFailure(
  problem: Problem,
  device: AlipayDevice,
  { abortError, httpError }: AlipayKnobs,
): AlipayFailure {
  const { kind } = problem
  const known = inOtherWords(problem) ?? refusals[kind]
  if (known !== undefined) return { ...known }
  switch (kind) {
    case 'aborted':
      return { error: abortError, errorMessage: abortError === 9 ? 'downloadFile:fail abort' : '下载失败' }
    case 'http-status':
      return httpError === 'error-19'
        ? { error: 19, errorMessage: 'http status error' }
        : { ...downloadFailed }
    case 'offline':
      return { error: 12, errorMessage: device === 'ios' ? '似乎已断开与互联网的连接。' : '下载失败' }
    default:
      return { ...(kind === 'io' ? downloadFailed : (fileFailures[kind] ?? downloadFailed)) }
  }
}

/** What `my.request` says, which has other numbers. */
export function alipayRequestFailure(problem: Problem): AlipayFailure {
  const { kind } = problem
  const known = inOtherWords(problem) ?? refusals[kind]
  if (known !== undefined) return { ...known }
  switch (kind) {
    case 'timeout':
      return { error: 13, errorMessage: '请求超时' }
    case 'aborted':
      return { error: 9, errorMessage: 'request:fail abort' }
    case 'tls':
    case 'http-status':
      return { error: 19, errorMessage: 'http status error' }
    case 'encoding':
      return { error: 14, errorMessage: 'JSON parse data error' }
    default:
      return { error: 12, errorMessage: '网络出错' }
  }
}
