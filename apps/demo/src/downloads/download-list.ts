import type { DemoHost } from '../demo-host.js'
import type { Download, DownloadError, DownloadLibrary } from '../download-library.js'
import { currentServer } from '../file-source.js'
import { createListeners } from '../listeners.js'
import { createUniqueId } from '../unique-id.js'
import type { DownloadEntry } from './download-entry.js'
import { type DownloadOrder, requestOf } from './download-order.js'
import { type DownloadOutcome, outcomeOfError, outcomeOfResult } from './download-outcome.js'
import { type DownloadRecord, readRecords, writeRecords } from './download-record.js'

export type DownloadList = ReturnType<typeof createDownloadList>

/** The downloads of the app. It lives as long as the app does, whichever page is open. */
export function createDownloadList(library: DownloadLibrary, host: DemoHost) {
  /** How many were signed, by the key of the download. */
  const addresses = new Map<unknown, number>()
  const downloader = library.createDownloader({
    // So few that a queue can be seen.
    concurrency: 3,
    stallTimeout: 15_000,
    retry: { limit: 5, minDelay: 2000 },
    // Stands for the server of an app, which signs.
    beforeAttempt({ url, meta }) {
      if (meta === undefined) return undefined
      addresses.set(meta.key, (addresses.get(meta.key) ?? 0) + 1)
      tell()
      return { url: `${url}&validFor=${meta.validFor}&signature=${createUniqueId()}` }
    },
  })
  const { tell, watch } = createListeners()
  /** Of the run before, until they are restored. */
  let earlier = readRecords(host)
  let entries: readonly DownloadEntry[] = []

  const store = (next: readonly DownloadEntry[]) => {
    entries = next
    writeRecords(host, [...earlier, ...entries.map(({ record }) => record)])
    tell()
  }
  const patch = (download: Download, change: (entry: DownloadEntry) => DownloadEntry) =>
    entries.map((entry) => (entry.download === download ? change(entry) : entry))

  /** By the promise, not by events: it tells even what ended before anybody listened. */
  const follow = (download: Download) => {
    const end = (outcome: DownloadOutcome) =>
      store(patch(download, (entry) => ({ ...entry, record: { ...entry.record, outcome } })))
    download.then(
      (result) => end(outcomeOfResult(download, result)),
      (error: DownloadError) => end(outcomeOfError(download, error)),
    )
  }
  const begin = (order: DownloadOrder): DownloadEntry => {
    const key = createUniqueId()
    const place = { server: currentServer(host), userDataPath: host.userDataPath() }
    const download = downloader.download(requestOf(order, key, { ...place, fileBytes: library.fileBytes }))
    follow(download)
    return { record: { key, order, id: download.id }, download }
  }
  /** A line that the run before left. What was killed before it had begun begins now. */
  const takeUp = (record: DownloadRecord, downloads: readonly Download[]): DownloadEntry => {
    if (record.outcome !== undefined) return { record }
    const download = downloads.find(({ id }) => id === record.id)
    if (download === undefined) return begin(record.order)
    follow(download)
    return { record, download, isRestored: true }
  }
  const removeFile = ({ record }: DownloadEntry) => {
    if (record.outcome?.file !== undefined) host.removeFile(record.outcome.file.path)
  }

  downloader.on('start', tell)
  downloader.on('progress', tell)
  downloader.on('wait', tell)
  downloader.on('retry', ({ download, error, delay }) => {
    const retry = { error, at: Date.now() + delay }
    entries = patch(download, (entry) => ({ ...entry, retry }))
    tell()
  })

  /** Does something to all at once. */
  const toAll = (action: 'pause' | 'resume' | 'abort') => () => {
    downloader[action]()
    tell()
  }

  return {
    downloader,
    get entries(): readonly DownloadEntry[] {
      return entries.map((entry) => ({ ...entry, addresses: addresses.get(entry.record.key) ?? 0 }))
    },

    /** Goes on with what the run before did not finish. To be called once, when the app starts. */
    async restore() {
      const downloads = await downloader.restore()
      const before = earlier.map((record) => takeUp(record, downloads))
      earlier = []
      store([...before, ...entries])
      for (const download of downloads) {
        // Nobody could see or stop what has no line, as after the storage was cleared.
        if (!before.some((entry) => entry.download === download)) download.abort()
      }
    },

    add(orders: readonly DownloadOrder[]) {
      store([...entries, ...orders.map(begin)])
    },

    /** Does something to a download that has not ended. */
    control(key: string, action: (download: Download) => void) {
      const entry = entries.find(({ record }) => record.key === key)
      if (entry?.download !== undefined) action(entry.download)
      tell()
    },

    /** Asks for an ended download once more, in the same line. */
    again(key: string) {
      const index = entries.findIndex(({ record }) => record.key === key && record.outcome !== undefined)
      const entry = entries[index]
      if (entry === undefined) return
      removeFile(entry)
      store([...entries.slice(0, index), begin(entry.record.order), ...entries.slice(index + 1)])
    },

    /** Takes ended downloads from the list, and their files from the disk. */
    remove(keys: readonly string[]) {
      const gone = entries.filter(({ record }) => record.outcome !== undefined && keys.includes(record.key))
      for (const entry of gone) removeFile(entry)
      store(entries.filter((entry) => !gone.includes(entry)))
    },

    pauseAll: toAll('pause'),
    resumeAll: toAll('resume'),
    abortAll: toAll('abort'),
    watch,
  }
}
