import { expect, test } from 'vitest'
import { axmlToWxml } from '../src/project/markup.js'

test.each([
  [
    'directives',
    '<view a:if="{{a}}" a:for="{{b}}" a:key="id" />',
    '<view wx:if="{{a}}" wx:for="{{b}}" wx:key="id" />',
  ],
  ['events', '<view onTap="go" catchTouchStart="stop" />', '<view bindtap="go" catchtouchstart="stop" />'],
  ['a bare directive', '<view a:else>no</view>', '<view wx:else>no</view>'],
  ['roles', '<view role="button" />', '<view aria-role="button" />'],
  ['imports', '<import src="../top-bar.axml" />', '<import src="../top-bar.wxml" />'],
  ['attributes over several lines', '<view\n  onTap="go"\n>x</view>', '<view\n  bindtap="go"\n>x</view>'],
])('translates %s', (_, axml, wxml) => {
  expect(axmlToWxml(axml)).toBe(wxml)
})

test.each([
  ['texts', '<view>a:if="x" onTap="y"</view>'],
  ['values', '<view title=" a:if onTap=" data-on="{{ a > b ? \'<\' : \'>\' }}" />'],
  ['comments', '<!-- <view a:if="x" onTap="y" /> -->'],
  ['comparisons between tags', '<view>{{a < b}}</view>'],
])('leaves %s alone', (_, axml) => {
  expect(axmlToWxml(axml)).toBe(axml)
})
