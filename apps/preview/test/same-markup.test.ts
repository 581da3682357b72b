import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { axmlToWxml } from '../src/project/axml-to-wxml.js'

const demo = join(import.meta.dirname, '../../demo')
const templates = readdirSync(join(demo, 'wechat'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.wxml'))
  .map((path) => path.replace(/\.wxml$/, ''))

test('finds the templates of the demo', () => {
  expect(templates.length).toBeGreaterThanOrEqual(4)
})

test.each(templates)('%s is the same page on both platforms', (path) => {
  const wechat = readFileSync(join(demo, 'wechat', `${path}.wxml`), 'utf8')
  const alipay = readFileSync(join(demo, 'alipay', `${path}.axml`), 'utf8')
  expect(axmlToWxml(alipay)).toBe(wechat)
})
