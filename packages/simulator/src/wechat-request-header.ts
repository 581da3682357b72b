import type { WechatContext } from './wechat-context.js'

/** The headers that WeChat sends: the app's, but `Referer` is its own (native-apis.md §1.5). */
export function wechatRequestHeader(
  { appId, device }: WechatContext,
  header: object | undefined,
  range: 'passed' | 'dropped',
): Record<string, string> {
  const version = device === 'devtools' ? 'devtools' : '1'
  const sent: Record<string, string> = {}
  for (const [name, value] of Object.entries(header ?? {})) {
    const lower = name.toLowerCase()
    if (lower === 'referer' || (lower === 'range' && range === 'dropped')) continue
    sent[name] = String(value)
  }
  sent.Referer = `https://servicewechat.com/${appId}/${version}/page-frame.html`
  return sent
}
