import { chromiumErrors, networkWords } from './network-words.js'
import type { Problem, ProblemKind } from './problem.js'

/** Where WeChat runs; the words of its failures depend on it. */
export type WechatDevice = 'ios' | 'android' | 'devtools' | 'windows' | 'mac' | 'ohos'

/** `fail`'s object. */
export interface WechatFailure {
  errMsg: string
  errno?: number
}

/** native-apis.md §3.1. */
const numbers: Partial<Record<ProblemKind, number>> = {
  timeout: 5,
  domain: 600002,
  'redirect-domain': 600002,
  insecure: 600002,
  interrupted: 600003,
  suspended: 600003,
  scheme: 600005,
  'too-many-tasks': 600007,
  'too-many-redirects': 600008,
  'invalid-url': 600009,
  offline: 600001,
  dns: 600001,
  refused: 600001,
  reset: 600001,
  tls: 600001,
  unreachable: 600001,
  truncated: 600001,
  'network-changed': 600001,
  aborted: 603105,
  'too-large': 603301,
  empty: 603302,
  'read-only': 603303,
  outside: 603303,
  quota: 1300202,
  'file-too-large': 1300202,
  missing: 1300002,
  'not-directory': 1300020,
  'is-directory': 1300021,
  'name-too-long': 1300036,
  io: 603300,
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
    quota: () => 'the maximum size of the file storage limit is exceeded',
    'file-too-large': () => 'the maximum size of the file storage limit is exceeded',
    missing: ({ path }) => `no such file or directory "${path}"`,
    'read-only': ({ path }) => `permission denied, open "${path}"`,
    outside: ({ path }) => `permission denied, open "${path}"`,
    'is-directory': ({ path }) => `illegal operation on a directory, open "${path}"`,
    'not-directory': ({ path }) => `not a directory "${path}"`,
    'name-too-long': () => 'File name too long',
  }

const suspendedWords = (event: string) =>
  `${event}:fail: jsapi has no permission, event=${event}, runningState=suspend, ` +
  'permissionMsg=permission ok, detail=network api interrupted in suspend state'

/** What a client says of a failed `downloadFile` or `request` (native-apis.md §3.2, by environment). */
export function wechatFailure(
  api: string,
  problem: Problem,
  device: WechatDevice,
  errno: 'present' | 'absent',
): WechatFailure {
  if (problem.words !== undefined) return { errMsg: `${api}:fail ${problem.words}` }
  const errMsg = `${api}:fail ${reason(problem, device, api === 'request' ? 'createRequestTask' : 'createDownloadTask')}`
  const number = numbers[problem.kind]
  return errno === 'absent' || number === undefined ? { errMsg } : { errno: number, errMsg }
}

function reason(problem: Problem, device: WechatDevice, event: string): string {
  const { kind, server = '' } = problem
  if (kind === 'network-changed' && device === 'ios') {
    return 'errcode:10011 cronet_error_code:0 error_msg:network change, cancel all task'
  }
  const said = words[kind]?.(problem, device, event)
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
