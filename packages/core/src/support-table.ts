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

/** What a host says of itself; `undefined` where it does not say. */
export interface HostFacts {
  readonly SDKVersion: string | undefined
  readonly clientVersion: string | undefined
  readonly device: string | undefined
  /** Only for a platform whose table has queries. */
  canIUse?(query: string): boolean | undefined
}

/**
 * Whether the host has what the table asks for. `ask` is called for each answer, since the host may come late. A host that is
 * not there, does not tell a version or throws has nothing that needs one; a feature that is in no table is nowhere.
 */
export function meetsSupport(
  table: SupportTable,
  feature: Feature,
  ask: () => HostFacts | undefined,
): boolean {
  const support = Object.keys(table).includes(feature) && table[feature]
  try {
    const facts = ask()
    return support !== false && facts !== undefined && meets(support, facts)
  } catch {
    return false
  }
}

function meets({ SDKVersion, clientVersion, devices, query }: FeatureSupport, host: HostFacts): boolean {
  return (
    isAtLeast(host.SDKVersion, SDKVersion) &&
    isAtLeast(host.clientVersion, clientVersion) &&
    (devices === undefined || devices.includes(String(host.device))) &&
    (query === undefined || host.canIUse?.(query) === true)
  )
}

/** Compares part by part as numbers: as text, 2.9 would come after 2.10 (native-apis.md §6). */
function isAtLeast(version: string | undefined, minimum: string | undefined): boolean {
  if (minimum === undefined) return true
  const parts = String(version).split('.').map(Number)
  for (const [index, wanted] of minimum.split('.').map(Number).entries()) {
    const part = parts[index] ?? 0
    if (part !== wanted) return part > wanted
  }
  return true
}
