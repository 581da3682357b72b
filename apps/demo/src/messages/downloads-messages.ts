import type { DownloadState } from '../download-library.js'
import type { SampleId } from '../downloads/samples.js'

/** The texts of the downloads page. `#` stands for a number or a name. */
export interface DownloadsMessages {
  addTitle: string
  /** What a tile does when it is tapped. */
  addHint: string
  addAll: string
  samples: Record<SampleId, string>
  /** `#` is the size. */
  sampleNotes: Record<SampleId, string>
  normal: string
  urgent: string
  wifiOnly: string
  listTitle: string
  empty: string
  /** Of the summary. */
  inProgress: string
  waiting: string
  paused: string
  completed: string
  failed: string
  pauseAll: string
  resumeAll: string
  abortAll: string
  clear: string
  /** Of a line. */
  states: Record<DownloadState, string>
  connecting: string
  checking: string
  secondsLeft: string
  minutesLeft: string
  retryIn: string
  waitForNetwork: string
  waitForWifi: string
  waitForForeground: string
  took: string
  restored: string
  resumed: string
  attempt: string
  attempts: string
  digestHolds: string
  pause: string
  resume: string
  abort: string
  again: string
  remove: string
}
