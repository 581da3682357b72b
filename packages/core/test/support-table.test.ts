import { expect, it } from 'vitest'
import { type FeatureSupport, type HostFacts, meetsSupport } from '../src/index.js'

const facts: HostFacts = {
  SDKVersion: '2.10.4',
  clientVersion: '10.3.30',
  device: 'ios',
  canIUse: (query) => query === 'known',
}

it.each<[FeatureSupport | false, boolean]>([
  [{}, true],
  [false, false],
  [{ SDKVersion: '2.10.4' }, true],
  [{ SDKVersion: '2.9.9' }, true],
  [{ SDKVersion: '2.10' }, true],
  [{ SDKVersion: '2.10.4.1' }, false],
  [{ SDKVersion: '2.10.5' }, false],
  [{ SDKVersion: '3.0' }, false],
  [{ clientVersion: '10.3.30' }, true],
  [{ clientVersion: '10.3.100' }, false],
  [{ SDKVersion: '2.0.0', clientVersion: '11.0.0' }, false],
  [{ devices: ['ios', 'android'] }, true],
  [{ devices: ['android'] }, false],
  [{ query: 'known' }, true],
  [{ query: 'other' }, false],
])('%j on base library 2.10.4, client 10.3.30, ios is %s', (support, expected) => {
  expect(meetsSupport(support, facts)).toBe(expected)
})

it('takes a version that the host does not tell for too old', () => {
  expect(meetsSupport({ SDKVersion: '1.0.0' }, { ...facts, SDKVersion: '' })).toBe(false)
})

it('has no answer to a query on a host that cannot be asked', () => {
  const { canIUse: _, ...mute } = facts
  expect(meetsSupport({ query: 'known' }, mute)).toBe(false)
})
