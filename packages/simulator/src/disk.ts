/**
 * Where the bytes of a simulated phone are kept. Synchronous, over paths such as `user/a/b.png`, with no rights, no
 * quota and no scheme: the file system above it knows those, and only calls what can succeed.
 */
export interface Disk {
  /** `undefined` where there is nothing. */
  stat(path: string): DiskStat | undefined
  /** Bytes from `offset` on, `length` of them or as many as there are. */
  read(path: string, offset?: number, length?: number): Uint8Array
  /** Creates or replaces a file. */
  write(path: string, data: Uint8Array): void
  /** Creates a file where there is none. */
  append(path: string, data: Uint8Array): void
  /** A file or a folder; replaces a file that is there. */
  rename(from: string, to: string): void
  unlink(path: string): void
  /** With parents; succeeds where it exists. */
  mkdir(path: string): void
  /** Of an empty folder. */
  rmdir(path: string): void
  /** Names, sorted. */
  readdir(path: string): string[]
}

export interface DiskStat {
  isDirectory: boolean
  /** Bytes; 0 for a folder. */
  size: number
  /** Milliseconds since 1970. */
  accessedTime: number
  modifiedTime: number
}
