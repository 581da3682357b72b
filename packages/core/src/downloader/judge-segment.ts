import type { DownloadFileResult } from '../download-file-result.js'
import { isIdentity, readContentRange } from './content-range.js'
import { strongValidator } from './strong-validator.js'

/** What is known of the file whose segments are fetched. */
export interface KnownFile {
  /** Bytes; `undefined` before the first answer. */
  total: number | undefined
  /** Identifies the version, see `strongValidator`. */
  validator: string | undefined
}

export const unknownFile: KnownFile = { total: undefined, validator: undefined }

/**
 * What an answer to a ranged request is:
 *
 * | verdict | meaning |
 * | --- | --- |
 * | `segment` | the bytes asked for, of the version that is known |
 * | `whole` | no part: the file by itself, or an error page; its status tells |
 * | `changed` | the bytes asked for, of another version |
 * | `useless` | not what was asked for; or a first segment of which nobody could say whether the next one is of the same version |
 */
export type SegmentVerdict = 'segment' | 'whole' | 'changed' | 'useless'

/**
 * Judges an answer to the byte. A host that tells no status cannot be trusted with ranges, and a compressed part is no part of the file.
 *
 * @param size - bytes that came
 */
export function judgeSegment(
  asked: { readonly start: number; readonly end: number },
  known: KnownFile,
  { statusCode, header }: Pick<DownloadFileResult, 'statusCode' | 'header'>,
  size: number | undefined,
): SegmentVerdict {
  if (statusCode !== undefined && statusCode !== 206 && statusCode !== 416) return 'whole'
  const range = readContentRange(header)
  const isTruthful =
    statusCode === 206 &&
    range !== undefined &&
    isIdentity(header) &&
    range.start === asked.start &&
    range.end + 1 === Math.min(asked.end, range.total) &&
    range.end + 1 - range.start === size
  if (!isTruthful) return 'useless'
  const validator = strongValidator(header)
  // Without a validator nobody could say whether the next segment is of the same version.
  if (known.validator === undefined) {
    return validator !== undefined || size === range.total ? 'segment' : 'useless'
  }
  if (validator !== known.validator) return 'changed'
  return range.total === known.total ? 'segment' : 'useless'
}
