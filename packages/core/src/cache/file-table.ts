import type { StoredFile } from './stored-file.js'

/** The files of a cache, in the order of their use. Nothing but `victims` and the lists looks at more than one key. */
export interface FileTable {
  /** Bytes of all files. */
  readonly bytes: number
  readonly count: number
  /** The least recently used first; without those that a newer version has taken the place of. */
  all(): StoredFile[]
  /** Those as well. */
  everything(): StoredFile[]
  /** The variants of a key, the latest first. */
  of(key: string): readonly StoredFile[]
  has(name: string): boolean
  /** Adds a file, or what is new about one, as used last. It takes the place of an older version of the same. */
  set(file: StoredFile): void
  /** Notes that a file was used; says whether it is one that still counts. */
  use(name: string): boolean
  remove(name: string): void
  /** Keeps a file from being a victim until the returned function is called. */
  hold(name: string): () => void
  /**
   * What has to go, so that no more than so many bytes are left: first those that nobody gets any more, then the least recently used. Never
   * one that is pinned or held, so more may be left.
   */
  victims(bytes: number): StoredFile[]
}

export function createFileTable(): FileTable {
  /** By name. A map keeps the order in which its entries were set. */
  const files = new Map<string, StoredFile>()
  const variants = new Map<string, StoredFile[]>()
  /** Older versions, whose paths the app may still have. */
  const replaced = new Map<string, StoredFile>()
  const holds = new Map<string, number>()
  let bytes = 0

  const variantsOf = (key: string): StoredFile[] => variants.get(key) || []
  const without = ({ key, name }: StoredFile): StoredFile[] =>
    variantsOf(key).filter((file) => file.name !== name)
  return {
    get bytes() {
      return bytes
    },
    get count() {
      return files.size
    },
    all: () => [...files.values()],
    everything: () => [...replaced.values(), ...files.values()],
    of: variantsOf,
    has: (name) => files.has(name),
    set(file) {
      const others = without(file)
      const isSame = ({ vary }: StoredFile): boolean => String(vary) === String(file.vary)
      for (const other of others.filter(isSame)) {
        files.delete(other.name)
        replaced.set(other.name, other)
      }
      if (files.delete(file.name)) bytes -= file.size
      bytes += file.size
      files.set(file.name, file)
      variants.set(file.key, [file, ...others.filter((other) => !isSame(other))])
    },
    use(name) {
      const file = files.get(name)
      if (file === undefined) return false
      files.delete(name)
      files.set(name, file)
      return true
    },
    remove(name) {
      const file = files.get(name) || replaced.get(name)
      if (file === undefined) return
      files.delete(name)
      replaced.delete(name)
      bytes -= file.size
      const others = without(file)
      if (others.length > 0) variants.set(file.key, others)
      else variants.delete(file.key)
    },
    hold(name) {
      holds.set(name, (holds.get(name) || 0) + 1)
      return () => {
        const left = (holds.get(name) || 0) - 1
        if (left > 0) holds.set(name, left)
        else holds.delete(name)
      }
    },
    victims(most) {
      const chosen: StoredFile[] = []
      let left = bytes
      for (const group of [replaced, files]) {
        for (const file of group.values()) {
          if (left <= most) return chosen
          if (file.isPinned || holds.has(file.name)) continue
          chosen.push(file)
          left -= file.size
        }
      }
      return chosen
    },
  }
}
