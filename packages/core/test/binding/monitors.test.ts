import { describe, expect, it } from 'vitest'
import { createLifecycleMonitor, createNetworkMonitor } from '../../src/index.js'

type Listener = (payload?: unknown) => void

function createStubHost(networkType?: unknown) {
  const listeners = new Map<string, Set<Listener>>()
  const of = (event: string): Set<Listener> => {
    const set = listeners.get(event) ?? new Set()
    listeners.set(event, set)
    return set
  }
  const events = ['AppShow', 'AppHide', 'Show', 'Hide', 'NetworkStatusChange']
  const host = Object.fromEntries(
    events.flatMap((event) => [
      [`on${event}`, (listener: Listener) => of(event).add(listener)],
      [`off${event}`, (listener: Listener) => of(event).delete(listener)],
    ]),
  ) as Record<string, unknown>
  host.getNetworkType = ({ success }: { success: Listener }) => success(networkType)
  return {
    host,
    count: () => [...listeners.values()].reduce((sum, set) => sum + set.size, 0),
    emit(event: string, payload?: unknown) {
      for (const listener of of(event)) listener(payload)
    },
  }
}

const types = { wifi: 'wifi', '4g': 'cellular', none: 'none' } as const

describe('the network', () => {
  it.each([
    [{ networkType: 'wifi' }, 'wifi'],
    [{ networkType: '4g', isConnected: true }, 'cellular'],
    [{ networkType: 'none' }, 'none'],
    [{ networkType: 'wifi', isConnected: false }, 'none'],
    [{ networkType: '4g', networkAvailable: false }, 'none'],
    [{ networkType: 'ethernet' }, 'unknown'],
    [undefined, 'unknown'],
  ])('that reports %j is %s', async (payload, expected) => {
    expect(await createNetworkMonitor(() => createStubHost(payload).host, types).current()).toBe(expected)
  })

  it('is unknown on a host that cannot tell', async () => {
    expect(await createNetworkMonitor(() => undefined, types).current()).toBe('unknown')
  })

  it('is reported as it changes, until the subscription ends', () => {
    const { host, emit, count } = createStubHost()
    const seen: string[] = []
    const stop = createNetworkMonitor(() => host, types).subscribe((type) => seen.push(type))
    emit('NetworkStatusChange', { isConnected: true, networkType: '4g' })
    emit('NetworkStatusChange', { isConnected: false, networkType: 'none' })
    stop()
    emit('NetworkStatusChange', { isConnected: true, networkType: 'wifi' })
    expect(seen).toEqual(['cellular', 'none'])
    expect(count()).toBe(0)
  })
})

describe('the lifecycle', () => {
  it('is reported as it changes, until the subscription ends', () => {
    const { host, emit, count } = createStubHost()
    const seen: string[] = []
    const stop = createLifecycleMonitor(() => host).subscribe((state) => seen.push(state))
    emit('AppHide')
    emit('AppShow')
    stop()
    emit('AppHide')
    expect(seen).toEqual(['background', 'foreground'])
    expect(count()).toBe(0)
  })

  it('is that of a game where the client knows no app', () => {
    const { host, emit } = createStubHost()
    delete host.onAppShow
    const seen: string[] = []
    createLifecycleMonitor(() => host).subscribe((state) => seen.push(state))
    for (const event of ['Hide', 'Show', 'AppHide']) emit(event)
    expect(seen).toEqual(['background', 'foreground'])
  })

  it('is silent after the end even where the host keeps the listener', () => {
    const { host, emit } = createStubHost()
    delete host.offAppHide
    const seen: string[] = []
    createLifecycleMonitor(() => host).subscribe((state) => seen.push(state))()
    emit('AppHide')
    expect(seen).toEqual([])
  })

  it('is harmless on a host without the events', () => {
    expect(() => createLifecycleMonitor(() => undefined).subscribe(() => undefined)()).not.toThrow()
  })
})
