import type { QuestionId } from './questions.js'
import type { UnknownReason } from './unknown-reasons.js'

export type PlatformName = 'wechat' | 'alipay'

/** The version of `DeviceReport`; raised when what is written today cannot be read as it is any more. */
export const reportVersion = 1

/** What one device answered: what the page copies, the issue asks for, and the command reads. */
export interface DeviceReport {
  readonly format: 'miniferry-device-report'
  readonly version: typeof reportVersion
  /** When it was made, in ISO 8601. */
  readonly date: string
  readonly device: DeviceFacts
  /** A question that was not asked is absent. */
  readonly findings: Findings
}

/** Who answered. Nothing in it tells whose device it is. */
export interface DeviceFacts {
  readonly platform: PlatformName
  /** `ios`, `android`, `devtools`, `ide`, `windows`, `mac`, `ohos`: the `device` of a simulated host. */
  readonly environment: string
  /** The operating system and its version, as the host says it; empty where it does not. */
  readonly system: string
  readonly brand: string
  readonly model: string
  /** Of WeChat or Alipay. */
  readonly clientVersion: string
  /** Of the base library. */
  readonly SDKVersion: string
  /** Whether the host is our simulator: good for tests, no evidence of any phone. */
  readonly isSimulated: boolean
}

export type Findings = Readonly<Partial<Record<QuestionId, Finding>>>

export type Finding = KnownFinding | UnknownFinding

export interface KnownFinding {
  readonly value: FindingValue
  /** What it is concluded from, in the host's own words. */
  readonly evidence?: unknown
}

/** The probe ran, and could not tell. */
export interface UnknownFinding {
  readonly unknown: UnknownReason
  readonly evidence?: unknown
}

/**
 * In the words of the simulator's knob, where there is one. JSON has no word for some values: `'NaN'`, `'Infinity'` and
 * `'undefined'` stand for them.
 */
export type FindingValue = string | number | boolean
