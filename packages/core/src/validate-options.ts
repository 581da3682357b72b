import { encodeUrl } from './encode-url.js'
import { redactUrl } from './redact-url.js'

/** What is wrong with an option: which one, what it has to be, and what it is. */
export interface InvalidOption {
  readonly field: string
  readonly expected: string
  readonly actual: string
}

type Rule = readonly [field: string, isValid: (value: unknown) => boolean, expected: string]

const isBoolean = (value: unknown): boolean => typeof value === 'boolean'
const isFunction = (value: unknown): boolean => typeof value === 'function'

const optionalRules: readonly Rule[] = [
  [
    'timeout',
    (value) => typeof value === 'number' && value > 0 && Number.isFinite(value),
    'a positive number of milliseconds',
  ],
  ['filePath', (value) => typeof value === 'string' && value !== '', 'a path'],
  ['enableProfile', isBoolean, 'a boolean'],
  ['enableHttp2', isBoolean, 'a boolean'],
  ['enableQuic', isBoolean, 'a boolean'],
  [
    'signal',
    (value) => isObject(value) && isFunction(value.addEventListener) && isFunction(value.removeEventListener),
    'an object like an AbortSignal',
  ],
  ['success', isFunction, 'a function'],
  ['fail', isFunction, 'a function'],
  ['complete', isFunction, 'a function'],
]

/** Finds the first option that cannot be sent. `allowDataUrl` is whether this host downloads data URLs. */
export function findInvalidOption(options: unknown, allowDataUrl: () => boolean): InvalidOption | undefined {
  if (!isObject(options)) return invalid('options', 'an object', options)
  const { url, header } = options
  if (typeof url !== 'string') return invalid('url', 'a string', url)
  if (!(isHttpUrl(url) || (/^data:/i.test(url) && allowDataUrl()))) {
    return invalid('url', 'an http: or https: URL', redactUrl(url))
  }
  for (const [field, isValid, expected] of optionalRules) {
    const value = options[field]
    if (value !== undefined && !isValid(value)) return invalid(field, expected, value)
  }
  return header === undefined ? undefined : findInvalidHeader(header)
}

function isHttpUrl(url: string): boolean {
  try {
    return /^https?:\/\/[^/?#]/i.test(encodeUrl(url))
  } catch {
    return false
  }
}

function findInvalidHeader(header: unknown): InvalidOption | undefined {
  if (!isObject(header)) return invalid('header', 'an object', header)
  for (const [name, value] of Object.entries(header)) {
    // Both hosts set it themselves and refuse ours (native-apis.md §1.5).
    if (/^referer$/i.test(name)) return invalid('header', 'headers without Referer', name)
    if (name === '' || /[\r\n]/.test(name)) return invalid('header', 'names without line breaks', name)
    if (typeof value !== 'string') return invalid(`header.${name}`, 'a string', value)
    // The value may be a secret, so it is not shown.
    if (/[\r\n]/.test(value)) return { field: `header.${name}`, expected: 'one line', actual: 'a line break' }
  }
  return undefined
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function invalid(field: string, expected: string, value: unknown): InvalidOption {
  return { field, expected, actual: describe(value) }
}

function describe(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value)
  if (Array.isArray(value)) return 'an array'
  return isObject(value) || typeof value === 'function' ? `a value of type ${typeof value}` : String(value)
}
