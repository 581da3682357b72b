import { asRecord } from '../binding/host.js'
import { DownloadError } from '../download-error.js'
import type { DownloadPlatform } from '../platform.js'
import { redactUrl } from './url.js'

/** What fields have to be. The pattern is matched against the description of the value: its type, then itself. Without words it is looked at elsewhere. */
export type FieldRules = readonly (readonly [expected: string, pattern: Pattern, names: readonly string[]])[]

type Pattern = Pick<RegExp, 'test'>

/** The fields that a downloader has as well. */
export const commonRules: FieldRules = [
  ['an object', /^\[object Object/, ['header']],
  ['a positive number of milliseconds', /^number (?!0$)\d/, ['timeout']],
]

/** The other fields of `downloadFile`. Those of the last row are looked at apart. */
const downloadRules: FieldRules = [
  ['a boolean', /^boolean/, ['enableProfile', 'enableHttp2', 'enableQuic']],
  ['a function', /^function/, ['success', 'fail', 'complete']],
  ['', /^/, ['url', 'filePath', 'signal']],
]

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
 * @param more - rules for fields that only some callers have
 */
export function validateOptions(
  options: unknown,
  platform: DownloadPlatform,
  warn: (problem: string) => void,
  more: FieldRules = none,
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
  const rules = rulesWith.get(more) || commonRules.concat(downloadRules, more)
  rulesWith.set(more, rules)
  validateFields(asRecord(options), platform, warn, rules)
}

const none: FieldRules = []

/** The rules of a download by those that come on top. */
const rulesWith = /* @__PURE__ */ new WeakMap<FieldRules, FieldRules>()

type Rule = readonly [expected: string, pattern: Pattern]

const rulesByName = /* @__PURE__ */ new WeakMap<FieldRules, Map<string, Rule>>()

/** Made once for a list, since there are dozens of rules, and downloads by the hundred. */
function byName(rules: FieldRules): Map<string, Rule> {
  const known = rulesByName.get(rules)
  if (known) return known
  const map = new Map<string, Rule>()
  for (const [expected, pattern, names] of rules) for (const name of names) map.set(name, [expected, pattern])
  rulesByName.set(rules, map)
  return map
}

/** The same for fields of any kind: what no rule names is warned about. */
export function validateFields(
  fields: Readonly<Record<string, unknown>>,
  platform: DownloadPlatform,
  warn: (problem: string) => void,
  rules: FieldRules,
): void {
  const { header, signal } = fields
  const known = byName(rules)
  for (const name of Object.keys(fields)) {
    const rule = known.get(name)
    if (rule === undefined) {
      const options = [...known.keys()].filter((other) => !/\./.test(other)).join(', ')
      warn(`${name} is not an option; options are ${options}`)
    } else if (fields[name] !== undefined && rule[0] !== '') {
      const actual = describe(fields[name])
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

/** Throws where an app has given something else than the platform of a package. */
export function checkPlatform(platform: unknown): void {
  if (typeof asRecord(platform).download === 'function') return
  const errMsg = `downloadFile:fail invalid platform: expected a platform, got ${describe(platform)}; without the option it is the host`
  throw new DownloadError({ code: 'invalid-argument', errMsg, platform: '', url: '' })
}

/** Objects are named by their kind, since converting them may run code of the app, or fail. */
export function describe(value: unknown): string {
  if (value == null) return String(value)
  if (typeof value === 'object') return {}.toString.call(value)
  return `${typeof value} ${String(value).slice(0, 60)}`
}
