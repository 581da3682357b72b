import type { DigestAlgorithm, FileStore } from '../platform.js'
import { failureOf } from './attempt.js'
import type { Job } from './job.js'
import type { Hasher } from './policy.js'
import { fileSize } from './temporary-file.js'

/** 1 MiB is read at a time, so that no more than that is in memory. */
const pieceSize = 0x100000

/**
 * Throws `integrity` where the file is not as long as it has to be, or its checksum is another. Returns its size; `undefined` where the
 * host cannot tell.
 *
 * @param expected - bytes; `undefined` where it is not known
 */
export async function verifyFile(
  job: Job,
  path: string,
  expected: number | undefined,
): Promise<number | undefined> {
  const size = await fileSize(job.context, path)
  if (size !== undefined && expected !== undefined && size !== expected) {
    throw failureOf(job, 'integrity', `expected ${expected} bytes, got ${size}`)
  }
  await verifyChecksum(job, path, size)
  return size
}

/** Throws `integrity` where the checksum of a file is not the one that was asked for, or the file is somebody else's. */
export async function verifyChecksum(job: Job, path: string, size = 0): Promise<void> {
  const { files } = job.context.platform
  const { checksum, hashers } = job.request
  if (checksum !== undefined) {
    const { algorithm, value } = checksum
    const createHasher = hashers[algorithm]
    const native = algorithm as DigestAlgorithm
    const digest =
      createHasher && !files.digests.includes(native)
        ? await hashFile(files, path, size, createHasher())
        : await files.digest(path, native)
    if (digest !== value.toLowerCase()) throw failureOf(job, 'integrity', `${algorithm} is ${digest}`)
  }
}

async function hashFile(files: FileStore, path: string, size: number, hasher: Hasher): Promise<string> {
  for (let position = 0; position < size; position += pieceSize) {
    const length = Math.min(pieceSize, size - position)
    hasher.update(new Uint8Array(await files.readFile(path, position, length)))
  }
  return Array.from(hasher.digest(), (byte) => `0${byte.toString(16)}`.slice(-2)).join('')
}
