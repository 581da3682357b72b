import { asRecord } from '../binding/host.js'
import { pathId } from '../downloader/paths.js'

/** What the cache knows of one of its files. The same file never changes: another version has another name. */
export interface StoredFile {
  /** In the folder of the cache. */
  readonly name: string
  /** Bytes. */
  readonly size: number
  /** What it was asked for with, see `cacheKey`. */
  readonly key: string
  readonly url: string
  readonly statusCode?: number
  /** Those headers that say what it is and how long it is fresh. */
  readonly header: Readonly<Record<string, string>>
  /** See `varianceOf`. */
  readonly vary?: readonly [names: string, digest: string]
  /** When it came or was last confirmed: milliseconds since 1970. */
  readonly stored: number
  /** How old the answer was already then, in milliseconds. */
  readonly initialAge: number
  readonly isPinned?: boolean
  /** Whether the server is asked for it without a condition: it has answered one with a 304 about another version than it sends. */
  readonly isUnconditional?: boolean
}

/** A file as a line of text. Of thousands that are known few are asked for, so the rest of it is read only then. */
export interface FileLine {
  readonly name: string
  /** Of its key, as it is in the name. */
  readonly digest: string
  /** Bytes. */
  readonly size: number
  readonly text: string
}

/** The headers that are kept. */
const keptHeaders = [
  'cache-control',
  'content-disposition',
  'content-type',
  'date',
  'etag',
  'expires',
  'last-modified',
  'vary',
]

/** Marks what is ours: a folder may hold other files, and they are not touched. */
const fileName = /^miniferry-([\da-z]+)-[\da-z]+(\.\w+)?$/

let made = 0

/**
 * A name that no other file has or had, so that whatever index is found, it cannot take one version for another. Of the key only a
 * digest is in it.
 */
export function nameFor(key: string, extension: string): string {
  made += 1
  const unique = [Date.now(), made, Math.random() * 0x7fffffff].map((part) => Math.floor(part).toString(36))
  return `miniferry-${pathId(key)}-${unique.join('')}${extension}`
}

/** The digest of the key in a name; `undefined` for a name that the cache has not made. */
export function digestIn(name: string): string | undefined {
  const [, digest] = fileName.exec(name) || []
  return digest
}

export function keptHeader(header: Readonly<Record<string, string>>): Record<string, string> {
  const kept: Record<string, string> = {}
  for (const name of keptHeaders) {
    const value = header[name]
    if (value !== undefined) kept[name] = value
  }
  return kept
}

export function writeLine({ name, size, key, ...details }: StoredFile): FileLine {
  // Most keys are the url.
  const written = key === details.url ? details : { ...details, key }
  return { name, digest: pathId(key), size, text: `${name} ${size} ${JSON.stringify(written)}` }
}

/** `undefined` where the text is no whole line with a name of ours. */
export function readLine(text: string): FileLine | undefined {
  const end = text.indexOf(' ')
  const sizeEnd = text.indexOf(' {', end + 1)
  const size = sizeEnd > 0 ? Number(text.slice(end + 1, sizeEnd)) : Number.NaN
  const name = text.slice(0, end)
  const digest = digestIn(name)
  return digest && Number.isSafeInteger(size) && size >= 0 ? { name, digest, size, text } : undefined
}

/** All that a line says; `undefined` where it makes no sense. */
export function readFile({ name, size, text }: FileLine): StoredFile | undefined {
  try {
    const details: unknown = JSON.parse(text.slice(text.indexOf(' {')))
    const { url, key = url, header, vary, stored, initialAge } = asRecord(details)
    const isRight =
      [url, key].every(isString) &&
      [stored, initialAge].every(Number.isSafeInteger) &&
      (vary === undefined || (Array.isArray(vary) && vary.every(isString))) &&
      typeof header === 'object' &&
      header !== null
    return isRight ? { ...(details as StoredFile), key: String(key), name, size } : undefined
  } catch {
    return undefined
  }
}

function isString(value: unknown): boolean {
  return typeof value === 'string'
}
