import type { DemoHost } from '../demo-host.js'
import type { DownloadOrder } from './download-order.js'
import type { DownloadOutcome } from './download-outcome.js'

/** A line of the list as it is kept in storage, so that the next run of the app knows it. */
export interface DownloadRecord {
  readonly key: string
  readonly order: DownloadOrder
  /** What the downloader calls it, in the next run too. */
  readonly id: string
  /** Absent while it has not ended. */
  readonly outcome?: DownloadOutcome
}

const storageKey = 'downloads'

export function readRecords(host: DemoHost): DownloadRecord[] {
  const stored = host.readStorage(storageKey)
  if (typeof stored !== 'string' || stored === '') return []
  try {
    return JSON.parse(stored) as DownloadRecord[]
  } catch {
    return []
  }
}

export function writeRecords(host: DemoHost, records: readonly DownloadRecord[]): void {
  host.writeStorage(storageKey, JSON.stringify(records))
}
