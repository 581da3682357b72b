import { expect, it } from 'vitest'
import { encodeUrl } from '../../src/download-file/url.js'

it.each([
  ['https://example.com/a?b=c&d=%3D#e', 'https://example.com/a?b=c&d=%3D#e'],
  ['https://example.com/你好.txt', 'https://example.com/%E4%BD%A0%E5%A5%BD.txt'],
  ['https://example.com/😀', 'https://example.com/%F0%9F%98%80'],
  ['https://example.com/a b|c{d}', 'https://example.com/a%20b%7Cc%7Bd%7D'],
  ['https://example.com/%E4%BD%A0好', 'https://example.com/%E4%BD%A0%E5%A5%BD'],
  ['https://[::1]/a', 'https://[::1]/a'],
])('%s is sent as %s', (url, sent) => {
  expect(encodeUrl(url)).toBe(sent)
})
