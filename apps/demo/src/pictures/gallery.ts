import type { DemoHost } from '../demo-host.js'
import type { Download, DownloadError, DownloadLibrary } from '../download-library.js'
import { currentServer, currentSource } from '../file-source.js'
import { createListeners } from '../listeners.js'
import { arrivalOf } from './arrival.js'
import { readBudget, storeBudget } from './budget.js'
import { newEntry, type PictureEntry } from './picture-entry.js'
import { picturesOf } from './pictures.js'
import { count, emptyTally } from './tally.js'

export type Gallery = ReturnType<typeof createGallery>

const ownUrlKey = 'ownPicture'

type Change = (entry: PictureEntry) => PictureEntry

/** The pictures of the app, over a downloader with a cache. It lives as long as the app does, whichever page is open. */
export function createGallery(library: DownloadLibrary, host: DemoHost) {
  const state = {
    entries: [] as readonly PictureEntry[],
    /** Bytes that the cache may take, and those that it takes. */
    budget: readBudget(host),
    usedBytes: 0,
    tally: emptyTally,
  }
  // What is out of date is better than nothing, where there is no network.
  const cache = library.createFileCache({ maxBytes: state.budget, staleIfError: true })
  const downloader = library.createDownloader({ concurrency: 4, cache })
  const { tell, watch } = createListeners()

  const find = (id: string) => state.entries.find(({ picture }) => picture.id === id)
  const change = (changed: Change, id?: string) => {
    state.entries = state.entries.map((entry) =>
      id === undefined || entry.picture.id === id ? changed(entry) : entry,
    )
  }
  /** Changes entries together with what the cache has of them, so that nobody sees the one without the other. */
  const refresh = async (changed: Change = (entry) => entry, id?: string): Promise<void> => {
    // Where the host lets no folder be made, nothing is kept.
    const [files, bytes] = await Promise.all([cache.entries(), cache.size()]).catch(() => [[], 0] as const)
    change(changed, id)
    state.usedBytes = bytes
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
    state.entries = wanted.map(
      (picture) => state.entries.find((entry) => entry.picture.url === picture.url) ?? newEntry(picture),
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
      state.tally = count(state.tally, arrival)
      await refresh(of(download, { arrival, isEvicted: false }))
    } catch (error) {
      const { code } = error as DownloadError
      await refresh(of(download, { failure: code }))
    }
  }

  readdress()
  downloader.on('start', tell)
  downloader.on('wait', tell)

  /** Loads one picture, or all. */
  const load = (id?: string) => {
    readdress()
    change(begin, id)
    tell()
  }

  return Object.assign(state, {
    watch,
    load,

    /** Goes by where files come from now, and looks at what the cache has. */
    open() {
      readdress()
      return refresh()
    },

    /** Looks again. */
    refresh: () => refresh(),

    /** Puts a picture of somebody's own before the others, and loads it. */
    add(url: string) {
      host.writeStorage(ownUrlKey, url.trim())
      load('own')
    },

    /** Keeps a picture whatever the budget, or no longer so. */
    async togglePin(id: string) {
      const entry = find(id)
      if (entry?.file === undefined) return
      await attempt(entry.file.isPinned ? cache.unpin(entry.picture.url) : cache.pin(entry.picture.url))
      await refresh()
    },

    /** Takes a picture out of the cache. */
    async remove(id: string) {
      const entry = find(id)
      if (entry === undefined) return
      await attempt(cache.delete(entry.picture.url))
      await refresh(forget, id)
    },

    async clear() {
      await attempt(cache.clear())
      await refresh(forget)
    },

    async resize(bytes: number) {
      state.budget = bytes
      storeBudget(host, bytes)
      await attempt(cache.resize(bytes))
      await refresh()
    },
  })
}
