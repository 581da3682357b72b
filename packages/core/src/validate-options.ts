import { asRecord } from './call-host.js'
import { DownloadError } from './download-error.js'
import type { DownloadPlatform } from './platform.js'
import { redactUrl } from './redact-url.js'

/** What fields have to be. The pattern is matched against the description of the value: its type, then itself. */
export type FieldRules = readonly (readonly [expected: string, pattern: Pattern, names: readonly string[]])[]

type Pattern = Pick<RegExp, 'test'>

const rules: FieldRules = [
  ['an object', /^\[object Object/, ['header']],
  ['a positive number of milliseconds', /^number (?!0$)\d/, ['timeout']],
  ['a path', /^string ./, ['filePath']],
  ['a boolean', /^boolean/, ['enableProfile', 'enableHttp2', 'enableQuic']],
  ['a function', /^function/, ['success', 'fail', 'complete']],
]

// A token of HTTP.
const headerName = /^(?!referer$)[\w!#$%&'*+.^`|~-]+$/i

/**
 * Throws an error that says what is wrong with the first option that cannot be sent.
 *
 * @param more - rules for fields that only some callers have
 */
export function validateOptions(options: unknown, platform: DownloadPlatform, more: FieldRules = []): void {
  const given = asRecord(options)
  const { url, header, signal } = given
  const refuse = (field: string, expected: string, actual: string): never => {
    const errMsg = `downloadFile:fail invalid ${field}: expected ${expected}, got ${actual}`
    throw new DownloadError({ code: 'invalid-argument', errMsg, platform: platform.name, url: '' })
  }
  if (typeof url !== 'string' || !platform.acceptedUrls.test(url)) {
    refuse('url', 'an http: or https: URL', describe(typeof url === 'string' ? redactUrl(url) : url))
  }
  for (const [expected, pattern, names] of rules.concat(more)) {
    for (const name of names) {
      const value = given[name]
      if (value !== undefined && !pattern.test(describe(value))) refuse(name, expected, describe(value))
    }
  }
  for (const method of ['addEventListener', 'removeEventListener']) {
    if (signal !== undefined && typeof asRecord(signal)[method] !== 'function') {
      refuse('signal', 'an AbortSignal', describe(signal))
    }
  }
  for (const [name, value] of Object.entries(asRecord(header))) {
    // Both hosts set Referer themselves and refuse ours (native-apis.md §1.5). The value may be a secret: not shown.
    if (!headerName.test(name) || typeof value !== 'string' || /[\r\n]/.test(value)) {
      refuse(`header.${name}`, 'a header name but Referer, and a string on one line', typeof value)
    }
  }
}

/** Objects are named by their kind, since converting them may run code of the app, or fail. */
function describe(value: unknown): string {
  if (value == null) return String(value)
  if (typeof value === 'object') return {}.toString.call(value)
  return `${typeof value} ${String(value).slice(0, 60)}`
}
