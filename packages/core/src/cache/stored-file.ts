import { asRecord } from '../call-host.js'
import { pathId } from '../downloader/path-id.js'

/** What the cache knows of one of its files. The same file never changes: another version has another name. */
export interface StoredFile {
  /** In the folder of the cache. */
  readonly name: string
  /** What it was asked for with, see `cacheKey`. */
  readonly key: string
  readonly url: string
  /** Bytes. */
  readonly size: number
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
}

/** The headers that are kept. */
const keptHeaders = ['cache-control', 'content-type', 'date', 'etag', 'expires', 'last-modified', 'vary']

/** Marks what is ours: a folder may hold other files, and they are not touched. */
const fileName = /^miniferry-[\da-z]+-[\da-z]+(\.\w+)?$/

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

/** Whether the cache has made a file of this name. */
export function isOwnName(name: string): boolean {
  return fileName.test(name)
}

export function keptHeader(header: Readonly<Record<string, string>>): Record<string, string> {
  const kept: Record<string, string> = {}
  for (const name of keptHeaders) {
    const value = header[name]
    if (value !== undefined) kept[name] = value
  }
  return kept
}

/** Whether what was read from an index is that. */
export function isStoredFile(value: unknown): value is StoredFile {
  const { name, key, url, size, header, stored, initialAge } = asRecord(value)
  return (
    [name, key, url].every((text) => typeof text === 'string') &&
    isOwnName(String(name)) &&
    [size, stored, initialAge].every((number) => typeof number === 'number' && number >= 0) &&
    typeof header === 'object' &&
    header !== null
  )
}
