import type { NetworkApi } from './call-answers.js'
import type { FailureKnobs } from './failure-knobs.js'
import { unspecificFileWords } from './file-operations.js'
import { chromiumErrors, networkWords } from './network-words.js'
import type { Problem, ProblemKind } from './problem.js'
import type { WechatContext, WechatDevice } from './wechat-context.js'

/** `fail`'s object. */
export interface WechatFailure {
  errMsg: string
  errno?: number
}

/** native-apis.md §3.1, beside the numbers of files. */
const numbers: readonly (readonly [errno: number, kinds: readonly ProblemKind[]])[] = [
  [5, ['timeout']],
  [600001, ['offline', 'dns', 'refused', 'reset', 'tls', 'unreachable', 'truncated', 'network-changed']],
  [600002, ['domain', 'redirect-domain', 'insecure']],
  [600003, ['interrupted', 'suspended']],
  [600005, ['scheme']],
  [600007, ['too-many-tasks']],
  [600008, ['too-many-redirects']],
  [600009, ['invalid-url']],
  [603105, ['aborted']],
  [603300, ['io']],
  [603301, ['too-large']],
  [603302, ['empty']],
  [603303, ['read-only', 'outside']],
]

/** Number and text of a failed file operation (native-apis.md §3.1, §3.2). */
const fileErrors: Partial<Record<ProblemKind, readonly [errCode: number, text: (path: string) => string]>> = {
  missing: [1300002, (path) => `no such file or directory "${path}"`],
  io: [1300005, () => 'Input/output error'],
  'read-only': [1300013, (path) => `permission denied, open "${path}"`],
  outside: [1300014, (path) => `permission denied, open "${path}"`],
  'not-directory': [1300020, (path) => `not a directory "${path}"`],
  'is-directory': [1300021, (path) => `illegal operation on a directory, open "${path}"`],
  'invalid-argument': [1300022, () => 'Invalid argument'],
  digest: [1300022, () => 'Invalid argument'],
  'name-too-long': [1300036, () => 'File name too long'],
  'not-empty': [1300066, (path) => `directory not empty "${path}"`],
  quota: [1300202, () => 'the maximum size of the file storage limit is exceeded'],
  'file-too-large': [1300202, () => 'the maximum size of the file storage limit is exceeded'],
  encoding: [1300203, () => 'base64 encode error'],
  exists: [1301005, (path) => `file already exists ${path}`],
  range: [1301009, () => 'position out of range'],
  'temporary-missing': [1301112, () => 'tempFilePath file not exist'],
}

/** The rest is the same in all environments, or nearly. */
const words: Partial<Record<ProblemKind, (problem: Problem, device: WechatDevice, event: string) => string>> =
  {
    timeout: () => 'timeout',
    aborted: () => 'abort',
    interrupted: () => 'interrupted',
    suspended: (_, device, event) => (device === 'android' ? suspendedWords(event) : 'interrupted'),
    domain: (_, device, event) => nested('url not in domain list', device, event),
    insecure: (_, device, event) => nested('url not in domain list', device, event),
    'redirect-domain': () => 'redirect fail url not in domain list',
    scheme: (_, device) =>
      device === 'devtools' ? 'downloadFile protocol must be http or https' : 'url scheme is invalid',
    'invalid-url': (_, device, event) => nested('invalid url', device, event),
    'too-many-tasks': () => 'exceed max download connection count 10',
    'too-many-redirects': () => 'reached max redirect count',
    'too-large': () => 'exceed max file size',
    empty: () => 'file data is empty',
    io: () => notSaved,
  }

const suspendedWords = (event: string) =>
  `${event}:fail: jsapi has no permission, event=${event}, runningState=suspend, ` +
  'permissionMsg=permission ok, detail=network api interrupted in suspend state'

/** What a client says of a failed `downloadFile` or `request` (native-apis.md §3.2, by environment). */
export function wechatCallFailure(
  { device, knobs }: WechatContext,
  api: NetworkApi,
  url: unknown,
): (problem: Problem) => WechatFailure {
  return (problem) => {
    const { kind, words } = problem
    // The base library's check of an argument, the same on all platforms.
    if (kind === 'invalid-argument' && typeof url !== 'string') {
      const got = url === null ? 'Null' : capitalized(typeof url)
      return { errMsg: `${api}:fail parameter error: parameter.url should be String instead of ${got};` }
    }
    if (words !== undefined) return { errMsg: `${api}:fail ${words}` }
    const event = api === 'request' ? 'createRequestTask' : 'createDownloadTask'
    const errMsg = `${api}:fail ${reason(problem, device, event)}`
    const errno = numbers.find(([, kinds]) => kinds.includes(kind))?.[0] ?? fileErrors[kind]?.[0]
    return knobs.errno === 'absent' || errno === undefined ? { errMsg } : { errno, errMsg }
  }
}

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}

function reason(problem: Problem, device: WechatDevice, event: string): string {
  const { kind, server = '' } = problem
  if (kind === 'network-changed' && device === 'ios') {
    return 'errcode:10011 cronet_error_code:0 error_msg:network change, cancel all task'
  }
  const said = words[kind]?.(problem, device, event) ?? fileErrors[kind]?.[1](problem.path ?? '')
  if (said !== undefined) return said
  if (device === 'devtools') return networkWords('node', kind, server) ?? notSaved
  const error = chromiumErrors[kind]
  if (device !== 'ios' || error === undefined) return networkWords('chromium', kind, server) ?? notSaved
  const [number, name] = error
  return `errcode:${number} cronet_error_code:${number} error_msg:net::${name}`
}

const notSaved = 'save downloaded file failed'

/** Android names the inner call as well. */
function nested(text: string, device: WechatDevice, event: string): string {
  return device === 'android' ? `${event}:fail ${text}` : text
}

export interface WechatFileFailure {
  errMsg: string
  errCode?: number
}

export function wechatFileFailure(
  api: string,
  problem: Problem,
  fileWords: FailureKnobs['fileWords'],
): WechatFileFailure {
  const unspecific = unspecificFileWords(fileWords, api, problem)
  if (unspecific !== undefined) return { errMsg: unspecific }
  const { kind, path = '' } = problem
  const [errCode, text] = fileErrors[kind] ?? [1300201, () => 'system error']
  return { errMsg: `${api}:fail ${text(path)}`, errCode }
}
