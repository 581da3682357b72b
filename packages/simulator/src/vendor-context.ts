import { createHostContext, type HostContextOptions, type SharedHostOptions } from './host-context.js'
import { createProblem, type Problem } from './problem.js'
import type { SharedKnobs } from './shared-knobs.js'

/** The options of `createWechatHost` and `createAlipayHost`. */
export interface VendorHostOptions<Device extends string, Knobs extends SharedKnobs>
  extends SharedHostOptions {
  /** Where it runs: decides on words, paths and events. Default `'devtools'` on WeChat, `'ide'` on Alipay. */
  device?: Device
  /** The base library. Members that came later are absent. Default `'3.17.0'` on WeChat, `'2.9.40'` on Alipay. */
  SDKVersion?: string
  /**
   * WeChat or Alipay itself. Default `'8.0.60'` and `'10.5.80'`. Alipay before 10.2.80 ignores `filePath`, before 10.3.30 it
   * reports no status.
   */
  clientVersion?: string
  /** What nobody knows; see `WechatKnobs` and `AlipayKnobs`. */
  knobs?: Partial<Knobs>
}

export type VendorContext<Device extends string, Knobs extends SharedKnobs> = ReturnType<
  typeof createVendorContext<Device, Knobs>
>

type Decided<Device extends string, Knobs extends SharedKnobs> = Required<
  Pick<VendorHostOptions<Device, Knobs>, 'device' | 'SDKVersion' | 'clientVersion' | 'appId'>
>

/**
 * A simulated WeChat or Alipay with everything decided.
 *
 * @param options - of the user, over the vendor's `defaults`
 */
export function createVendorContext<Device extends string, Knobs extends SharedKnobs>(
  options: HostContextOptions<Knobs> & Partial<Decided<Device, Knobs>>,
  defaults: Decided<Device, Knobs>,
) {
  const { device, SDKVersion, clientVersion, appId } = { ...defaults, ...options }
  // Not spread: `isAlive` is a getter.
  return Object.assign(createHostContext(options), {
    device,
    SDKVersion,
    clientVersion,
    appId,
    urlCheck: options.urlCheck ?? options.downloadDomains !== undefined,
    downloadDomains: options.downloadDomains ?? [],
    sinceSDK: (version: string) => isVersionAtLeast(SDKVersion, version),
    sinceClient: (version: string) => isVersionAtLeast(clientVersion, version),
  })
}

/** Compares part by part as numbers: `'2.10.4'` is newer than `'2.9.0'` (native-apis.md §6). */
function isVersionAtLeast(version: string, least: string): boolean {
  const own = version.split('.').map(Number)
  const other = least.split('.').map(Number)
  for (let part = 0; part < Math.max(own.length, other.length); part++) {
    const difference = (own[part] ?? 0) - (other[part] ?? 0)
    if (difference !== 0) return difference > 0
  }
  return true
}

/** The headers that are sent: the app's, but `Referer` is the client's own (native-apis.md §1.5). */
export function sentHeader(
  header: object | undefined,
  range: 'passed' | 'dropped',
  referer: string,
): Record<string, string> {
  const dropped = range === 'dropped' ? /^(referer|range)$/i : /^referer$/i
  const sent = Object.entries(header ?? {}).filter(([name]) => !dropped.test(name))
  return { ...Object.fromEntries(sent.map(([name, value]) => [name, String(value)])), Referer: referer }
}

/**
 * What stands against an address by the app's list of domains.
 *
 * @param insecure - the kind of problem that an address without HTTPS is
 * @param covers - whether a listed domain, without its scheme, covers the address
 */
export function domainProblem(
  { urlCheck, downloadDomains }: Pick<VendorContext<string, SharedKnobs>, 'urlCheck' | 'downloadDomains'>,
  url: string,
  kind: 'domain' | 'redirect-domain',
  insecure: 'insecure' | 'redirect-domain',
  covers: (domain: string, address: URL) => boolean,
): Problem | undefined {
  if (!urlCheck) return undefined
  const address = new URL(url)
  // Listed with its scheme: a server of the developer's own, which may be http.
  if (downloadDomains.includes(address.origin)) return undefined
  if (address.protocol !== 'https:') return createProblem(insecure)
  const isListed = downloadDomains.some((domain) => covers(domain.replace(/^https:\/\//, ''), address))
  return isListed ? undefined : createProblem(kind)
}

/** The same object without what a client does not have. */
export function withoutMembers<Host extends object>(host: Host, isMissing: (name: string) => boolean): Host {
  const members = host as Record<string, unknown>
  for (const name of Object.keys(members)) if (isMissing(name)) delete members[name]
  return host
}
