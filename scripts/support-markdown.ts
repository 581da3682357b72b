import type { Feature, FeatureSupport, SupportTable } from '../packages/core/src/index.js'

/** What a reader calls the features, in the two languages of the documentation. */
export interface SupportWords {
  readonly header: readonly [feature: string, wechat: string, alipay: string]
  readonly yes: string
  readonly no: string
  readonly baseLibrary: string
  readonly client: string
  readonly asked: string
}

export const english: SupportWords = {
  header: ['feature', 'WeChat', 'Alipay'],
  yes: 'yes',
  no: 'no',
  baseLibrary: 'base library',
  client: 'client',
  asked: 'the host is asked',
}

export const chinese: SupportWords = {
  header: ['特性', '微信', '支付宝'],
  yes: '支持',
  no: '不支持',
  baseLibrary: '基础库',
  client: '客户端',
  asked: '以客户端的回答为准',
}

/** The support tables of both platforms as one Markdown table. */
export function supportMarkdown(wechat: SupportTable, alipay: SupportTable, words: SupportWords): string {
  const { header } = words
  const rows = (Object.keys(wechat) as Feature[]).map((feature) => [
    `\`${feature}\``,
    cell(wechat[feature], words),
    cell(alipay[feature], words),
  ])
  return [header, header.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')
}

function cell(support: FeatureSupport | false, words: SupportWords): string {
  if (support === false) return words.no
  const { SDKVersion, clientVersion, devices, query } = support
  const conditions = [
    SDKVersion && `${words.baseLibrary} ${SDKVersion}`,
    clientVersion && `${words.client} ${clientVersion}`,
    devices?.map((device) => ({ ios: 'iOS', android: 'Android' })[device] ?? device).join(' / '),
    query && words.asked,
  ].filter(Boolean)
  return conditions.length === 0 ? words.yes : conditions.join(', ')
}

/** Puts `block` between `<!-- name -->` and `<!-- /name -->`. */
export function replaceBlock(document: string, name: string, block: string): string {
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
  const from = document.indexOf(start)
  const to = document.indexOf(end)
  if (from < 0 || to < from) throw new Error(`no ${start} … ${end} in the document`)
  return `${document.slice(0, from + start.length)}\n${block}\n${document.slice(to)}`
}
