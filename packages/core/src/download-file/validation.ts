import { asRecord } from '../binding/host.js'
import { DownloadError } from '../download-error.js'
import type { DownloadPlatform } from '../platform.js'
import { redactUrl } from './url.js'

/** What fields have to be, by name. */
export type FieldRules = ReadonlyMap<string, readonly [expected: string, pattern: Pattern]>

/**
 * The rule of several fields. The pattern is matched against the description of the value: its type, then itself. Without words the field is
 * looked at elsewhere.
 */
export type RuleRow = readonly [expected: string, pattern: Pattern, names: readonly string[]]

type Pattern = Pick<RegExp, 'test'>

/** These rules on top of others. */
export function fieldRules(rows: readonly RuleRow[], others?: FieldRules): FieldRules {
  const rules = new Map(others)
  for (const [expected, pattern, names] of rows) {
    for (const name of names) rules.set(name, [expected, pattern])
  }
  return rules
}

/** The fields that a downloader has as well. */
export const commonRules: FieldRules = /* @__PURE__ */ fieldRules([
  ['an object', /^\[object Object/, ['header']],
  ['a positive number of milliseconds', /^number (?!0$)\d/, ['timeout']],
])

/** The fields of `downloadFile`. */
export const downloadRules: FieldRules = /* @__PURE__ */ fieldRules(
  [
    ['a boolean', /^boolean/, ['enableProfile', 'enableHttp2', 'enableQuic']],
    ['a function', /^function/, ['success', 'fail', 'complete']],
    ['', /^/, ['url', 'filePath', 'signal']],
  ],
  commonRules,
)

// A token of HTTP.
const headerName = /^[\w!#$%&'*+.^`|~-]+$/

/** Throws an error that says what to do where the host is not there. */
export function checkHost(platform: DownloadPlatform): void {
  const absence = platform.absence()
  if (absence === undefined) return
  const errMsg = `downloadFile:fail ${absence}`
  throw new DownloadError({ code: 'unsupported', errMsg, platform: platform.name, url: '' })
}

/**
 * Throws an error that says what is wrong with the first option of a download that cannot be sent.
 *
 * @param warn - is told of each name that is no option
 * @param rules - of all fields that the caller has
 */
export function validateOptions(
  options: unknown,
  platform: DownloadPlatform,
  warn: (problem: string) => void,
  rules: FieldRules = downloadRules,
): void {
  const { url } = asRecord(options)
  if (Object(options) !== options) {
    const actual = options === null ? 'null' : typeof options
    refuse(platform, 'options', 'an object with a url', actual)
  }
  if (typeof url !== 'string' || !platform.acceptedUrls.test(url)) {
    const actual = describe(typeof url === 'string' ? redactUrl(url) : url)
    refuse(platform, 'url', 'an http: or https: URL', actual)
  }
  validateFields(asRecord(options), platform, warn, rules)
}

/** The same for fields of any kind: what no rule names is warned about. */
export function validateFields(
  fields: Readonly<Record<string, unknown>>,
  platform: DownloadPlatform,
  warn: (problem: string) => void,
  rules: FieldRules,
): void {
  const { header, signal } = fields
  for (const [name, value] of Object.entries(fields)) {
    const rule = rules.get(name)
    if (rule === undefined) {
      const options = [...rules.keys()].filter((other) => !/\./.test(other)).join(', ')
      warn(`${name} is not an option; options are ${options}`)
    } else if (value !== undefined) {
      const actual = describe(value)
      if (!rule[1].test(actual)) refuse(platform, name, rule[0], actual)
    }
  }
  for (const name of ['filePath', 'directory']) {
    const path = fields[name]
    if (path === undefined) continue
    const folder = platform.userDataPath().replace(/([^/])$/, '$1/')
    const isInside = typeof path === 'string' && path.startsWith(folder) && path.length > folder.length
    if (!isInside) refuse(platform, name, `a path in env.USER_DATA_PATH, ${folder}…`, describe(path))
  }
  for (const method of ['addEventListener', 'removeEventListener']) {
    if (signal !== undefined && typeof asRecord(signal)[method] !== 'function') {
      refuse(platform, 'signal', 'an AbortSignal', describe(signal))
    }
  }
  for (const [name, value] of Object.entries(asRecord(header))) {
    // Both hosts set Referer themselves and refuse ours (native-apis.md §1.5).
    if (!headerName.test(name) || /^referer$/i.test(name)) {
      refuse(platform, `header.${name}`, 'the name of a header, and not Referer', describe(name))
    }
    // The value may be a secret: it is not shown.
    if (typeof value !== 'string' || /[\r\n]/.test(value)) {
      refuse(platform, `header.${name}`, 'a string on one line', typeof value)
    }
  }
}

/** Throws the error of a field that is not what it has to be. */
export function refuse(platform: DownloadPlatform, field: string, expected: string, actual: string): never {
  const errMsg = `downloadFile:fail invalid ${field}: expected ${expected}, got ${actual}`
  throw new DownloadError({ code: 'invalid-argument', errMsg, platform: platform.name, url: '' })
}

/** Objects are named by their kind, since converting them may run code of the app, or fail. */
export function describe(value: unknown): string {
  if (value == null) return String(value)
  if (typeof value === 'object') return {}.toString.call(value)
  return `${typeof value} ${String(value).slice(0, 60)}`
}
