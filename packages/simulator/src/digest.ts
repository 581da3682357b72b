import { md5, sha1 } from '@noble/hashes/legacy'
import { sha256 } from '@noble/hashes/sha2'
import { decodeText } from './text-encoding.js'
import type { VirtualFileSystem } from './virtual-file-system.js'

export type DigestName = 'md5' | 'sha1' | 'sha256'

const algorithms = { md5, sha1, sha256 }

const pieceSize = 1024 * 1024

/** The digest of a file in hexadecimal, read piece by piece. */
export function digestFile(files: VirtualFileSystem, path: string, algorithm: DigestName): string {
  const hash = algorithms[algorithm].create()
  const { size } = files.stat(path)
  for (let position = 0; position < size; position += pieceSize)
    hash.update(files.read(path, position, pieceSize))
  return decodeText(hash.digest(), 'hex')
}
