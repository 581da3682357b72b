import type { Feature } from '../platform.js'
import { callHost, createWarning } from './host.js'

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

/** What a host says of itself, as it says it. */
export interface HostFacts {
  readonly SDKVersion: unknown
  readonly clientVersion: unknown
  readonly device: unknown
  /** Only for a platform whose table has queries. */
  canIUse?(query: string): boolean | undefined
}

/**
 * Makes what says whether the host has a feature. The host is asked once for what it is, when an answer needs that, and not before it is
 * there. A host that is not there, does not tell a version or throws has nothing that needs one; a feature that is in no table is
 * nowhere, and warned about.
 */
export function createSupport<Host>(
  table: SupportTable,
  getHost: () => Host | undefined,
  ask: (host: Host) => HostFacts,
): (feature: Feature) => boolean {
  const warn = createWarning()
  let asked: { readonly host: Host; readonly facts: HostFacts } | undefined
  return (feature) => {
    const isKnown = Object.keys(table).includes(feature)
    if (!isKnown) warn(`${feature} is not a feature; features are ${Object.keys(table).join(', ')}`)
    const support = isKnown && table[feature]
    try {
      const host = getHost()
      if (host === undefined || support === false) return false
      if (Object.keys(support).length === 0) return true
      if (asked === undefined || asked.host !== host) asked = { host, facts: ask(host) }
      return meets(support, asked.facts)
    } catch {
      return false
    }
  }
}

function meets({ SDKVersion, clientVersion, devices, query }: FeatureSupport, host: HostFacts): boolean {
  return (
    isAtLeast(host.SDKVersion, SDKVersion) &&
    isAtLeast(host.clientVersion, clientVersion) &&
    (devices === undefined || devices.includes(String(host.device))) &&
    (query === undefined || callHost(host, 'canIUse', query) === true)
  )
}

/** Compares part by part as numbers: as text, 2.9 would come after 2.10 (native-apis.md §6). */
function isAtLeast(version: unknown, minimum = ''): boolean {
  const parts = String(version).split('.').map(Number)
  for (const [index, wanted] of minimum.split('.').map(Number).entries()) {
    const part = parts[index] || 0
    if (part !== wanted) return part > wanted
  }
  return true
}
