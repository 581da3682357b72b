import { expect, test } from 'vitest'
import { messages } from '../src/messages/messages.js'

const { zh, en } = messages

function texts(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]]
  return Object.entries(value as object).flatMap(([key, inner]) => texts(inner, `${path}.${key}`))
}

test('has no empty text in either language', () => {
  for (const [path, text] of [...texts(zh), ...texts(en)]) expect(text, path).not.toBe('')
})

test('has no Chinese in the English texts, but for the name of the other language', () => {
  for (const [path, text] of texts(en)) {
    if (path !== '.otherLanguage') expect(text, path).not.toMatch(/[\u4e00-\u9fff]/)
  }
})
