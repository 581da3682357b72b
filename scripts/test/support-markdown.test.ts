import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { supportTable as alipay } from '../../packages/alipay/src/support.js'
import { supportTable as wechat } from '../../packages/wechat/src/support.js'
import { chinese, english, replaceBlock, supportMarkdown } from '../support-markdown.js'

describe('the support table of the documentation', () => {
  it.each([
    ['docs/api.md', english],
    ['docs/api.zh-CN.md', chinese],
  ])('of %s is made from the data (run `pnpm format` to write it anew)', (file, words) => {
    const document = readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8')
    const table = supportMarkdown(wechat, alipay, words)
    expect(replaceBlock(document, 'support-table', table)).toBe(document)
  })

  it('says what a feature needs', () => {
    const lines = supportMarkdown(wechat, alipay, english).split('\n')
    expect(lines).toContain('| `enableQuic` | base library 2.10.4 | no |')
    expect(lines).toContain('| `profile` | base library 2.10.4, iOS / Android | no |')
    expect(lines).toContain('| `timeout` | yes | yes |')
    expect(lines).toContain('| `abort` | base library 1.4.0 | the host is asked |')
  })
})

it('a document without the marks is refused', () => {
  expect(() => replaceBlock('text', 'support-table', '')).toThrow('no <!-- support-table -->')
})
