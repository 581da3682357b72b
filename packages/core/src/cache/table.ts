import { type FileLine, readFile } from './stored-file.js'

/** The files of a cache, in the order of their use. Nothing but `victims` and the lists looks at more than the files of one digest. */
export interface FileTable {
  /** Bytes of all files. */
  readonly bytes: number
  readonly count: number
  /** The least recently used first; without those that a newer version has taken the place of. */
  all(): FileLine[]
  /** Those as well. */
  everything(): FileLine[]
  /** Those whose key has this digest, the latest first: variants of one, and hardly ever of another. */
  of(digest: string): readonly FileLine[]
  /** `undefined` for one that does not count any more. */
  get(name: string): FileLine | undefined
  /** Adds a file, or what is new about one, as used last. It takes the place of an older version of the same. */
  set(file: FileLine): void
  /** Notes that a file was used; says whether it is one that still counts. */
  use(name: string): boolean
  remove(name: string): void
  /** Keeps a file from being a victim until the returned function is called. */
  hold(name: string): () => void
  /**
   * What is evicted, so that no more than so many bytes are left: first those that nobody gets any more, then the least recently used. Never
   * one that is pinned or held, so more may be left.
   */
  victims(bytes: number): FileLine[]
}

export function createFileTable(): FileTable {
  /** By name. A map keeps the order in which its entries were set. */
  const files = new Map<string, FileLine>()
  const variants = new Map<string, readonly FileLine[]>()
  /** Older versions, whose paths the app may still have. */
  const replaced = new Map<string, FileLine>()
  const holds = new Map<string, number>()
  let bytes = 0

  const variantsOf = (digest: string): readonly FileLine[] => variants.get(digest) || []
  const without = ({ digest, name }: FileLine): FileLine[] =>
    variantsOf(digest).filter((file) => file.name !== name)
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
    get: (name) => files.get(name),
    set(file) {
      const { name, digest, size } = file
      const known = files.get(name) || replaced.get(name)
      if (known) {
        files.delete(name)
        replaced.delete(name)
      }
      bytes += size - (known ? known.size : 0)
      files.set(name, file)
      // Nearly always, while an index of thousands of lines is read.
      if (!variants.has(digest)) {
        variants.set(digest, [file])
        return
      }
      const rest = without(file).filter((other) => {
        if (identityOf(other) !== identityOf(file)) return true
        files.delete(other.name)
        replaced.set(other.name, other)
        return false
      })
      variants.set(digest, [file, ...rest])
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
      if (others.length > 0) variants.set(file.digest, others)
      else variants.delete(file.digest)
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
      const chosen: FileLine[] = []
      let left = bytes
      for (const group of [replaced, files]) {
        for (const file of group.values()) {
          if (left <= most) return chosen
          if (holds.has(file.name)) continue
          // The pin of an older version is that of the newer one.
          if (group === files && readFile(file)?.isPinned) continue
          chosen.push(file)
          left -= file.size
        }
      }
      return chosen
    },
  }
}

/** Two files of one identity are versions of one thing. */
export function identityOf(line: FileLine): string {
  const file = readFile(line)
  return file ? `${file.vary} ${file.key}` : line.name
}
