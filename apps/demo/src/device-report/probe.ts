import type { DeviceFacts, Findings } from './device-report.js'
import type { NativeHost } from './native-host.js'
import type { ProbeFiles } from './probe-files.js'
import type { ReportServer } from './report-server.js'

/** One experiment. It answers what it can, cleans up after itself, and never throws what it expects. */
export interface Probe {
  /** Whether it needs a `downloadFile` that answers. */
  readonly downloads: boolean
  /** Milliseconds after which it is given up. */
  readonly limit: number
  run(context: ProbeContext): Promise<Findings>
}

/** What a probe works with. */
export interface ProbeContext {
  readonly device: DeviceFacts
  readonly native: NativeHost
  readonly server: ReportServer
  readonly files: ProbeFiles
  /** What is kept from one run of the app to the next. */
  readonly notes: { read(): string; write(note: string): void }
  /** Another one in each run of the app. */
  readonly launch: string
}
