import { describe, expect, it, vi } from 'vitest'
import {
  createSupport,
  type Feature,
  type FeatureSupport,
  type HostFacts,
  type SupportTable,
} from '../../src/index.js'

const facts: HostFacts = {
  SDKVersion: '2.10.4',
  clientVersion: '10.3.30',
  device: 'ios',
  canIUse: (query) => query === 'known',
}

/** What a table says that has this one row. */
function meets(support: FeatureSupport | false, host: HostFacts = facts): boolean {
  return createSupport(
    { header: support } as SupportTable,
    () => host,
    (facts) => facts,
  )('header')
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
    expect(meets({ SDKVersion: '2.1' }, { ...facts, SDKVersion: 3 })).toBe(true)
  })

  it('that cannot be asked has no answer to a query', () => {
    const { canIUse: _, ...mute } = facts
    expect(meets({ query: 'known' }, mute)).toBe(false)
  })

  it('that is not there has nothing; one that throws has nothing that needs an answer', () => {
    const table = { header: {}, timeout: { SDKVersion: '1.0.0' } } as SupportTable
    expect(
      createSupport(
        table,
        () => undefined,
        () => facts,
      )('header'),
    ).toBe(false)
    const supports = createSupport<object>(
      table,
      () => ({}),
      () => {
        throw new Error('boom')
      },
    )
    expect(supports('timeout')).toBe(false)
    expect(supports('header')).toBe(true)
  })

  it('is asked once, when an answer needs it, and again where another one has taken its place', () => {
    let host: object | undefined
    let asked = 0
    const table = {
      header: {},
      timeout: { SDKVersion: '1.0.0' },
      filePath: { SDKVersion: '9.0.0' },
    } as SupportTable
    const supports = createSupport(
      table,
      () => host,
      () => {
        asked += 1
        return facts
      },
    )
    expect(supports('timeout')).toBe(false)
    host = {}
    expect(supports('header')).toBe(true)
    expect(asked).toBe(0)
    expect([supports('timeout'), supports('filePath'), supports('timeout')]).toEqual([true, false, true])
    expect(asked).toBe(1)
    host = {}
    expect(supports('timeout')).toBe(true)
    expect(asked).toBe(2)
  })
})

it.each(['nope', 'toString', '__proto__'])(
  'a feature called %s is nowhere, which is warned about',
  (feature) => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
    const supports = createSupport(
      { header: {}, timeout: false } as SupportTable,
      () => facts,
      (host) => host,
    )
    expect([supports('header'), supports('timeout')]).toEqual([true, false])
    expect([supports(feature as Feature), supports(feature as Feature)]).toEqual([false, false])
    expect(warn.mock.calls).toEqual([
      [`[miniferry] ${feature} is not a feature; features are header, timeout`],
    ])
    warn.mockRestore()
  },
)
