import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { wxmlToAxml } from '@miniferry/demo/wxml-to-axml'
import { expect, test } from 'vitest'
import { axmlToWxml } from '../src/project/markup.js'

const markup = join(import.meta.dirname, '../../demo/src/markup')
const templates = readdirSync(markup, { recursive: true, encoding: 'utf8' }).filter((path) =>
  path.endsWith('.wxml'),
)

test('finds the templates of the demo', () => {
  expect(templates.length).toBeGreaterThanOrEqual(6)
})

test.each(templates)('%s is the same page on both platforms', (path) => {
  const wxml = readFileSync(join(markup, path), 'utf8')
  const axml = wxmlToAxml(wxml)
  expect(axml).not.toMatch(/\s(wx:|bind\w+=|aria-role=)|\.wxml"/)
  expect(axmlToWxml(axml)).toBe(wxml)
})
