import { asRecord } from './call-host.js'
import { redactUrl } from './redact-url.js'

type Rule = readonly [expected: string, pattern: RegExp]

const flag: Rule = ['a boolean', /^boolean/]
const callback: Rule = ['a function', /^function/]

/** What each option has to be. The pattern is matched against the description of the value: its type, then itself. */
const rules: Readonly<Record<string, Rule>> = {
  header: ['an object', /^object/],
  timeout: ['a positive number of milliseconds', /^number (?!0$)\d/],
  filePath: ['a path', /^string ./],
  enableProfile: flag,
  enableHttp2: flag,
  enableQuic: flag,
  signal: ['an AbortSignal', /^object/],
  success: callback,
  fail: callback,
  complete: callback,
}

/** Says what is wrong with the first option that cannot be sent: its name, what it has to be, and what it is. */
export function findInvalidOption(options: unknown, acceptedUrls: RegExp): string | undefined {
  const given = asRecord(options)
  const { url, header, signal } = given
  if (typeof url !== 'string' || !acceptedUrls.test(url)) {
    return invalid('url', 'an http: or https: URL', describe(typeof url === 'string' ? redactUrl(url) : url))
  }
  for (const [field, [expected, pattern]] of Object.entries(rules)) {
    const description = describe(given[field])
    if (given[field] !== undefined && !pattern.test(description)) return invalid(field, expected, description)
  }
  if (signal && typeof asRecord(signal).addEventListener !== 'function') {
    return invalid('signal', 'an AbortSignal', describe(signal))
  }
  for (const [name, value] of Object.entries(asRecord(header))) {
    // Both hosts set Referer themselves and refuse ours (native-apis.md §1.5). The value may be a secret: not shown.
    if (typeof value !== 'string' || /^(referer)?$/i.test(name) || /[\r\n]/.test(name + value)) {
      return invalid(`header.${name}`, 'a string on one line, and no Referer', typeof value)
    }
  }
  return undefined
}

function invalid(field: string, expected: string, actual: string): string {
  return `downloadFile:fail invalid ${field}: expected ${expected}, got ${actual}`
}

/** Objects are not converted, since that may run code of the app, or fail. */
function describe(value: unknown): string {
  if (value == null) return String(value)
  return typeof value === 'object' ? 'object' : `${typeof value} ${String(value).slice(0, 60)}`
}
