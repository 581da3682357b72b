import { expect, test } from 'vitest'
import { stylesheetToCss } from '../src/project/stylesheet.js'

test.each([
  ['rpx', '.a { margin: -4rpx 0.5rpx }', '.a { margin: calc(var(--rpx) * -4) calc(var(--rpx) * 0.5) }'],
  ['the page', 'page { } .a { }', 'mp-page { } .a { }'],
  [
    'the page inside a media query',
    '@media (min-width: 1px) { page { } }',
    '@media (min-width: 1px) { mp-page { } }',
  ],
])('translates %s', (_, source, css) => {
  expect(stylesheetToCss(source)).toBe(css)
})

test.each([
  ['classes named like the page', '.page { } .a-page { color: red }'],
  ['values named like the page', '.a { page: page; background: var(--page) }'],
  ['keyframes', '@keyframes image { from { opacity: 0 } to { opacity: 1 } }'],
])('leaves %s alone', (_, source) => {
  expect(stylesheetToCss(source)).toBe(source)
})
