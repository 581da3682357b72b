import { expect, test } from 'vitest'
import { stylesheetToCss } from '../src/project/stylesheet.js'

test.each([
  ['rpx', '.a { margin: -4rpx 0.5rpx }', '.a { margin: calc(var(--rpx) * -4) calc(var(--rpx) * 0.5) }'],
  ['tags', 'page { } .a > view, text.b { }', 'mp-page { } .a > mp-view, mp-text.b { }'],
  [
    'tags inside a media query',
    '@media (min-width: 1px) { view { } }',
    '@media (min-width: 1px) { mp-view { } }',
  ],
])('translates %s', (_, source, css) => {
  expect(stylesheetToCss(source)).toBe(css)
})

test.each([
  ['classes named like tags', '.view .text-view { color: red }'],
  ['values named like tags', '.a { transition: button 1s; font-family: text, view }'],
  ['keyframes', '@keyframes image { from { opacity: 0 } to { opacity: 1 } }'],
])('leaves %s alone', (_, source) => {
  expect(stylesheetToCss(source)).toBe(source)
})
