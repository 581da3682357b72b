import { asRecord } from '../call-host.js'
import type { DownloadFileOptions } from '../download-file-options.js'
import type { Platform } from '../platform.js'
import { checkFields, createRefusal, type FieldRules, validateOptions } from '../validate-options.js'
import type { DownloadPolicy, ResumeOptions, RetryOptions } from './download-policy.js'
import type { Checksum, DownloadRequest } from './download-request.js'
import type { DownloaderConfig } from './downloader.js'

/** A request with its policy and every default. */
export interface ResolvedRequest
  extends Omit<DownloadRequest, Defaulted | 'retry' | 'resume'>,
    Required<Pick<DownloadRequest, Defaulted>> {
  readonly retry: Required<Omit<RetryOptions, 'shouldRetry'>> & Pick<RetryOptions, 'shouldRetry'>
  /** `false` where the file is to come in one request. */
  readonly resume: false | Required<ResumeOptions>
}

type Defaulted = 'header' | 'priority' | 'progressInterval' | 'validateStatus' | 'hashers'

/** Every default of a policy; retry and resume are merged field by field. */
const defaults = {
  priority: 0,
  progressInterval: 100,
  hashers: {},
  validateStatus: (statusCode: number): boolean => statusCode >= 200 && statusCode < 300,
}
const retryDefaults = {
  limit: 3,
  minDelay: 1000,
  maxDelay: 30_000,
  factor: 2,
  jitter: 'full',
  maxRetryAfter: 300_000,
} as const
const resumeDefaults = { segmentSize: 0x100000, parallel: 1, via: 'downloadFile' } as const

const count = /^number ([1-9]\d*)$/
const amount = /^number (\d|Infinity)/

const policyRules: FieldRules = [
  ['a positive number of milliseconds', /^number (?!0$)\d/, ['timeout', 'stallTimeout']],
  ['a number of milliseconds', amount, ['progressInterval']],
  ["'any' or 'wifi'", /^string (any|wifi)$/, ['network']],
  ['a number or an object', /^number (\d|Infinity)|^\[object Object/, ['retry']],
  ['a boolean or an object', /^boolean|^\[object Object/, ['resume']],
  ['a function', /^function/, ['validateStatus']],
  ['an object', /^\[object Object/, ['header', 'hashers', 'checksum']],
  ['a number', /^number -?\d/, ['priority']],
  ['a whole number from 1 on', count, ['concurrency']],
  ['a path', /^string ./, ['directory']],
]
const retryRules: FieldRules = [
  [
    'a number from 0 on',
    amount,
    ['limit', 'connectLimit', 'minDelay', 'maxDelay', 'factor', 'maxRetryAfter'],
  ],
  ["'full' or 'none'", /^string (full|none)$/, ['jitter']],
  ['a function', /^function/, ['shouldRetry']],
]
const resumeRules: FieldRules = [
  ['a whole number from 1 on', count, ['segmentSize', 'parallel']],
  ["'downloadFile' or 'request'", /^string (downloadFile|request)$/, ['via']],
]
const checksumRules: FieldRules = [
  ['the name of an algorithm', /^string ./, ['algorithm']],
  ['hexadecimal digits', /^string ([\da-f]{2})+$/i, ['value']],
]

/** Throws an error that names the first setting of a downloader that is not what it has to be. */
export function validateConfig(config: DownloaderConfig, platform: Platform): void {
  validate({ ...config, url: 'https://example.com' }, platform)
}

function validate(request: DownloadRequest, platform: Platform): void {
  validateOptions(request, platform)
  const refuse = createRefusal(platform.name)
  const fields = asRecord(request)
  checkFields(fields, policyRules, refuse)
  const nested: [string, FieldRules][] = [
    ['retry', retryRules],
    ['resume', resumeRules],
    ['checksum', checksumRules],
  ]
  for (const [name, rules] of nested) {
    checkFields(asRecord(fields[name]), rules, (field, ...rest) => refuse(`${name}.${field}`, ...rest))
  }
}

/** Stands for a request that cannot be read. */
export function anyRequest(filePath: string | undefined): ResolvedRequest {
  return { url: '', header: {}, priority: 0, resume: false, filePath } as ResolvedRequest
}

/** The request under the policy of its downloader. Throws for the first field that is not what it has to be. */
export function resolveRequest(
  request: DownloadRequest,
  config: DownloaderConfig,
  platform: Platform,
): ResolvedRequest {
  validate(request, platform)
  const { checksum, retry, resume = config.resume } = request
  const resolved: ResolvedRequest = {
    ...defaults,
    ...given<DownloadPolicy>(config),
    ...given<DownloadRequest>(request),
    header: { ...config.header, ...request.header },
    retry: connectLimited({ ...retryDefaults, ...retryOptions(config.retry), ...retryOptions(retry) }),
    resume: resume !== false && {
      ...resumeDefaults,
      ...given<ResumeOptions>(config.resume),
      ...given<ResumeOptions>(resume),
    },
  }
  if (checksum !== undefined) checkChecksum(checksum, resolved, platform)
  return resolved
}

function retryOptions(retry: DownloadPolicy['retry']): RetryOptions {
  return typeof retry === 'number' ? { limit: retry } : given<RetryOptions>(retry)
}

function connectLimited(
  retry: Omit<ResolvedRequest['retry'], 'connectLimit'> & RetryOptions,
): ResolvedRequest['retry'] {
  return { connectLimit: retry.limit, ...retry }
}

/** The fields that have a value: one that is there and `undefined` must not hide a default. */
function given<Fields extends object>(value: unknown): Fields {
  const fields: Record<string, unknown> = {}
  for (const [name, field] of Object.entries(asRecord(value))) if (field !== undefined) fields[name] = field
  return fields as Fields
}

function checkChecksum(checksum: Checksum, { hashers }: ResolvedRequest, { name, files }: Platform): void {
  const { algorithm, value } = checksum
  const refuse = createRefusal(name)
  if (!files.digests.some((known) => known === algorithm) && !hashers[algorithm]) {
    refuse('checksum.algorithm', `${files.digests.join(', ')} or one of hashers`, String(algorithm))
  }
  if (!value) refuse('checksum.value', 'hexadecimal digits', String(value))
}

/** What `startTransfer` gets of a request for one attempt. */
export function transferOptions(
  { url, header, timeout, enableProfile, enableHttp2, enableQuic }: ResolvedRequest,
  more: Readonly<Record<string, string>>,
): DownloadFileOptions {
  return given({ url, header: { ...header, ...more }, timeout, enableProfile, enableHttp2, enableQuic })
}
