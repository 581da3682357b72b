import type { DemoHost } from '../demo-host.js'
import type { Download, DownloadError, DownloadLibrary } from '../download-library.js'
import { createListeners, type Listeners } from '../listeners.js'
import { currentServer } from '../server-address.js'
import { arrivalOf } from './arrival.js'
import { readBudget, storeBudget } from './budget.js'
import { newEntry, type PictureEntry } from './picture-entry.js'
import { pictures, pictureUrl } from './pictures.js'
import { count, emptyTally, type Tally } from './tally.js'

/** The pictures of the app, over a downloader with a cache. It lives as long as the app does, whichever page is open. */
export interface Gallery extends Pick<Listeners, 'watch'> {
  readonly entries: readonly PictureEntry[]
  /** Bytes that the cache may take, and those that it takes. */
  readonly budget: number
  readonly usedBytes: number
  readonly tally: Tally
  /** Goes to the file server that is set now, and looks at what the cache has. */
  open(): Promise<void>
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

type Change = (entry: PictureEntry) => PictureEntry

export function createGallery(library: DownloadLibrary, host: DemoHost): Gallery {
  let budget = readBudget(host)
  // What is out of date is better than nothing, where there is no network.
  const cache = library.createFileCache({ maxBytes: budget, staleIfError: true })
  const downloader = library.createDownloader({ concurrency: 4, cache })
  const { tell, watch } = createListeners()
  let entries: readonly PictureEntry[] = pictures.map((picture) => newEntry(picture, ''))
  let usedBytes = 0
  let tally = emptyTally

  const find = (id: string) => entries.find(({ picture }) => picture.id === id)
  const change = (changed: Change, id?: string) => {
    entries = entries.map((entry) => (id === undefined || entry.picture.id === id ? changed(entry) : entry))
  }
  /** Changes entries together with what the cache has of them, so that nobody sees the one without the other. */
  const refresh = async (changed: Change = (entry) => entry, id?: string) => {
    // Where the host lets no folder be made, nothing is kept.
    const [files, bytes] = await Promise.all([cache.entries(), cache.size()]).catch(() => [[], 0] as const)
    change(changed, id)
    usedBytes = bytes
    change((entry) => {
      const file = files.find(({ url }) => url === entry.url)
      const isLost = entry.isEvicted || entry.file !== undefined
      return { ...entry, file, isEvicted: file === undefined && isLost }
    })
    tell()
  }
  /** What the host does not let the cache do shows in what it still has. */
  const attempt = (work: Promise<unknown>) => work.catch(() => undefined)
  const forget: Change = ({ picture, url, download }) => ({ ...newEntry(picture, url), download })

  /** At another server it is another picture. */
  const addressed = (server: string): Change => {
    return (entry) => {
      const url = pictureUrl(entry.picture, server)
      return entry.url === url || entry.download !== undefined ? entry : newEntry(entry.picture, url)
    }
  }
  const begin: Change = (entry) => {
    if (entry.download !== undefined) return entry
    const download = downloader.download(entry.url)
    void follow(entry.picture.id, download)
    return { ...entry, download, failure: undefined }
  }
  const follow = async (id: string, download: Download) => {
    try {
      const arrival = arrivalOf(download, await download)
      tally = count(tally, arrival)
      await refresh((entry) => ({ ...entry, download: undefined, arrival, isEvicted: false }), id)
    } catch (error) {
      const { code } = error as DownloadError
      await refresh((entry) => ({ ...entry, download: undefined, failure: code }), id)
    }
  }

  downloader.on('start', tell)
  downloader.on('wait', tell)

  return {
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
      change(addressed(currentServer(host)))
      return refresh()
    },

    refresh: () => refresh(),

    load(id) {
      change(addressed(currentServer(host)), id)
      change(begin, id)
      tell()
    },

    async togglePin(id) {
      const entry = find(id)
      if (entry?.file === undefined) return
      await attempt(entry.file.isPinned ? cache.unpin(entry.url) : cache.pin(entry.url))
      await refresh()
    },

    async remove(id) {
      const entry = find(id)
      if (entry === undefined) return
      await attempt(cache.delete(entry.url))
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
}
