import { readFileSync, writeFileSync } from 'node:fs'
import { supportTable as alipay } from '../packages/alipay/src/support.js'
import { supportTable as wechat } from '../packages/wechat/src/support.js'
import { chinese, english, replaceBlock, supportMarkdown } from './support-markdown.js'

for (const [file, words] of [
  ['docs/api.md', english],
  ['docs/api.zh-CN.md', chinese],
] as const) {
  const url = new URL(`../${file}`, import.meta.url)
  const document = readFileSync(url, 'utf8')
  writeFileSync(url, replaceBlock(document, 'support-table', supportMarkdown(wechat, alipay, words)))
}
