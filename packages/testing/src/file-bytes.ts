/** Which part of an endless, reproducible row of bytes is meant. */
export interface FileBytesOptions {
  /** Where to begin, in bytes. Default 0. */
  offset?: number
  /** Another seed, another file. Default 1. */
  seed?: number
}

/**
 * `size` bytes of the file with this seed, from `offset` on. Each byte is a function of its offset and the seed
 * alone, so a test can check any range of a 200 MB file without holding the file.
 */
export function fileBytes(
  size: number,
  { offset = 0, seed = 1 }: FileBytesOptions = {},
): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size)
  const salt = Math.imul(seed | 0, 0x9e3779b1)
  for (let index = 0; index < size; index++) {
    // A multiplicative hash: cheap, and neighbours do not look alike, so a shifted range is noticed.
    const mixed = Math.imul((offset + index) ^ salt, 0x85ebca6b)
    bytes[index] = (mixed ^ (mixed >>> 15)) >>> 11
  }
  return bytes
}
