import { type AlipayKnobs, defaultAlipayKnobs } from './alipay-knobs.js'
import { globalFetch, withDataUrls } from './fetch-like.js'
import { createProblem } from './problem.js'
import {
  createVendorContext,
  domainProblem,
  sentHeader,
  type VendorContext,
  type VendorHostOptions,
} from './vendor-context.js'

/** Where Alipay runs: `'ide'` is the simulator of its developer tools. */
export type AlipayDevice = 'ios' | 'android' | 'ide'

export type AlipayHostOptions = VendorHostOptions<AlipayDevice, AlipayKnobs>

export type AlipayContext = VendorContext<AlipayDevice, AlipayKnobs>

export function createAlipayContext(options: AlipayHostOptions): AlipayContext {
  return createVendorContext<AlipayDevice, AlipayKnobs>(
    {
      ...options,
      fetch: withDataUrls(options.fetch ?? globalFetch),
      knobs: { ...defaultAlipayKnobs, ...options.knobs },
      // native-apis.md §1.2, §1.7: the client and the IDE alike.
      scheme: {
        userRoot: 'https://usr',
        temporaryPrefix: 'https://resource/',
        savedPrefix: 'https://resource/saved-',
      },
      // native-apis.md §5.4.
      storageLimits: { entryBytes: 200 * 1024, totalBytes: 10 * 1024 * 1024 },
    },
    { device: 'ide', SDKVersion: '2.9.40', clientVersion: '10.5.80', appId: '2021000000000000' },
  )
}

export function alipayRequestHeader(
  { appId }: AlipayContext,
  header: object | undefined,
  range: 'passed' | 'dropped',
): Record<string, string> {
  const referer = `https://${appId}.hybrid.alipay-eco.com/${appId}/0.0.1/index.html#pages/index/index`
  return sentHeader(header, range, referer)
}

/** What Alipay has against an address before it fetches it; throws a problem (native-apis.md §1.1, §1.5). */
export function checkAlipayUrl(
  context: AlipayContext,
  url: unknown,
  accepts: 'data-urls' | 'no-data-urls',
): void {
  if (typeof url !== 'string') throw createProblem('invalid-argument')
  if (url.startsWith('data:')) {
    const isKnown = /^data:image\/[^,]*;base64,/.test(url) || context.sinceClient('10.5.10')
    if (accepts === 'no-data-urls' || !isKnown) throw createProblem('invalid-url')
    return
  }
  if (!isHttpUrl(url)) throw createProblem('invalid-url')
  // HTTPS, and the domain or one below it.
  const problem = domainProblem(
    context,
    url,
    'domain',
    'insecure',
    (domain, { hostname }) => hostname === domain || hostname.endsWith(`.${domain}`),
  )
  if (problem !== undefined) throw problem
}

function isHttpUrl(url: string): boolean {
  try {
    return /^https?:$/.test(new URL(url).protocol)
  } catch {
    return false
  }
}
