import { createProblem, type Problem } from './problem.js'
import {
  createVendorContext,
  domainProblem,
  sentHeader,
  type VendorContext,
  type VendorHostOptions,
} from './vendor-context.js'
import { defaultWechatKnobs, type WechatKnobs } from './wechat-knobs.js'

/** Where WeChat runs; words, paths, `profile` and the background rule depend on it. */
export type WechatDevice = 'ios' | 'android' | 'devtools' | 'windows' | 'mac' | 'ohos'

export type WechatHostOptions = VendorHostOptions<WechatDevice, WechatKnobs>

export interface WechatContext extends VendorContext<WechatDevice, WechatKnobs> {
  readonly isPhone: boolean
}

const mebibyte = 1024 * 1024

export function createWechatContext(options: WechatHostOptions): WechatContext {
  const { device = 'devtools' } = options
  const context = createVendorContext<WechatDevice, WechatKnobs>(
    {
      ...options,
      knobs: { ...defaultWechatKnobs, ...options.knobs },
      // native-apis.md §1.2, §1.7: phones and DevTools use different schemes.
      scheme:
        device === 'devtools'
          ? { userRoot: 'http://usr', temporaryPrefix: 'http://tmp/', savedPrefix: 'http://store/' }
          : { userRoot: 'wxfile://usr', temporaryPrefix: 'wxfile://tmp_', savedPrefix: 'wxfile://store_' },
      // native-apis.md §5.4.
      storageLimits: { entryBytes: mebibyte, totalBytes: 10 * mebibyte },
    },
    { device, SDKVersion: '3.17.0', clientVersion: '8.0.60', appId: 'wxsimulator000000' },
  )
  return Object.assign(context, { isPhone: device === 'ios' || device === 'android' || device === 'ohos' })
}

export function wechatRequestHeader(
  { appId, device }: WechatContext,
  header: object | undefined,
  range: 'passed' | 'dropped',
): Record<string, string> {
  const version = device === 'devtools' ? 'devtools' : '1'
  return sentHeader(header, range, `https://servicewechat.com/${appId}/${version}/page-frame.html`)
}

/** What WeChat has against a call before it fetches anything; throws a problem (native-apis.md §1.5, §3.2). */
export function checkWechatCall(context: WechatContext, url: unknown): void {
  const { device, isPhone, phone } = context
  if (typeof url !== 'string') throw createProblem('invalid-argument')
  // Only phones are suspended.
  if (isPhone && phone.isSuspended) throw createProblem('suspended')
  const scheme = /^([a-z][a-z\d+.-]*):/i.exec(url)?.[1]?.toLowerCase()
  if (scheme !== undefined && scheme !== 'http' && scheme !== 'https') throw createProblem('scheme')
  // native-apis.md §8 row 7: Chinese letters, spaces and `|`.
  if (!isUrl(url) || (device === 'ios' && /[^\x21-\x7e]|\|/.test(url))) throw createProblem('invalid-url')
  const problem = wechatDomainProblem(context, url, 'domain')
  if (problem !== undefined) throw problem
}

/** HTTPS, and the domain exactly as configured: a parent does not cover it, and the port counts. */
export function wechatDomainProblem(
  context: WechatContext,
  url: string,
  kind: 'domain' | 'redirect-domain' = 'redirect-domain',
): Problem | undefined {
  const insecure = kind === 'domain' ? 'insecure' : kind
  return domainProblem(context, url, kind, insecure, (domain, { host }) => domain === host)
}

function isUrl(url: string): boolean {
  try {
    return new URL(url).hostname !== ''
  } catch {
    return false
  }
}
