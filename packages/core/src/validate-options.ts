import { asRecord } from './call-host.js'
import { encodeUrl } from './encode-url.js'
import { redactUrl } from './redact-url.js'

/** What is wrong with an option: which one, what it has to be, and what it is. */
export interface InvalidOption {
  readonly field: string
  readonly expected: string
  readonly actual: string
}

const optionalTypes = {
  header: 'object',
  timeout: 'number',
  filePath: 'string',
  enableProfile: 'boolean',
  enableHttp2: 'boolean',
  enableQuic: 'boolean',
  signal: 'object',
  success: 'function',
  fail: 'function',
  complete: 'function',
}

/** Finds the first option that cannot be sent. `acceptedUrls` is what this host downloads. */
export function findInvalidOption(options: unknown, acceptedUrls: RegExp): InvalidOption | undefined {
  const given = asRecord(options)
  const { url, timeout, filePath, header, signal } = given
  if (typeof url !== 'string' || !acceptedUrls.test(url) || !isEncodable(url)) {
    return invalid('url', 'an http: or https: URL', typeof url === 'string' ? redactUrl(url) : url)
  }
  for (const [field, type] of Object.entries(optionalTypes)) {
    const value = given[field]
    if (value === null || (value !== undefined && typeof value !== type)) {
      return invalid(field, `a value of type ${type}`, value)
    }
  }
  if (timeout !== undefined && !(Number(timeout) > 0 && Number(timeout) < Infinity)) {
    return invalid('timeout', 'a positive number of milliseconds', timeout)
  }
  if (filePath === '') return invalid('filePath', 'a path', filePath)
  if (signal !== undefined && typeof asRecord(signal).addEventListener !== 'function') {
    return invalid('signal', 'an AbortSignal', signal)
  }
  for (const [name, value] of Object.entries(asRecord(header))) {
    // Both hosts set it themselves and refuse ours (native-apis.md §1.5).
    if (/^(referer)?$|[\r\n]/i.test(name))
      return invalid('header', 'names other than Referer, on one line', name)
    if (typeof value !== 'string') return invalid(`header.${name}`, 'a string', value)
    // The value may be a secret, so it is not shown.
    if (/[\r\n]/.test(value)) return { field: `header.${name}`, expected: 'one line', actual: 'several' }
  }
  return undefined
}

/** Half a surrogate pair has no encoding. */
function isEncodable(url: string): boolean {
  try {
    return encodeUrl(url) !== ''
  } catch {
    return false
  }
}

function invalid(field: string, expected: string, value: unknown): InvalidOption {
  const actual = typeof value === 'object' && value ? 'an object' : JSON.stringify(value) || String(value)
  return { field, expected, actual: actual.slice(0, 80) }
}
