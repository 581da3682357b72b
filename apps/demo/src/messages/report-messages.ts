import type { OtherProbeId } from '../device-report/probes.js'

/** The texts of the device report. `#` stands for a number or words. */
export interface ReportMessages {
  intro: string
  simulated: string
  start: string
  again: string
  stop: string
  /** `#` of how many probes. */
  progress: string
  same: string
  different: string
  unknown: string
  open: string
  differentTitle: string
  nothingDifferent: string
  assumed: string
  copy: string
  copied: string
  copyHint: string
  /** `#` is what the host says. */
  serverFailure: string
  othersTitle: string
  othersNote: string
  others: Record<OtherProbeId, { title: string; note: string }>
  run: string
  /** `#` is seconds. */
  running: string
  done: string
}
