import type { DownloadFileResult } from '../download-file/result.js'
import { isIdentity, readContentRange, strongValidator } from './response-header.js'

/** What is known of a file, from a part of it or from a cached version. */
export interface KnownFile {
  /** Bytes of the whole file; `undefined` where nobody has said. */
  readonly total: number | undefined
  /** Identifies the version, see `strongValidator`. */
  readonly validator: string | undefined
  /** The content type, as the server sent it. */
  readonly type?: string | undefined
}

export const unknownFile: KnownFile = { total: undefined, validator: undefined }

/**
 * What a response is:
 *
 * | verdict | meaning |
 * | --- | --- |
 * | `part` | the bytes that were asked for, of the version that is known |
 * | `whole` | the file by itself, of the known version or of a new one |
 * | `contradiction` | it contradicts what was asked, itself, or what is known: it is asked for once more, plainly, and then an `integrity` error |
 */
export type Verdict = 'part' | 'whole' | 'contradiction'

/**
 * Decides what may be believed of a response whose status was accepted. The rules, in this order:
 *
 * 1. A part has status 206, is not compressed, and has exactly the bytes that were asked for, of the known version. The first part has to name a
 *    version, or be all of the file. Any other 206, 416, or a response without a status where a part was asked for, is a contradiction.
 * 2. A response that calls itself a part of the file (206, or a `Content-Range`) is whole if that part is all of it.
 * 3. A response that is shorter than its own `Content-Length` is a contradiction. One that is longer is not: some hosts drop
 *    `Content-Encoding` when they decompress.
 * 4. Where nothing is known, a whole response that is exactly as long as the part that was asked for is a contradiction: some servers send
 *    the part with status 200.
 * 5. Another validator is a new version, which is whole.
 * 6. Less than the known length is a contradiction, and so is another kind of file without a validator: a login page, say.
 *
 * @param asked - the part that was asked for; `undefined` for the whole file
 * @param size - bytes that came; `undefined` where the host cannot tell
 * @param validatorOf - reads what identifies the version from a header
 */
export function judgeResponse(
  asked: { readonly start: number; readonly end: number } | undefined,
  known: KnownFile,
  { statusCode, header }: Pick<DownloadFileResult, 'statusCode' | 'header'>,
  size: number | undefined,
  validatorOf: (header: Readonly<Record<string, string>>) => string | undefined = strongValidator,
): Verdict {
  const range = readContentRange(header)
  const validator = validatorOf(header)
  if (asked && (statusCode === undefined || statusCode === 206 || statusCode === 416)) {
    const isTruthful =
      statusCode === 206 &&
      isIdentity(header) &&
      range !== undefined &&
      range.start === asked.start &&
      range.end + 1 === Math.min(asked.end, range.total) &&
      range.end + 1 - range.start === size
    if (!isTruthful) return 'contradiction'
    // Without a validator nobody could say whether the next part is of the same version.
    const isKnown =
      known.validator === undefined
        ? validator !== undefined || size === range.total
        : validator === known.validator && range.total === known.total
    return isKnown ? 'part' : 'contradiction'
  }
  if (statusCode === 206 || range !== undefined) {
    const isAll =
      range !== undefined &&
      range.start === 0 &&
      range.end + 1 === range.total &&
      (size === undefined || size === range.total)
    if (!isAll) return 'contradiction'
  } else if (isIdentity(header) && size !== undefined && size < Number(header['content-length'])) {
    return 'contradiction'
  }
  if (known.validator === undefined) {
    return asked && size === asked.end - asked.start ? 'contradiction' : 'whole'
  }
  if (validator !== undefined && validator !== known.validator) return 'whole'
  const isShorter = Number(size) < Number(known.total)
  const isOtherKind = validator === undefined && areOtherKinds(header['content-type'], known.type)
  return isShorter || isOtherKind ? 'contradiction' : 'whole'
}

/** Pictures, sounds and films may be of another format, since servers choose among theirs. A type that says nothing is of any kind. */
function areOtherKinds(one = '', other = ''): boolean {
  const [kind, otherKind] = [one, other].map((type) =>
    type
      .toLowerCase()
      .replace(/;.*/, '')
      .trim()
      .replace(/^(image|audio|video)\/.*|^\w+\/octet-stream$/, '$1'),
  )
  return Boolean(kind) && Boolean(otherKind) && kind !== otherKind
}
