import { asRecord } from '../binding/host.js'
import type { DownloadRequest } from '../downloader/request.js'
import type { FileStore } from '../platform.js'

/**
 * What the next run of the app needs to know of an unfinished download. It is written before the part file, and before
 * each change of what the part file is; the length of the part file is the progress, so the two cannot disagree.
 */
export interface DownloadRecord {
  readonly request: DownloadRequest
  /** When it was added, and which one of its run it was: the next run restores in this order. */
  readonly turn?: readonly [added: number, order: number]
  /** Identifies the version that the part file is a beginning of. Without it the part file is whole, or worth nothing. */
  readonly validator?: string
  /** Bytes of the whole file. */
  readonly total?: number
  /** The content type of that version. */
  readonly type?: string
  /** The file was whole and checked: where no part file is, it has been moved to its place. */
  readonly isFinished?: boolean
  /**
   * When it failed for a reason that may pass: milliseconds since 1970. Nobody waits for it, and the next download of the same goes on
   * from its part.
   */
  readonly failed?: number
  /** Bytes of the part when it failed. */
  readonly failedAt?: number
  /** It failed there before: the server may say nothing of a file that is shorter by now. */
  readonly isStuck?: boolean
  /** It failed since the server contradicted what is known of the part. If that happens again, the part is the one to doubt. */
  readonly isContradicted?: boolean
}

/** Writes through a second file, so that a half-done write loses nothing: what is read is the old record or the new. */
export async function writeRecord(files: FileStore, path: string, record: DownloadRecord): Promise<void> {
  await files.writeFile(`${path}~`, JSON.stringify(record, finite))
  await files.rename(`${path}~`, path)
}

/** JSON has no `Infinity`. */
function finite(_name: string, value: unknown): unknown {
  return value === Number.POSITIVE_INFINITY ? Number.MAX_SAFE_INTEGER : value
}

/** `undefined` where there is none, or nothing that makes sense. */
export async function readRecord(files: FileStore, path: string): Promise<DownloadRecord | undefined> {
  for (const candidate of [path, `${path}~`]) {
    try {
      const record: unknown = JSON.parse(await files.readText(candidate))
      if (isRecord(record)) {
        // The rename that a kill prevented: the next write begins by emptying the second file.
        if (candidate !== path) await files.rename(candidate, path).catch(() => undefined)
        return record
      }
    } catch {
      // Not there, or cut off in the middle.
    }
  }
  return undefined
}

/** What is not as it was written is not believed: one damaged record must not be in the way of the others. */
function isRecord(value: unknown): value is DownloadRecord {
  const { request, validator = '', total = 0, type = '', failed = 0 } = asRecord(value)
  const { url, filePath } = asRecord(request)
  return (
    [url, filePath, validator, type].every((text) => typeof text === 'string') &&
    [total, failed].every(Number.isSafeInteger) &&
    filePath !== ''
  )
}

export async function removeRecord(files: FileStore, path: string): Promise<void> {
  await files.unlink(path)
  await files.unlink(`${path}~`)
}
