import type { AlipayContext } from './alipay-context.js'
import { createProblem, type Problem } from './problem.js'

/** What Alipay has against an address before it fetches it; throws a problem (native-apis.md §1.1, §1.5). */
export function checkAlipayUrl(
  context: AlipayContext,
  url: unknown,
  { dataUrls }: { dataUrls: boolean },
): void {
  if (typeof url !== 'string') throw createProblem('invalid-argument')
  if (url.startsWith('data:')) {
    const isImage = /^data:image\/[^,]*;base64,/.test(url)
    if (!dataUrls || !(isImage || context.sinceClient('10.5.10'))) throw createProblem('invalid-url')
    return
  }
  if (!isHttpUrl(url)) throw createProblem('invalid-url')
  const problem = alipayDomainProblem(context, url, 'domain')
  if (problem !== undefined) throw problem
}

/** HTTPS, and the domain or one below it. */
export function alipayDomainProblem(
  { urlCheck, downloadDomains }: AlipayContext,
  url: string,
  kind: 'domain' | 'redirect-domain',
): Problem | undefined {
  if (!urlCheck) return undefined
  const { protocol, hostname, origin } = new URL(url)
  // Listed with its scheme: a server of the developer's own, which may be http.
  if (downloadDomains.includes(origin)) return undefined
  if (protocol !== 'https:') return createProblem('insecure')
  const isListed = downloadDomains.some((listed) => {
    const domain = listed.replace(/^https:\/\//, '')
    return hostname === domain || hostname.endsWith(`.${domain}`)
  })
  return isListed ? undefined : createProblem(kind)
}

function isHttpUrl(url: string): boolean {
  try {
    return /^https?:$/.test(new URL(url).protocol)
  } catch {
    return false
  }
}
