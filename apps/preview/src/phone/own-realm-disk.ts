import type { Disk } from '@miniferry/download-simulator'

/**
 * A disk for another window: bytes that come in or go out are copied, so that each window has arrays of its own. Those of another
 * one fail `instanceof`, and would keep a closed frame alive.
 */
export function ownRealmDisk(disk: Disk): Disk {
  return {
    ...disk,
    read: (...place) => new Uint8Array(disk.read(...place)),
    write: (path, data) => disk.write(path, new Uint8Array(data)),
  }
}
