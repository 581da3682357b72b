import type { FileServerKnobs } from './file-server-knobs.js'
import type { LoggedRequest } from './logged-request.js'

const dayInMilliseconds = 24 * 60 * 60 * 1000

/** The version of the file that one request sees: the knobs with the seed and the validators that hold for it. */
export function knobsOfRequest(
  knobs: FileServerKnobs,
  { attempt, headers }: Pick<LoggedRequest, 'attempt' | 'headers'>,
): FileServerKnobs {
  const { changeAfter = Infinity, nodes, vary } = knobs
  let { seed, etag, lastModified } = knobs
  if (attempt > changeAfter) {
    seed += 1000
    etag = withSuffix(etag, '-changed')
    lastModified = oneDayAfter(lastModified)
  }
  const variant = variantOf(vary, headers)
  if (variant !== 0) {
    seed += variant
    etag = withSuffix(etag, `-variant-${variant}`)
  }
  if (nodes !== undefined) etag = withSuffix(etag, `-node-${((attempt - 1) % nodes) + 1}`)
  return { ...knobs, seed, etag, lastModified }
}

/** A number for what these request headers say, always the same one; 0 where none of them is there. */
function variantOf(names: readonly string[], headers: LoggedRequest['headers']): number {
  const said = names.map((name) => headers[name.toLowerCase()])
  if (said.every((value) => value === undefined)) return 0
  let hash = 0
  for (const character of JSON.stringify(said)) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193)
    hash ^= hash >>> 15
  }
  // Far from the seeds that tests use, and from those of changed files.
  return 1_000_000 + (hash >>> 4)
}

/** Inside the quotes, so that a weak tag stays weak. */
function withSuffix(etag: string | undefined, suffix: string): string | undefined {
  return etag?.replace(/"?$/, (quote) => suffix + quote)
}

/** What is no date stays as it is. */
function oneDayAfter(date: string | undefined): string | undefined {
  const milliseconds = Date.parse(date ?? '')
  return Number.isNaN(milliseconds) ? date : new Date(milliseconds + dayInMilliseconds).toUTCString()
}
