import { createInProcessServer, type InProcessServer } from '@miniferry/testing/in-process-server'
import { passUntil } from '@miniferry/testing/virtual-time'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { PhoneNetwork, PhoneSwitches } from '../src/phone-switches.js'
import { launch, openDownloads, startPhone } from './open-downloads.js'
import type { TestPlatform } from './platforms.js'

let server: InProcessServer

beforeEach(() => {
  vi.useFakeTimers()
  server = createInProcessServer()
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe.each(['wechat', 'alipay'] as const)('downloads on a phone with %s', (name) => {
  let platform: TestPlatform

  beforeEach(() => {
    platform = startPhone(name, server)
  })

  test('wait for the network, and go on where they were', async () => {
    const { add, until, untilMoving, find, isExact } = openDownloads(platform, launch(platform))
    add('throttled')
    await untilMoving('throttled')
    platform.phone.network('none')
    await until('throttled', 'waiting')
    expect(find('throttled')?.status).toBe('等待网络')
    platform.phone.network('4g')
    await until('throttled', 'completed')
    expect(isExact('throttled')).toBe(true)
  })

  test('wait for Wi-Fi where they may use nothing else', async () => {
    const { page, add, until, find } = openDownloads(platform, launch(platform))
    platform.phone.network('4g')
    page.changeWifiOnly({ detail: { value: true }, currentTarget: { dataset: {} } })
    add('checksum')
    await until('checksum', 'waiting')
    expect(find('checksum')?.status).toBe('等待 Wi-Fi')
    platform.phone.network('wifi')
    await until('checksum', 'completed')
  })

  test('wait for the foreground', async () => {
    const { add, until, find } = openDownloads(platform, launch(platform))
    add('throttled')
    await until('throttled', 'active')
    platform.phone.background()
    add('checksum')
    await until('checksum', 'waiting')
    expect(find('checksum')?.status).toBe('等待回到前台')
    platform.phone.foreground()
    await until('checksum', 'completed')
    await until('throttled', 'completed')
  })

  test('go on after the app was killed, and those that had ended are still listed', async () => {
    const before = openDownloads(platform, launch(platform))
    before.add('changed', 'big', 'throttled', 'parallel', 'checksum')
    await before.until('changed', 'failed')
    await before.page.until(() => (before.find('big')?.percent ?? 0) > 20)
    const keys = before.page.data.entries.map(({ key }) => key).slice(0, 3)

    const next = platform.kill()
    const { page, until, find, isExact } = openDownloads(next, launch(next))
    await page.until(({ entries }) => entries.length === 5)
    expect(find('changed')).toMatchObject({ state: 'failed', code: 'integrity' })
    expect(find('big')?.badges[0]?.text).toBe('重启后恢复')
    expect(page.data.entries.slice(0, 3).map(({ key }) => key)).toEqual(keys)
    for (const sample of ['big', 'throttled', 'parallel', 'checksum'] as const) {
      await until(sample, 'completed')
      expect(isExact(sample)).toBe(true)
    }
    expect(find('big')?.badges.map(({ text }) => text)).toContainEqual(expect.stringMatching(/^续传 /))
  })

  test('are put to the test with the switches of a simulated phone, which a real one lacks', () => {
    const app = launch(platform)
    expect(openDownloads(platform, app).page.data.network).toBeNull()

    const listeners: (() => void)[] = []
    const phone = {
      network: 'wifi' as PhoneNetwork,
      switchNetwork: vi.fn((network: PhoneNetwork) => {
        phone.network = network
        for (const listener of listeners) listener()
      }),
      leaveApp: vi.fn(),
      restartApp: vi.fn(),
      watch: (listener: () => void) => {
        listeners.push(listener)
        return () => listeners.splice(0)
      },
    } satisfies PhoneSwitches
    const { page } = openDownloads({ ...platform, host: { ...platform.host, phone: () => phone } }, app)
    expect(page.data.network).toBe('wifi')
    page.switchNetwork({ currentTarget: { dataset: { network: '4g' } } })
    expect(page.data.network).toBe('4g')
    page.leaveApp()
    page.restartApp()
    expect(phone.leaveApp).toHaveBeenCalledOnce()
    expect(phone.restartApp).toHaveBeenCalledOnce()
    page.onUnload()
    expect(listeners).toEqual([])
  })

  test('of a run whose storage was cleared do not go on unseen', async () => {
    const before = openDownloads(platform, launch(platform))
    before.add('throttled')
    await before.untilMoving('throttled')
    const next = platform.kill()
    next.host.writeStorage('downloads', '')
    const app = launch(next)
    const { page } = openDownloads(next, app)
    await passUntil(() => server.requests.filter(({ path }) => path !== '/doors').at(-1)?.isOver === true)
    expect(page.data.entries).toEqual([])
  })
})
