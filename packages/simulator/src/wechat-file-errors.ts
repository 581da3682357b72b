import type { FailureKnobs } from './failure-knobs.js'
import { unspecificFileWords } from './file-words.js'
import type { Problem, ProblemKind } from './problem.js'

/** Number and text of a failed file operation (native-apis.md §3.1, §3.2). */
const errors: Partial<Record<ProblemKind, readonly [errCode: number, text: (path: string) => string]>> = {
  missing: [1300002, (path) => `no such file or directory "${path}"`],
  io: [1300005, () => 'Input/output error'],
  descriptor: [1300009, () => 'bad file descriptor'],
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
  const [errCode, text] = errors[kind] ?? [1300201, () => 'system error']
  return { errMsg: `${api}:fail ${text(path)}`, errCode }
}
