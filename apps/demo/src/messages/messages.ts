import type { DownloadErrorCode, Feature } from '../download-library.js'
import type { FailureCaseId } from '../failure-cases.js'
import type { PageId } from '../navigation.js'
import type { PresetId } from '../presets.js'
import type { FeatureGroup } from '../support-rows.js'
import type { PhaseName } from '../waterfall.js'
import type { CacheMessages } from './cache-messages.js'
import type { DownloadsMessages } from './downloads-messages.js'
import type { PhoneMessages } from './phone-messages.js'
import type { ReportMessages } from './report-messages.js'

/** Every text of the demo. One object per language, so that a missing text is a type error. */
export interface Messages {
  /** The name of the other language, in that language. */
  otherLanguage: string
  tabs: Record<PageId, string>
  titles: Record<PageId, string>
  server: string
  serverHint: string
  /** Of the download page. */
  chooseFile: string
  presets: Record<PresetId, string>
  presetNotes: Record<PresetId, string>
  url: string
  urlPlaceholder: string
  options: string
  optionsNote: string
  saveToFileNote: string
  timeout: string
  timeoutUnit: string
  header: string
  headerName: string
  headerValue: string
  start: string
  again: string
  abort: string
  downloading: string
  waiting: string
  finished: string
  failed: string
  stopped: string
  unknownTotal: string
  average: string
  headersReceived: string
  code: string
  notReported: string
  waterfall: string
  phases: Record<PhaseName, string>
  httpNotOk: string
  downloads: DownloadsMessages
  cache: CacheMessages
  phone: PhoneMessages
  report: ReportMessages
  /** Of the failures page. */
  failuresIntro: string
  runAll: string
  run: string
  running: string
  cases: Record<FailureCaseId, string>
  caseNotes: Record<FailureCaseId, string>
  normalized: string
  native: string
  /** Where there is no native object: the host was not called, or we did not wait for it. */
  nativeNotCalled: string
  nativeNotAwaited: string
  isSuccess: string
  codes: Record<DownloadErrorCode, string>
  /** Of the support page. */
  supportIntro: string
  thisHost: string
  client: string
  baseLibrary: string
  device: string
  supported: string
  unsupported: string
  groups: Record<FeatureGroup, string>
  features: Record<Feature, string>
}
