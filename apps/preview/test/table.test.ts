import { expect, test } from 'vitest'
import { formatTable } from '../src/terminal/table.js'

test('lines up columns, Chinese ones too', () => {
  const table = formatTable(
    ['name', 'bytes'],
    [
      ['你好', '5'],
      ['a', '1,000'],
    ],
    [1],
  )
  expect(table).toBe(['name  bytes', '────  ─────', '你好      5', 'a     1,000'].join('\n'))
})
