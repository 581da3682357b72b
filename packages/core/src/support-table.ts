import type { Feature } from './feature.js'

/** From which client on a feature works. Everything that is given has to hold; `{}` is every client. */
export interface FeatureSupport {
  /** Base library. */
  readonly SDKVersion?: string
  /** Version of the host app. */
  readonly clientVersion?: string
  /** The devices that have it, in the host's words. */
  readonly devices?: readonly string[]
  /** A question for the host's `canIUse`, where no version is documented. */
  readonly query?: string
}

/** One row for each feature; `false` where the platform has no such thing. */
export type SupportTable = Readonly<Record<Feature, FeatureSupport | false>>

/** What a host says of itself; empty where it does not say. */
export interface HostFacts {
  readonly SDKVersion: string
  readonly clientVersion: string
  readonly device: string
  /** Only for a platform whose table has queries. */
  canIUse?(query: string): boolean
}

/** Whether a client with these facts has what the row asks for. A version that the host does not tell is too old. */
export function meetsSupport(support: FeatureSupport | false, host: HostFacts): boolean {
  return (
    support !== false &&
    isAtLeast(host.SDKVersion, support.SDKVersion) &&
    isAtLeast(host.clientVersion, support.clientVersion) &&
    (support.devices === undefined || support.devices.includes(host.device)) &&
    (support.query === undefined || host.canIUse?.(support.query) === true)
  )
}

/** Compares part by part as numbers: as text, 2.9 would come after 2.10 (native-apis.md §6). */
function isAtLeast(version: string, minimum: string | undefined): boolean {
  if (minimum === undefined) return true
  const parts = version.split('.').map(Number)
  for (const [index, wanted] of minimum.split('.').map(Number).entries()) {
    const part = parts[index] ?? 0
    if (part !== wanted) return part > wanted
  }
  return true
}
