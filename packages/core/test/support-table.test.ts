import { describe, expect, it } from 'vitest'
import {
  type Feature,
  type FeatureSupport,
  type HostFacts,
  meetsSupport,
  type SupportTable,
} from '../src/index.js'

const facts: HostFacts = {
  SDKVersion: '2.10.4',
  clientVersion: '10.3.30',
  device: 'ios',
  canIUse: (query) => query === 'known',
}

/** What a table says that has this one row. */
function meets(support: FeatureSupport | false, host: HostFacts = facts): boolean {
  return meetsSupport({ header: support } as SupportTable, 'header', () => host)
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
  expect(meets(support)).toBe(expected)
})

describe('a host', () => {
  it('that does not tell its version has nothing that needs one', () => {
    expect(meets({ SDKVersion: '1.0.0' }, { ...facts, SDKVersion: undefined })).toBe(false)
    expect(meets({}, { ...facts, SDKVersion: undefined })).toBe(true)
  })

  it('that tells its version as a number is understood', () => {
    expect(meets({ SDKVersion: '2.1' }, { ...facts, SDKVersion: 3 as unknown as string })).toBe(true)
  })

  it('that cannot be asked has no answer to a query', () => {
    const { canIUse: _, ...mute } = facts
    expect(meets({ query: 'known' }, mute)).toBe(false)
  })

  it('that is not there, or throws, has nothing', () => {
    const table = { header: {} } as SupportTable
    expect(meetsSupport(table, 'header', () => undefined)).toBe(false)
    expect(
      meetsSupport(table, 'header', () => {
        throw new Error('boom')
      }),
    ).toBe(false)
  })
})

it.each(['nope', 'toString', '__proto__'])('a feature called %s is nowhere', (feature) => {
  expect(meetsSupport({ header: {} } as SupportTable, feature as Feature, () => facts)).toBe(false)
})
