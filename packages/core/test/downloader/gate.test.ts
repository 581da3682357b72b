import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createGate, type Gate } from '../../src/downloader/gate.js'
import type { NetworkType } from '../../src/index.js'
import { flush, pass } from './scene.js'
import { createStubFullPlatform, type StubFullPlatform } from './stub-full-platform.js'

let platform: StubFullPlatform
let gate: Gate
let onChange: ReturnType<typeof vi.fn<() => void>>

beforeEach(() => {
  vi.useFakeTimers()
  open()
})
afterEach(() => {
  vi.useRealTimers()
})

function open(network: NetworkType = 'wifi'): void {
  platform = createStubFullPlatform({ network })
  onChange = vi.fn<() => void>()
  gate = createGate(platform, onChange)
}

async function watchOn(network: NetworkType): Promise<void> {
  open(network)
  gate.watch()
  await flush()
}

describe('before it knows the network', () => {
  it('asks nobody until it watches, and then once', async () => {
    expect(platform.asked).toBe(0)
    gate.watch()
    gate.watch()
    await flush()
    expect(platform.asked).toBe(1)
  })

  it('lets any download go, but none that wants Wi-Fi', () => {
    expect(gate.closedFor(undefined)).toBeUndefined()
    expect(gate.closedFor('any')).toBeUndefined()
    expect(gate.closedFor('wifi')).toBe('network')
  })

  it('counts the first answer as no change, but tells of it', async () => {
    await watchOn('wifi')
    expect(gate.changes).toBe(0)
    expect(onChange).toHaveBeenCalledTimes(1)
  })

  it('counts an event that comes before the first answer', async () => {
    gate.watch()
    platform.setNetwork('cellular')
    await flush()
    expect(gate.changes).toBe(1)
  })
})

describe('on a network', () => {
  it.each([
    ['wifi', undefined, undefined],
    ['cellular', undefined, 'network'],
    ['unknown', undefined, 'network'],
    ['none', 'network', 'network'],
  ] as const)('%s any download is closed for %s, one that wants Wi-Fi for %s', async (type, any, wifi) => {
    await watchOn(type)
    expect(gate.closedFor(undefined)).toBe(any)
    expect(gate.closedFor('any')).toBe(any)
    expect(gate.closedFor('wifi')).toBe(wifi)
  })

  it('counts and tells each change, and nothing that is no change', async () => {
    await watchOn('wifi')
    platform.setNetwork('wifi')
    expect(gate.changes).toBe(0)
    platform.setNetwork('none')
    platform.setNetwork('cellular')
    expect(gate.changes).toBe(2)
    expect(onChange).toHaveBeenCalledTimes(3)
  })

  it('finds a change of which no event came when it is asked to look', async () => {
    await watchOn('wifi')
    platform.setNetwork('none', true)
    await gate.refresh()
    expect(gate.closedFor(undefined)).toBe('network')
    expect(gate.changes).toBe(1)
  })
})

describe('a host that never answers', () => {
  it('is waited for a second', async () => {
    const silent = {
      ...platform,
      network: { ...platform.network, current: () => new Promise<never>(() => {}) },
    }
    const isReady = vi.fn()
    createGate(silent, onChange).refresh().then(isReady)
    await pass(999)
    expect(isReady).not.toHaveBeenCalled()
    await pass(1)
    expect(isReady).toHaveBeenCalledTimes(1)
  })
})

describe('in the background', () => {
  it('nothing may go on, whatever the network, until the foreground is back', async () => {
    await watchOn('none')
    platform.setLifecycle('background')
    expect(gate.closedFor(undefined)).toBe('foreground')
    expect(gate.closedFor('wifi')).toBe('foreground')
    platform.setLifecycle('foreground')
    expect(gate.closedFor(undefined)).toBe('network')
    expect(gate.changes).toBe(2)
    expect(onChange).toHaveBeenCalledTimes(3)
  })
})
