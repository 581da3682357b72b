import { expect, test } from 'vitest'
import { drawBar, type Output, startProgressLine } from '../src/terminal/progress-line.js'

function record(terminal: Pick<Output, 'isTTY' | 'columns'>) {
  const written: string[] = []
  return { written, output: { ...terminal, write: (text: string) => written.push(text) } }
}

test('draws over its own line in a terminal', () => {
  const { written, output } = record({ isTTY: true, columns: 80 })
  const line = startProgressLine(output)
  line.update('50%')
  line.end('done')
  expect(written).toEqual(['\r\u001b[2K50%', '\r\u001b[2Kdone\n'])
})

test('writes the end alone, and no control characters, into a pipe', () => {
  const { written, output } = record({})
  const line = startProgressLine(output)
  line.update('50%')
  line.end('done')
  expect(written).toEqual(['done\n'])
})

test('does not draw what would wrap', () => {
  const { written, output } = record({ isTTY: true, columns: 10 })
  startProgressLine(output).update('0123456789')
  expect(written).toEqual([])
})

test('fills the bar by percent', () => {
  expect(drawBar(undefined)).toBe('░'.repeat(28))
  expect(drawBar(50)).toBe('█'.repeat(14) + '░'.repeat(14))
  expect(drawBar(100)).toBe('█'.repeat(28))
})
