import { asRecord } from '../binding/host.js'
import { DownloadError } from '../download-error.js'
import type { DownloadPlatform } from '../platform.js'
import { redactUrl } from './url.js'

/** What fields have to be. The pattern is matched against the description of the value: its type, then itself. */
export type FieldRules = readonly (readonly [expected: string, pattern: Pattern, names: readonly string[]])[]

type Pattern = Pick<RegExp, 'test'>

/** The rules of `downloadFile`. Those of the last row are in `validateOptions`. */
const rules: FieldRules = [
  ['an object', /^\[object Object/, ['header']],
  ['a positive number of milliseconds', /^number (?!0$)\d/, ['timeout']],
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
 * Throws an error that says what is wrong with the first option that cannot be sent.
 *
 * @param warn - is told of each name that is no option
 * @param more - rules for fields that only some callers have
 */
export function validateOptions(
  options: unknown,
  platform: DownloadPlatform,
  warn: (problem: string) => void,
  more: FieldRules = [],
): void {
  const given = asRecord(options)
  const { url, header, signal } = given
  const refuse = (field: string, expected: string, value: unknown, actual = describe(value)): never => {
    const errMsg = `downloadFile:fail invalid ${field}: expected ${expected}, got ${actual}`
    throw new DownloadError({ code: 'invalid-argument', errMsg, platform: platform.name, url: '' })
  }
  if (Object(options) !== options)
    refuse('options', 'an object with a url', options, options === null ? 'null' : typeof options)
  if (typeof url !== 'string' || !platform.acceptedUrls.test(url)) {
    refuse('url', 'an http: or https: URL', typeof url === 'string' ? redactUrl(url) : url)
  }
  const known = new Set<string>()
  for (const [expected, pattern, names] of rules.concat(more)) {
    for (const name of names) {
      known.add(name)
      const value = given[name]
      if (value !== undefined && !pattern.test(describe(value))) refuse(name, expected, value)
    }
  }
  for (const name of Object.keys(given)) {
    if (!known.has(name))
      warn(
        `${name} is not an option; options are ${[...known].filter((other) => !/\./.test(other)).join(', ')}`,
      )
  }
  for (const name of ['filePath', 'directory', 'cache.directory']) {
    const path = given[name]
    if (path === undefined) continue
    const folder = platform.userDataPath().replace(/([^/])$/, '$1/')
    const isInside = typeof path === 'string' && path.startsWith(folder) && path.length > folder.length
    if (!isInside) refuse(name, `a path in env.USER_DATA_PATH, ${folder}…`, path)
  }
  for (const method of ['addEventListener', 'removeEventListener']) {
    if (signal !== undefined && typeof asRecord(signal)[method] !== 'function') {
      refuse('signal', 'an AbortSignal', signal)
    }
  }
  for (const [name, value] of Object.entries(asRecord(header))) {
    // Both hosts set Referer themselves and refuse ours (native-apis.md §1.5).
    if (!headerName.test(name) || /^referer$/i.test(name)) {
      refuse(`header.${name}`, 'the name of a header, and not Referer', name)
    }
    // The value may be a secret: it is not shown.
    if (typeof value !== 'string' || /[\r\n]/.test(value)) {
      refuse(`header.${name}`, 'a string on one line', value, typeof value)
    }
  }
}

/** Objects are named by their kind, since converting them may run code of the app, or fail. */
export function describe(value: unknown): string {
  if (value == null) return String(value)
  if (typeof value === 'object') return {}.toString.call(value)
  return `${typeof value} ${String(value).slice(0, 60)}`
}
