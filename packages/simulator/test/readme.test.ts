import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { defaultAlipayKnobs, defaultWechatKnobs } from '../src/index.js'
import { knobTable } from './knob-tables.js'

const readme = new URL('../README.md', import.meta.url)

const tables: Record<string, string> = {
  shared: knobTable('shared-knobs.ts', defaultWechatKnobs, defaultAlipayKnobs),
  failure: knobTable('failure-knobs.ts', defaultWechatKnobs, defaultAlipayKnobs),
  'file-path': knobTable('file-path-knobs.ts', defaultWechatKnobs, defaultAlipayKnobs),
  wechat: knobTable('wechat-knobs.ts', defaultWechatKnobs),
  alipay: knobTable('alipay-knobs.ts', defaultAlipayKnobs),
}

// After a change of a knob: `pnpm exec vitest run --update test/readme.test.ts` writes the tables anew.
it('has the knob tables that the source says', async () => {
  let text = readFileSync(readme, 'utf8')
  for (const [name, table] of Object.entries(tables)) {
    const between = new RegExp(`(<!-- ${name} knobs -->\n)[\\s\\S]*?(<!-- end -->)`)
    expect(text).toMatch(between)
    text = text.replace(between, (_, start: string, end: string) => `${start}\n${table}\n\n${end}`)
  }
  await expect(text).toMatchFileSnapshot(readme.pathname)
})

it('names every knob', () => {
  const text = readFileSync(readme, 'utf8')
  for (const name of Object.keys({ ...defaultWechatKnobs, ...defaultAlipayKnobs })) {
    expect(text).toContain(`| \`${name}\` |`)
  }
})
