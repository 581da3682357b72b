import { asRecord } from './call-host.js'
import { DownloadError } from './download-error.js'
import type { DownloadPlatform } from './platform.js'
import { redactUrl } from './redact-url.js'

/** What options have to be. The pattern is matched against the description of the value: its type, then itself. */
const rules: readonly (readonly [expected: string, pattern: RegExp, names: readonly string[]])[] = [
  ['an object', /^object/, ['header']],
  ['a positive number of milliseconds', /^number (?!0$)\d/, ['timeout']],
  ['a path', /^string ./, ['filePath']],
  ['a boolean', /^boolean/, ['enableProfile', 'enableHttp2', 'enableQuic']],
  ['a function', /^function/, ['success', 'fail', 'complete']],
]

/** Throws an error that says what is wrong with the first option that cannot be sent. */
export function validateOptions(options: unknown, platform: DownloadPlatform): void {
  const given = asRecord(options)
  const { url, header, signal } = given
  const refuse = (field: string, expected: string, actual: string): never => {
    const errMsg = `downloadFile:fail invalid ${field}: expected ${expected}, got ${actual}`
    throw new DownloadError({ code: 'invalid-argument', errMsg, platform: platform.name, url: '' })
  }
  if (typeof url !== 'string' || !platform.acceptedUrls.test(url)) {
    refuse('url', 'an http: or https: URL', describe(typeof url === 'string' ? redactUrl(url) : url))
  }
  for (const [expected, pattern, names] of rules) {
    for (const name of names) {
      const actual = describe(given[name])
      if (given[name] !== undefined && !pattern.test(actual)) refuse(name, expected, actual)
    }
  }
  if (signal !== undefined && typeof asRecord(signal).addEventListener !== 'function') {
    refuse('signal', 'an AbortSignal', describe(signal))
  }
  for (const [name, value] of Object.entries(asRecord(header))) {
    // Both hosts set Referer themselves and refuse ours (native-apis.md §1.5). The value may be a secret: not shown.
    if (typeof value !== 'string' || /^(referer)?$/i.test(name) || /[\r\n]/.test(name + value)) {
      refuse(`header.${name}`, 'a string on one line, and no Referer', typeof value)
    }
  }
}

/** Objects are not converted, since that may run code of the app, or fail. */
function describe(value: unknown): string {
  if (value == null) return String(value)
  return typeof value === 'object' ? 'object' : `${typeof value} ${String(value).slice(0, 60)}`
}
