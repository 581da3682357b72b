import type { PhoneSwitches } from '@miniferry/demo/phone-switches'
import { createWechatHost, type WechatHost } from '@miniferry/download-simulator'
import { expect, test, vi } from 'vitest'
import { createPhoneBody, installPhone, ownRealmDisk } from '../src/phone/phone-body.js'

/** A phone whose app is started again as its frame does it. */
function startPhone() {
  const hosts: WechatHost[] = []
  const onChange = vi.fn()
  const startApp = () => {
    const host = createWechatHost({ device: 'ios', disk: ownRealmDisk(body.disk) })
    installPhone(host, body)
    hosts.push(host)
  }
  const body = createPhoneBody(onChange, startApp)
  startApp()
  const networkOf = async (host: WechatHost | undefined) => {
    const { networkType } = await new Promise<{ networkType: string }>((success) =>
      host?.getNetworkType({ success: success as never }),
    )
    return networkType
  }
  return { body, hosts, onChange, networkOf }
}

test('an app that is killed finds its files again', () => {
  const { body, hosts } = startPhone()
  hosts[0]?.setStorageSync('name', 'film')
  body.restartApp()
  expect(hosts).toHaveLength(2)
  expect(hosts[1]?.getStorageSync('name')).toBe('film')
})

test('the next app is on the same network, and in the foreground', async () => {
  const { body, hosts, networkOf } = startPhone()
  body.switchNetwork('4g')
  body.setBackground(true)
  body.restartApp()
  expect(await networkOf(hosts[1])).toBe('4g')
  expect(body.isBackground).toBe(false)
})

test('an app follows its phone, and a killed one does not', async () => {
  const { body, hosts, networkOf } = startPhone()
  const heard = vi.fn()
  hosts[0]?.onNetworkStatusChange(heard)
  body.switchNetwork('none')
  expect(await networkOf(hosts[0])).toBe('none')
  expect(heard).toHaveBeenCalledTimes(1)
  body.restartApp()
  body.switchNetwork('wifi')
  expect(await networkOf(hosts[1])).toBe('wifi')
  expect(heard).toHaveBeenCalledTimes(1)
})

test('the switches that an app is given are those of its phone', () => {
  const { body, hosts, onChange } = startPhone()
  const { simulatedPhone } = hosts[0] as unknown as { simulatedPhone: PhoneSwitches }
  const listener = vi.fn()
  const stop = simulatedPhone.watch(listener)
  simulatedPhone.switchNetwork('none')
  expect(body.network).toBe('none')
  expect(simulatedPhone.network).toBe('none')
  simulatedPhone.leaveApp()
  expect(body.isBackground).toBe(true)
  expect(onChange).toHaveBeenCalledTimes(2)
  stop()
  body.switchNetwork('wifi')
  expect(listener).toHaveBeenCalledTimes(2)
})

test('a new phone has an empty disk', () => {
  const { body, hosts } = startPhone()
  hosts[0]?.setStorageSync('name', 'film')
  body.reset()
  expect(body.disk.readdir('storage')).toEqual([])
})
