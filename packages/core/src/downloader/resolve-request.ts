import { asRecord } from '../binding/host.js'
import { DownloadError } from '../download-error.js'
import type { DownloadFileOptions } from '../download-file/options.js'
import {
  checkHost,
  commonRules,
  describe,
  downloadRules,
  type FieldRules,
  fieldRules,
  type RuleRow,
  refuse,
  validateFields,
  validateOptions,
} from '../download-file/validation.js'
import type { Platform } from '../platform.js'
import { sourceOf } from './destination.js'
import type { DownloaderConfig } from './downloader.js'
import { identityOf } from './job.js'
import type { DownloadPolicy, ResumeOptions, RetryOptions } from './policy.js'
import type { DownloadRequest } from './request.js'

/** A request with its policy and every default. */
export interface ResolvedRequest
  extends Omit<DownloadRequest, Defaulted | 'retry' | 'resume'>,
    Required<Pick<DownloadRequest, Defaulted>> {
  readonly retry: RetryPolicy & Required<Pick<RetryOptions, 'connectLimit'>>
  /** `false` where the file is to come in one request. */
  readonly resume: false | ResumePolicy
}

type Optional<Fields, Name extends keyof Fields> = Required<Omit<Fields, Name>> & Pick<Fields, Name>
type RetryPolicy = Optional<RetryOptions, 'shouldRetry' | 'connectLimit'>
type ResumePolicy = Optional<ResumeOptions, 'segmentSize'>

type Defaulted =
  | 'header'
  | 'priority'
  | 'progressInterval'
  | 'validateStatus'
  | 'validateResponse'
  | 'hashers'
  | 'cacheMode'

/** Every default of a policy; retry and resume are merged field by field. */
const defaults = {
  // Each request has these of its own: an object is copied in less time than it takes to grow.
  url: '',
  header: {},
  hashers: {},
  retry: {},
  resume: {},
  priority: 0,
  progressInterval: 100,
  cacheMode: 'default',
  validateStatus: (statusCode: number): boolean => statusCode >= 200 && statusCode < 300,
  validateResponse: (): boolean => true,
}
const retryDefaults = {
  limit: 3,
  minDelay: 1000,
  maxDelay: 30_000,
  factor: 2,
  jitter: 'full',
  maxRetryAfter: 300_000,
} as const
const resumeDefaults = { parallel: 1, via: 'downloadFile' } as const

/** What the fields of a policy have to be, of a downloader or a request, besides those of `downloadFile`. */
const policyRules: readonly RuleRow[] = [
  ['a positive number of milliseconds', /^number (?!0$)\d/, ['stallTimeout']],
  ["'any' or 'wifi'", /^string (any|wifi)$/, ['network']],
  ['a number or an object', /^number (\d|Infinity)|^\[object Object/, ['retry']],
  ['a boolean or an object', /^boolean|^\[object Object/, ['resume']],
  ['a function', /^function/, ['beforeAttempt', 'validateStatus', 'validateResponse', 'retry.shouldRetry']],
  ['an object', /^\[object Object/, ['hashers']],
  ['a cache mode', /^string (default|no-cache|reload|force-cache|no-store)$/, ['cacheMode']],
  [
    'a number from 0 on',
    /^number (\d|Infinity)/,
    [
      'progressInterval',
      'retry.limit',
      'retry.connectLimit',
      'retry.minDelay',
      'retry.maxDelay',
      'retry.factor',
      'retry.maxRetryAfter',
    ],
  ],
  ["'full' or 'none'", /^string (full|none)$/, ['retry.jitter']],
  ['a whole number from 1 on', /^number [1-9]\d*$/, ['resume.segmentSize', 'resume.parallel']],
  ["'downloadFile' or 'request'", /^string (downloadFile|request)$/, ['resume.via']],
]

/** The fields that only a request has. */
const requestRules: readonly RuleRow[] = [
  ['a number', /^number -?\d/, ['priority']],
  ['an object', /^\[object Object/, ['checksum', 'meta']],
  ['a text that is not empty', /^string [\s\S]/, ['key']],
  ['', /^/, ['directory']],
  // Settings of an object that was checked as the one that it is.
  ['', /^/, ['checksum.algorithm', 'checksum.value']],
]

const ownRules: FieldRules = /* @__PURE__ */ fieldRules(
  /* @__PURE__ */ policyRules.concat(requestRules),
  downloadRules,
)

/** The fields that only a downloader has. */
const configRules: readonly RuleRow[] = [
  ['a whole number from 1 on', /^number [1-9]\d*$/, ['concurrency']],
  ['', /^/, ['directory', 'platform']],
  ['false or what createFileCache returns', /^boolean false|^\[object FileCache/, ['cache']],
  ['a number from 0 on', /^number (\d|Infinity)/, ['partMaxAge']],
]

/** Throws an error that names the first setting of a downloader that is not what it has to be. */
export function validateConfig(
  config: DownloaderConfig,
  platform: Platform,
  warn: (problem: string) => void,
): void {
  checkPlatform(platform)
  validateFields(withNested(config), platform, warn, fieldRules(policyRules.concat(configRules), commonRules))
  const { cache } = config
  if (cache && sourceOf(cache).platform.slots !== platform.slots) {
    refuse(platform, 'cache', 'one of the same platform as the downloader', 'one of another')
  }
}

/** Throws where an app has given something else than the platform of a package. */
export function checkPlatform(platform: unknown): void {
  if (typeof asRecord(platform).download === 'function') return
  const errMsg = `downloadFile:fail invalid platform: expected a platform, got ${describe(platform)}; without the option it is the host`
  throw new DownloadError({ code: 'invalid-argument', errMsg, platform: '', url: '' })
}

function validateRequest(
  request: DownloadRequest,
  config: DownloaderConfig,
  platform: Platform,
  warn: (problem: string) => void,
): void {
  const { checksum, filePath, directory, meta } = request
  let fields = withNested(request)
  let rules = ownRules
  if (checksum) {
    const { algorithm = null, value = null } = asRecord(checksum)
    fields = { ...fields, 'checksum.algorithm': algorithm, 'checksum.value': value }
    rules = fieldRules(checksumRules({ ...config.hashers, ...request.hashers }, platform), rules)
  }
  checkHost(platform)
  validateOptions(fields, platform, warn, rules)
  if (filePath !== undefined && directory !== undefined) {
    refuse(platform, 'directory', 'either filePath or directory', 'both')
  }
  try {
    JSON.stringify(meta)
  } catch {
    refuse(platform, 'meta', 'what JSON can hold', 'something else')
  }
}

/** The fields of `retry` and `resume` under names of their own as well: `retry.limit`. */
function withNested(given: object): Record<string, unknown> {
  const { retry, resume } = given as DownloadPolicy
  if (retry === undefined && resume === undefined) return given as Record<string, unknown>
  const fields: Record<string, unknown> = { ...given }
  for (const name of ['retry', 'resume']) {
    const options = asRecord(fields[name])
    for (const field of Object.keys(options)) fields[`${name}.${field}`] = options[field]
  }
  return fields
}

/** Only digests that the host or the app can compute. */
function checksumRules(
  hashers: NonNullable<DownloadPolicy['hashers']>,
  { files }: Platform,
): readonly RuleRow[] {
  const own = Object.keys(hashers).filter((name) => typeof hashers[name] === 'function')
  const algorithms = [...files.digests, ...own]
  const known = { test: (described: string) => algorithms.some((name) => described === `string ${name}`) }
  return [
    [`one of ${algorithms.join(', ')}`, known, ['checksum.algorithm']],
    ['hexadecimal digits', /^string ([\da-f]{2})+$/i, ['checksum.value']],
  ]
}

/**
 * Stands for a request that cannot be carried out.
 *
 * @param restored - the one that has a record, which stays under its name
 */
export function anyRequest(restored: DownloadRequest | undefined): ResolvedRequest {
  const { filePath, directory } = restored || {}
  const place = restored && { filePath, directory, key: identityOf(restored) }
  return { url: '', header: {}, priority: 0, resume: false, ...place } as ResolvedRequest
}

/**
 * Reads the policy of a downloader once. The result puts a request under it, and throws for the first field that is not what it has to be.
 */
export function createRequestResolver(
  config: DownloaderConfig,
  platform: Platform,
  warn: (problem: string) => void,
): (request: DownloadRequest) => ResolvedRequest {
  // Its `directory` is for what it keeps, that of a request for the file.
  const { directory, ...shared } = config
  const retryPolicy = filled<RetryPolicy>(retryDefaults, retryOptions(config.retry))
  const resumePolicy = filled<ResumePolicy>(resumeDefaults, config.resume)
  const policy = filled(defaults, shared)
  return (request) => {
    validateRequest(request, config, platform, warn)
    const { header, hashers, retry, resume = config.resume } = request
    const ownRetry = filled<RetryPolicy>(retryPolicy, retryOptions(retry))
    return Object.assign(filled<ResolvedRequest>(policy, request), {
      header: { ...config.header, ...header },
      hashers: { ...config.hashers, ...hashers },
      retry: { connectLimit: ownRetry.limit, ...ownRetry },
      resume: resume !== false && filled(resumePolicy, resume),
    })
  }
}

function retryOptions(retry: DownloadPolicy['retry']): unknown {
  return typeof retry === 'number' ? { limit: retry } : retry
}

/** Defaults under the fields that are given: one that is there and `undefined` must not hide a default. */
function filled<Fields extends object>(base: object, given: unknown): Fields {
  const fields: Record<string, unknown> = { ...base }
  const all = asRecord(given)
  for (const name of Object.keys(all)) if (all[name] !== undefined) fields[name] = all[name]
  return fields as Fields
}

/** Milliseconds: ten minutes. No document names a maximum; some clients stop after one minute whatever they are given (native-apis.md §1.6). */
const hostTimeout = 600_000

/** What `startTransfer` gets of a request for one attempt. */
export function transferOptions(
  { timeout, enableProfile, enableHttp2, enableQuic }: ResolvedRequest,
  { url, header }: Pick<ResolvedRequest, 'url' | 'header'>,
  more: Readonly<Record<string, string>>,
): DownloadFileOptions {
  return {
    url,
    header: { ...header, ...more },
    timeout: timeout === undefined ? hostTimeout : timeout,
    enableProfile,
    enableHttp2,
    enableQuic,
  } as DownloadFileOptions
}
