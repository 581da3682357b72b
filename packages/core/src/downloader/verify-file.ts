import type { DigestAlgorithm, FileStore } from '../platform.js'
import { hostTraffic } from './host-traffic.js'
import type { Attempt } from './job.js'
import type { Hasher } from './policy.js'
import { failureOf, mixedUp } from './request-answer.js'
import { fileSize } from './temporary.js'

/** 1 MiB is read at a time, so that no more than that is in memory. */
const pieceSize = 0x100000

/**
 * Throws `integrity` where the file is not as long as it has to be, or its checksum is another. Returns its size; `undefined` where the
 * host cannot tell.
 *
 * @param expected - bytes; `undefined` where it is not known
 */
export async function verifyFile(
  attempt: Pick<Attempt, 'job' | 'platform'>,
  path: string,
  expected: number | undefined,
): Promise<number | undefined> {
  const size = await fileSize(attempt, path)
  if (size !== undefined && expected !== undefined && size !== expected) {
    throw failureOf(attempt, 'integrity', `expected ${expected} bytes, got ${size}`)
  }
  await verifyChecksum(attempt, path, size)
  return size
}

/** Throws `integrity` where the checksum of a file is not the one that was asked for, or the file is somebody else's. */
export async function verifyChecksum(
  attempt: Pick<Attempt, 'job' | 'platform'>,
  path: string,
  size = 0,
): Promise<void> {
  const { files } = attempt.platform
  const { checksum, hashers } = attempt.job.request
  if (checksum !== undefined) {
    const { algorithm, value } = checksum
    const createHasher = hashers[algorithm]
    const known = files.digests.find((name) => name === algorithm)
    const digest =
      known === undefined && createHasher
        ? await hashFile(files, path, size, createHasher())
        : await files.digest(path, algorithm as DigestAlgorithm)
    if (digest !== value.toLowerCase()) throw failureOf(attempt, 'integrity', `${algorithm} is ${digest}`)
  }
}

/** Throws `integrity` where the host has given a temporary file to another download as well. */
export function checkClaim({ job, platform }: Pick<Attempt, 'job' | 'platform'>, tempFilePath = ''): void {
  if (tempFilePath === '' || hostTraffic(platform).owns(tempFilePath, job)) return
  throw failureOf({ job, platform }, 'integrity', mixedUp)
}

async function hashFile(files: FileStore, path: string, size: number, hasher: Hasher): Promise<string> {
  for (let position = 0; position < size; position += pieceSize) {
    const length = Math.min(pieceSize, size - position)
    hasher.update(new Uint8Array(await files.readFile(path, position, length)))
  }
  return Array.from(hasher.digest(), (byte) => `0${byte.toString(16)}`.slice(-2)).join('')
}
