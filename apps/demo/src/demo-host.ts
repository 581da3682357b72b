import type { PhoneSwitches } from './phone-switches.js'

/**
 * What the pages need of the mini-program host besides downloads. Each native project supplies its own in
 * `host.ts`, so that no page names `wx` or `my`.
 */
export interface DemoHost {
  /** Where the app may write, for the `filePath` option. */
  userDataPath(): string
  /** Who we are running on; shown on the support page. */
  versions(): HostVersions
  /** The language of the phone, such as `zh_CN` or `en`; empty where the host does not say. */
  language(): string
  readStorage(key: string): unknown
  writeStorage(key: string, value: string): void
  setTitle(title: string): void
  /** Replaces the current page; `path` begins with a slash. */
  openPage(path: string): void
  /** Succeeds where there is nothing. */
  removeFile(path: string): void
  /** Only where the phone is simulated. */
  phone(): PhoneSwitches | undefined
}

export interface HostVersions {
  /** The version of WeChat or Alipay. */
  readonly client: string
  /** The version of the JavaScript framework inside it. */
  readonly baseLibrary: string
  /** `ios`, `android`, `devtools`, … in the host's own spelling. */
  readonly device: string
}
