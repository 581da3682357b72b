import { expect, test } from 'vitest'
import { waterfallBars } from '../src/waterfall.js'

test('puts the phases one after the other, in percent of the whole', () => {
  const bars = waterfallBars({ dns: 10, connect: 20, tls: 30, wait: 40, download: 100 })
  expect(bars.map(({ name, offset, width }) => [name, offset, width])).toEqual([
    ['dns', 0, 5],
    ['connect', 5, 10],
    ['tls', 15, 15],
    ['wait', 30, 20],
    ['download', 50, 50],
  ])
})

test('leaves out a phase that the host did not report', () => {
  const bars = waterfallBars({ dns: 0, connect: 5, tls: undefined, wait: 5, download: 10 })
  expect(bars.map(({ name }) => name)).toEqual(['dns', 'connect', 'wait', 'download'])
})

test('has no bars where nothing took any time', () => {
  expect(waterfallBars({ dns: 0, connect: 0, tls: undefined, wait: 0, download: 0 })).toEqual([])
})
