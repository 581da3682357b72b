import { expect, it } from 'vitest'
import { redactUrl } from '../../src/download-file/url.js'

it.each([
  ['https://example.com/a/b', 'https://example.com/a/b'],
  ['https://me:secret@example.com/a', 'https://example.com/a'],
  ['https://example.com/a?token=1&b=2', 'https://example.com/a?token=…&b=…'],
  ['https://example.com/?a=1=2&flag#part', 'https://example.com/?a=…&flag#…'],
  ['https://example.com/#access_token=1', 'https://example.com/#…'],
  ['https://example.com/#a\nsecret', 'https://example.com/#…'],
  ['https://example.com/a@b?x=@', 'https://example.com/a@b?x=…'],
  ['https://example.com/a=b/c?x=1', 'https://example.com/a=b/c?x=…'],
  ['https://example.com/data:a;b', 'https://example.com/data:a;b'],
  ['data:image/png;base64,AAAA', 'data:image/png;…'],
  ['data:,hello\nworld', 'data:;…'],
])('%s is shown as %s', (url, shown) => {
  expect(redactUrl(url)).toBe(shown)
})
