import { createProblem, type Problem } from './problem.js'
import type { WechatContext } from './wechat-context.js'

/** What WeChat has against an address before it fetches it; throws a problem (native-apis.md §1.5). */
export function checkWechatUrl(context: WechatContext, url: string): void {
  const { knobs, device } = context
  const scheme = /^([a-z][a-z\d+.-]*):/i.exec(url)?.[1]?.toLowerCase()
  if (scheme !== undefined && scheme !== 'http' && scheme !== 'https') throw createProblem('scheme')
  const refusesRaw =
    knobs.rawUrlCharacters === 'refused' || (knobs.rawUrlCharacters === 'by-device' && device === 'ios')
  if (!isUrl(url) || (refusesRaw && /[^\x21-\x7e]|\|/.test(url))) throw createProblem('invalid-url')
  const problem = domainProblem(context, url, 'domain')
  if (problem !== undefined) throw problem
}

/** HTTPS, and the domain exactly as configured: a parent does not cover it, and the port counts. */
export function domainProblem(
  { urlCheck, downloadDomains }: WechatContext,
  url: string,
  kind: 'domain' | 'redirect-domain',
): Problem | undefined {
  if (!urlCheck) return undefined
  const { protocol, host, origin } = new URL(url)
  // Listed with its scheme: a server of the developer's own, which may be http.
  if (downloadDomains.includes(origin)) return undefined
  if (protocol !== 'https:') return createProblem(kind === 'domain' ? 'insecure' : kind)
  const isListed = downloadDomains.some((domain) => domain.replace(/^https:\/\//, '') === host)
  return isListed ? undefined : createProblem(kind)
}

function isUrl(url: string): boolean {
  try {
    return new URL(url).hostname !== ''
  } catch {
    return false
  }
}
