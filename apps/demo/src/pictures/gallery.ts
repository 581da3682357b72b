import type { DemoHost } from '../demo-host.js'
import type { Download, DownloadError, DownloadLibrary } from '../download-library.js'
import { currentServer, currentSource } from '../file-source.js'
import { createListeners, type Listeners } from '../listeners.js'
import { arrivalOf } from './arrival.js'
import { readBudget, storeBudget } from './budget.js'
import { newEntry, type PictureEntry } from './picture-entry.js'
import { picturesOf } from './pictures.js'
import { count, emptyTally, type Tally } from './tally.js'

/** The pictures of the app, over a downloader with a cache. It lives as long as the app does, whichever page is open. */
export interface Gallery extends Pick<Listeners, 'watch'> {
  readonly entries: readonly PictureEntry[]
  /** Bytes that the cache may take, and those that it takes. */
  readonly budget: number
  readonly usedBytes: number
  readonly tally: Tally
  /** Goes by where files come from now, and looks at what the cache has. */
  open(): Promise<void>
  /** Puts a picture of somebody's own before the others, and loads it. */
  add(url: string): void
  /** Looks again. */
  refresh(): Promise<void>
  /** Loads one picture, or all. */
  load(id?: string): void
  /** Keeps a picture whatever the budget, or no longer so. */
  togglePin(id: string): Promise<void>
  /** Takes a picture out of the cache. */
  remove(id: string): Promise<void>
  clear(): Promise<void>
  resize(bytes: number): Promise<void>
}

const ownUrlKey = 'ownPicture'

type Change = (entry: PictureEntry) => PictureEntry

export function createGallery(library: DownloadLibrary, host: DemoHost): Gallery {
  let budget = readBudget(host)
  // What is out of date is better than nothing, where there is no network.
  const cache = library.createFileCache({ maxBytes: budget, staleIfError: true })
  const downloader = library.createDownloader({ concurrency: 4, cache })
  const { tell, watch } = createListeners()
  let entries: readonly PictureEntry[] = []
  let usedBytes = 0
  let tally = emptyTally

  const find = (id: string) => entries.find(({ picture }) => picture.id === id)
  const change = (changed: Change, id?: string) => {
    entries = entries.map((entry) => (id === undefined || entry.picture.id === id ? changed(entry) : entry))
  }
  /** Changes entries together with what the cache has of them, so that nobody sees the one without the other. */
  const refresh = async (changed: Change = (entry) => entry, id?: string): Promise<void> => {
    // Where the host lets no folder be made, nothing is kept.
    const [files, bytes] = await Promise.all([cache.entries(), cache.size()]).catch(() => [[], 0] as const)
    change(changed, id)
    usedBytes = bytes
    change((entry) => {
      const file = files.find(({ url }) => url === entry.picture.url)
      const isLost = entry.isEvicted || entry.file !== undefined
      return { ...entry, file, isEvicted: file === undefined && isLost }
    })
    tell()
  }
  /** What the host does not let the cache do shows in what it still has. */
  const attempt = (work: Promise<unknown>) => work.catch(() => undefined)
  const forget: Change = ({ picture, download }) => ({ ...newEntry(picture), download })

  /** Goes by where files come from now; at another address it is another picture. */
  const readdress = () => {
    const wanted = picturesOf(
      currentSource(host),
      currentServer(host),
      String(host.readStorage(ownUrlKey) || ''),
    )
    entries = wanted.map(
      (picture) => entries.find((entry) => entry.picture.url === picture.url) ?? newEntry(picture),
    )
  }
  const begin: Change = (entry) => {
    if (entry.download !== undefined) return entry
    const download = downloader.download(entry.picture.url)
    void follow(download)
    return { ...entry, download, failure: undefined }
  }
  /** Where files come from may be another place by then. */
  const of =
    (download: Download, end: Partial<PictureEntry>): Change =>
    (entry) =>
      entry.download === download ? { ...entry, download: undefined, ...end } : entry
  const follow = async (download: Download) => {
    try {
      const arrival = arrivalOf(download, await download)
      tally = count(tally, arrival)
      await refresh(of(download, { arrival, isEvicted: false }))
    } catch (error) {
      const { code } = error as DownloadError
      await refresh(of(download, { failure: code }))
    }
  }

  readdress()
  downloader.on('start', tell)
  downloader.on('wait', tell)

  const gallery: Gallery = {
    get entries() {
      return entries
    },
    get budget() {
      return budget
    },
    get usedBytes() {
      return usedBytes
    },
    get tally() {
      return tally
    },

    open() {
      readdress()
      return refresh()
    },

    refresh: () => refresh(),

    add(url) {
      host.writeStorage(ownUrlKey, url.trim())
      gallery.load('own')
    },

    load(id) {
      readdress()
      change(begin, id)
      tell()
    },

    async togglePin(id) {
      const entry = find(id)
      if (entry?.file === undefined) return
      await attempt(entry.file.isPinned ? cache.unpin(entry.picture.url) : cache.pin(entry.picture.url))
      await refresh()
    },

    async remove(id) {
      const entry = find(id)
      if (entry === undefined) return
      await attempt(cache.delete(entry.picture.url))
      await refresh(forget, id)
    },

    async clear() {
      await attempt(cache.clear())
      await refresh(forget)
    },

    async resize(bytes) {
      budget = bytes
      storeBudget(host, bytes)
      await attempt(cache.resize(bytes))
      await refresh()
    },

    watch,
  }
  return gallery
}
