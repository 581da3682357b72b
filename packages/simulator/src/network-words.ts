import type { FailureKnobs, NetworkDialect } from './failure-knobs.js'
import { createProblem, type Problem, type ProblemKind } from './problem.js'

type Words = Partial<Record<ProblemKind, string | ((server: string) => string)>>

/** Chromium's numbers and names (native-apis.md §3.2). */
export const chromiumErrors: Partial<Record<ProblemKind, readonly [number, string]>> = {
  offline: [-106, 'ERR_INTERNET_DISCONNECTED'],
  dns: [-105, 'ERR_NAME_NOT_RESOLVED'],
  refused: [-102, 'ERR_CONNECTION_REFUSED'],
  reset: [-101, 'ERR_CONNECTION_RESET'],
  tls: [-202, 'ERR_CERT_AUTHORITY_INVALID'],
  unreachable: [-109, 'ERR_ADDRESS_UNREACHABLE'],
  truncated: [-354, 'ERR_CONTENT_LENGTH_MISMATCH'],
  'network-changed': [-21, 'ERR_NETWORK_CHANGED'],
}

const nameOf = (server: string): string => server.split(':')[0] ?? ''

const nodeWords: Words = {
  offline: (server) => `Error: getaddrinfo ENOTFOUND ${nameOf(server)}`,
  dns: (server) => `Error: getaddrinfo ENOTFOUND ${nameOf(server)}`,
  refused: (server) => `Error: connect ECONNREFUSED ${server}`,
  reset: 'Error: socket hang up',
  tls: 'Error: unable to verify the first certificate',
  unreachable: (server) => `Error: connect EHOSTUNREACH ${server}`,
  truncated: 'Error: aborted',
  'network-changed': 'Error: socket hang up',
}

/** A connection that broke. */
const lost = (words: string): Words => ({ reset: words, truncated: words, 'network-changed': words })

const abortOfAndroid = 'Software caused connection abort'

const dialects: Readonly<Record<NetworkDialect, Words>> = {
  'ios-english': {
    timeout: 'The request timed out.',
    offline: 'The Internet connection appears to be offline.',
    dns: 'A server with the specified hostname could not be found.',
    refused: 'Could not connect to the server.',
    unreachable: 'Could not connect to the server.',
    ...lost('The network connection was lost.'),
    tls: 'An SSL error has occurred and a secure connection to the server cannot be made.',
    aborted: 'cancelled',
  },
  'ios-chinese': {
    timeout: '请求超时。',
    offline: '似乎已断开与互联网的连接。',
    dns: '未能找到使用指定主机名的服务器。',
    refused: '无法连接服务器。',
    unreachable: '无法连接服务器。',
    ...lost('网络连接已中断。'),
    tls: '发生了SSL错误，无法建立与该服务器的安全连接。',
    aborted: '已取消',
  },
  'ios-traditional-chinese': {
    timeout: '要求逾時。',
    offline: '網際網路連線似乎已中斷。',
    dns: '找不到指定主機名稱的伺服器。',
    refused: '無法連接伺服器。',
    unreachable: '無法連接伺服器。',
    ...lost('網絡連線中斷。'),
    tls: '發生SSL錯誤，無法建立與伺服器的安全連線。',
    aborted: '已取消',
  },
  okhttp: {
    timeout: 'timeout',
    offline: (server) => `Unable to resolve host "${nameOf(server)}": No address associated with hostname`,
    dns: (server) => `Unable to resolve host "${nameOf(server)}": No address associated with hostname`,
    refused: (server) => `Failed to connect to /${server}`,
    unreachable: 'connect failed: ENETUNREACH (Network is unreachable)',
    reset: abortOfAndroid,
    truncated: 'unexpected end of stream',
    'network-changed': abortOfAndroid,
    tls: 'java.security.cert.CertPathValidatorException: Trust anchor for certification path not found.',
    aborted: 'Canceled',
  },
  node: { ...nodeWords, timeout: 'Error: connect ETIMEDOUT' },
  chromium: {
    ...Object.fromEntries(
      Object.entries(chromiumErrors).map(([kind, [number, name]]) => [kind, `${number}:net::${name}`]),
    ),
    timeout: '-7:net::ERR_TIMED_OUT',
  },
}

/** What this network code says; `undefined` of what is not the network's. */
export function networkWords(dialect: NetworkDialect, kind: ProblemKind, server: string): string | undefined {
  const words = dialects[dialect][kind]
  return typeof words === 'function' ? words(server) : words
}

/** "Operation failed": no table can name it. */
export function unknownProblem(): Problem {
  return createProblem('unknown', { words: '操作失败' })
}

/** A connection that the phone gave up; no `abort()`, whatever it says. */
export function connectionAbort(): Problem {
  return createProblem('reset', { words: abortOfAndroid })
}

/** A problem of the network as the knob has it told. */
export function inWordsOf(dialect: FailureKnobs['networkWords'], problem: Problem): Problem {
  const { kind, server = '' } = problem
  if (dialect === 'own' || problem.words !== undefined) return problem
  const isUnknown = dialect === 'unknown'
  const words = networkWords(isUnknown ? 'okhttp' : dialect, kind, server)
  if (words === undefined || (isUnknown && kind === 'aborted')) return problem
  return isUnknown ? unknownProblem() : createProblem(kind, { ...problem, words })
}
