import type { FileServerKnobs } from './file-server-knobs.js'

const dayInMilliseconds = 24 * 60 * 60 * 1000

/** The version of the file that one request sees: the knobs with the seed and the validators that hold for it. */
export function knobsOfAttempt(knobs: FileServerKnobs, attempt: number): FileServerKnobs {
  const { changeAfter = Infinity, nodes } = knobs
  let { seed, etag, lastModified } = knobs
  if (attempt > changeAfter) {
    seed += 1000
    etag = withSuffix(etag, '-changed')
    lastModified = oneDayAfter(lastModified)
  }
  if (nodes !== undefined) etag = withSuffix(etag, `-node-${((attempt - 1) % nodes) + 1}`)
  return { ...knobs, seed, etag, lastModified }
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
