import type { AlipayContext } from './alipay-context.js'

/** The headers that Alipay sends: the app's, but `Referer` is its own (native-apis.md §1.5). */
export function alipayRequestHeader(
  { appId }: AlipayContext,
  header: object | undefined,
  range: 'passed' | 'dropped',
): Record<string, string> {
  const sent: Record<string, string> = {}
  for (const [name, value] of Object.entries(header ?? {})) {
    const lower = name.toLowerCase()
    if (lower === 'referer' || (lower === 'range' && range === 'dropped')) continue
    sent[name] = String(value)
  }
  sent.Referer = `https://${appId}.hybrid.alipay-eco.com/${appId}/0.0.1/index.html#pages/index/index`
  return sent
}
