import { isDownloadError } from '../download-error.js'
import { hostPaths, ofHost, pathId } from '../downloader/paths.js'
import type { Platform } from '../platform.js'
import type { CacheOptions } from './file-cache.js'
import { createCacheIndex } from './index.js'
import { digestIn, type FileLine, nameFor, readFile, type StoredFile, writeLine } from './stored-file.js'
import { createFileTable, type FileTable } from './table.js'

/**
 * The files of one folder, and what is known of them. The index names a file before it exists, and what it does not name is removed when the
 * folder is opened: so whenever the app is killed, no file is left that nobody knows. A file counts only if it is there and as long as the index
 * says, so neither is a wrong one served.
 */
export interface CacheStore {
  /** Opens the folder, once. Rejects where the host does not let it, and may then be called again. */
  open(): Promise<FileTable>
  pathOf(file: Named): string
  /** Whether it is still there. One that is not is forgotten. */
  isThere(file: FileLine | StoredFile): Promise<boolean>
  /** Notes a use; written later, with others. */
  use(file: Named): void
  /** Keeps a file from going for another one until the returned function is called; then the budget holds for it as well. */
  hold(file: Named, budget: Budget): () => void
  /** Keeps a temporary file. `undefined` where it finds no room, or the host does not let it: the file is then where it was. */
  put(
    details: Omit<StoredFile, 'name'>,
    extension: string,
    tempFilePath: string,
    maxBytes: number,
  ): Promise<StoredFile | undefined>
  /** Changes some of what is known of a file; `false` where it does not count any more. */
  update(name: string, changes: Partial<StoredFile>): Promise<boolean>
  /** Rejects where the host does not let one go, which then is still known. */
  remove(files: readonly Named[]): Promise<void>
  /** The same with one that is not pinned when its turn comes: what is pinned makes room for another version, and for nothing else. */
  removeUnpinned(name: string): Promise<unknown>
  /** The same with all that are chosen in its turn, older versions too; resolves with their number. */
  removeWhere(isChosen: (line: FileLine) => boolean): Promise<number>
  /** Removes the least recently used, so that no more than so many bytes are left. Resolves with the bytes that are gone. */
  shrink(bytes: number): Promise<number>
}

type Named = Pick<FileLine, 'name'>

/** Read when it is needed: the app may change it. */
type Budget = Pick<CacheOptions, 'maxBytes'>

/** The share of the budget that is made free at a time, so that a full cache does not evict with every file. */
export const margin: number = 0.1

export function createCacheStore(platform: Platform, directory: string): CacheStore {
  const { files, limits } = platform
  const table = createFileTable()
  let opening: Promise<FileTable> | undefined
  let openings = 0

  const pathOf = ({ name }: Named): string => `${directory}/${name}`

  /** One change of the folder after the other. */
  const exclusive = <Value>(work: () => Promise<Value>): Promise<Value> =>
    hostPaths(platform).exclusive(directory, work)

  const index = createCacheIndex(files, directory, table, exclusive)

  const open = async (): Promise<FileTable> => {
    await files.mkdir(directory)
    // In this order: what another copy of this library adds meanwhile is then announced in the lines, or not among the names.
    const names = new Set(await files.readdir(directory))
    openings += 1
    // Without its index all files of the cache go, pinned ones too: one that is there gets a second chance.
    const isSound = await index.open(names, openings === 1)
    for (const name of names) {
      if (table.get(name) || digestIn(name) === undefined) continue
      await files.unlink(`${directory}/${name}`).catch(ignore)
      table.remove(name)
    }
    // On a full disk the next line tries again.
    if (!isSound) await index.compact().catch(ignore)
    return table
  }

  /**
   * Makes files go, and says how many bytes. Nobody gets them from now on, and what the host does not let go is known again to the next run.
   */
  const unlink = async (victims: readonly FileLine[]): Promise<number> => {
    let freed = 0
    for (const { name } of victims) table.remove(name)
    for (const file of victims) {
      const isGone = await files.unlink(pathOf(file)).then(() => true, ignore)
      if (isGone) freed += file.size
    }
    return freed
  }

  /** Removes the least recently used, so that no more than so many bytes are left; says how many are gone. */
  const evict = async (bytes: number): Promise<number> => {
    if (table.victims(bytes).length === 0) return 0
    await index.catchUp().catch(ignore)
    return unlink(table.victims(bytes))
  }

  const remove = async (victims: readonly Named[]): Promise<void> => {
    let failure: unknown
    for (const { name } of victims) {
      const line = table.get(name)
      table.remove(name)
      await files.unlink(pathOf({ name })).catch((error) => {
        failure = error
        if (line) table.set(line)
      })
    }
    if (failure) throw failure
  }

  /** Makes room for so many bytes; says whether there is. */
  const makeRoom = async (size: number, maxBytes: number): Promise<boolean> => {
    if (table.bytes + size <= maxBytes) return true
    const most = Math.max(0, maxBytes * (1 - margin) - size)
    const left = table.victims(most).reduce((bytes, victim) => bytes - victim.size, table.bytes)
    // Nothing goes for a file that finds no room beside those that are pinned or held.
    if (left + size > maxBytes) return false
    await evict(most)
    return table.bytes + size <= maxBytes
  }

  const save = async (file: FileLine, tempFilePath: string): Promise<void> => {
    await index.write([file])
    await files.saveFile(tempFilePath, pathOf(file))
  }

  const hold: CacheStore['hold'] = ({ name }, budget) => {
    const release = table.hold(name)
    return () => {
      release()
      // A smaller budget could not take it.
      if (table.bytes > budget.maxBytes) shrink(budget.maxBytes)
    }
  }

  const shrink: CacheStore['shrink'] = (bytes) => exclusive(() => evict(bytes))

  return {
    open() {
      if (opening === undefined) {
        opening = exclusive(open)
        opening.catch(() => {
          opening = undefined
        })
      }
      return opening
    },
    pathOf,
    async isThere(file) {
      const stat = await files.stat(pathOf(file)).catch(ignore)
      // It may have become a victim meanwhile.
      if (stat?.size === file.size) return table.get(file.name) !== undefined
      table.remove(file.name)
      if (stat) await files.unlink(pathOf(file)).catch(ignore)
      return false
    },
    use({ name }) {
      if (table.use(name)) index.use(name)
    },
    hold,
    put: (details, extension, tempFilePath, maxBytes) =>
      exclusive(async () => {
        const { size, key } = details
        if (size > Math.min(maxBytes, limits.fileBytes) || !(await makeRoom(size, maxBytes))) return undefined
        const isOlder = (other: StoredFile | undefined): boolean =>
          other !== undefined && other.key === key && String(other.vary) === String(details.vary)
        const older = table.of(pathId(key)).map(readFile).find(isOlder)
        // What is pinned is this thing, in whatever version; and the server stays the same.
        const file = {
          ...details,
          name: nameFor(key, extension),
          ...(older?.isPinned && { isPinned: true }),
          ...(older?.isUnconditional && { isUnconditional: true }),
        }
        const line = writeLine(file)
        try {
          await save(line, tempFilePath).catch(async (error) => {
            const most = table.bytes - size - maxBytes * margin
            const isFull = isDownloadError(error, 'storage-full')
            if (!isFull || (await evict(most)) === 0) throw error
            await save(line, tempFilePath)
          })
        } catch {
          await files.unlink(pathOf(file)).catch(ignore)
          return undefined
        }
        table.set(line)
        return file
      }),
    update: (name, changes) =>
      exclusive(async () => {
        const known = table.get(name)
        const file = known && readFile(known)
        if (file === undefined) return false
        const line = writeLine({ ...file, ...changes })
        table.set(line)
        await index.write([line])
        return true
      }),
    remove: (victims) => exclusive(() => remove(victims)),
    removeUnpinned: (name) =>
      exclusive(async () => {
        const line = table.get(name)
        if (line && !readFile(line)?.isPinned) await remove([line])
      }).catch(ignore),
    removeWhere: (isChosen) =>
      exclusive(async () => {
        const chosen = table.everything().filter(isChosen)
        await remove(chosen)
        return chosen.length
      }),
    shrink,
  }
}

function ignore(): undefined {}

const storesOf = /* @__PURE__ */ ofHost(() => new Map<string, CacheStore>())

/** The store of a folder: all downloaders of a host that use one folder know of the same files. */
export function cacheStore(platform: Platform, directory: string): CacheStore {
  const stores = storesOf(platform)
  const store = stores.get(directory) || createCacheStore(platform, directory)
  stores.set(directory, store)
  return store
}
