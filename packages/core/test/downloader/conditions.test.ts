import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Conditions, createConditions } from '../../src/downloader/conditions.js'
import type { NetworkType } from '../../src/index.js'
import { flush, pass } from './scene.js'
import { createStubFullPlatform, type StubFullPlatform } from './stub-full-platform.js'

let platform: StubFullPlatform
let conditions: Conditions
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
  conditions = createConditions(platform, onChange)
}

async function watchOn(network: NetworkType): Promise<void> {
  open(network)
  conditions.watch()
  await flush()
}

describe('before it knows the network', () => {
  it('asks nobody until it watches, and then once', async () => {
    expect(platform.asked).toBe(0)
    conditions.watch()
    conditions.watch()
    await flush()
    expect(platform.asked).toBe(1)
  })

  it('lets any download go, but none that wants Wi-Fi', () => {
    expect(conditions.closedFor(undefined)).toBeUndefined()
    expect(conditions.closedFor('any')).toBeUndefined()
    expect(conditions.closedFor('wifi')).toBe('network')
  })

  it('counts the first answer as no change, but tells of it', async () => {
    await watchOn('wifi')
    expect(conditions.changes).toBe(0)
    expect(onChange).toHaveBeenCalledTimes(1)
  })

  it('counts an event that comes before the first answer', async () => {
    conditions.watch()
    platform.setNetwork('cellular')
    await flush()
    expect(conditions.changes).toBe(1)
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
    expect(conditions.closedFor(undefined)).toBe(any)
    expect(conditions.closedFor('any')).toBe(any)
    expect(conditions.closedFor('wifi')).toBe(wifi)
  })

  it('counts and tells each change, and nothing that is no change', async () => {
    await watchOn('wifi')
    platform.setNetwork('wifi')
    expect(conditions.changes).toBe(0)
    platform.setNetwork('none')
    platform.setNetwork('cellular')
    expect(conditions.changes).toBe(2)
    expect(onChange).toHaveBeenCalledTimes(3)
  })

  it('finds a change of which no event came when it is asked to look', async () => {
    await watchOn('wifi')
    platform.setNetwork('none', true)
    await conditions.refresh()
    expect(conditions.closedFor(undefined)).toBe('network')
    expect(conditions.changes).toBe(1)
  })
})

describe('a host that never answers', () => {
  it('is waited for a second', async () => {
    const silent = {
      ...platform,
      network: { ...platform.network, current: () => new Promise<never>(() => {}) },
    }
    const isReady = vi.fn()
    createConditions(silent, onChange).refresh().then(isReady)
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
    expect(conditions.closedFor(undefined)).toBe('foreground')
    expect(conditions.closedFor('wifi')).toBe('foreground')
    platform.setLifecycle('foreground')
    expect(conditions.closedFor(undefined)).toBe('network')
    expect(conditions.changes).toBe(2)
    expect(onChange).toHaveBeenCalledTimes(3)
  })
})
