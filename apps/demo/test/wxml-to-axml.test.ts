import { expect, test } from 'vitest'
import { wxmlToAxml } from '../scripts/wxml-to-axml.js'

test.each([
  ['<view wx:if="{{a}}">', '<view a:if="{{a}}">'],
  ['<view wx:else>', '<view a:else>'],
  ['<view wx:for="{{b}}" wx:for-item="c" wx:key="id">', '<view a:for="{{b}}" a:for-item="c" a:key="id">'],
  ['<slider bindchange="go" bindchanging="drag" />', '<slider onChange="go" onChanging="drag" />'],
  ['<view aria-role="button" aria-label="x">', '<view role="button" aria-label="x">'],
  ['<import src="../../templates/phone.wxml" />', '<import src="../../templates/phone.axml" />'],
])('%s is %s', (wxml, axml) => {
  expect(wxmlToAxml(wxml)).toBe(axml)
})
