import type { Feature } from '@miniferry/download-core'
import { expect, it } from 'vitest'
import type { WechatHost } from '../src/host.js'
import { createSupports, supportTable } from '../src/support.js'

const supports = (getHost: () => WechatHost, feature: Feature): boolean => createSupports(getHost)(feature)

const phone: WechatHost = {
  getAppBaseInfo: () => ({ SDKVersion: '3.0.0', version: '8.0.54' }),
  getDeviceInfo: () => ({ platform: 'android' }),
}

it('answers by the version of the base library', () => {
  const old: WechatHost = { ...phone, getAppBaseInfo: () => ({ SDKVersion: '2.9.5' }) }
  expect(supports(() => phone, 'enableQuic')).toBe(true)
  expect(supports(() => old, 'enableQuic')).toBe(false)
  expect(supports(() => old, 'onHeadersReceived')).toBe(true)
})

it('answers by the device where only some have it', () => {
  const devtools: WechatHost = { ...phone, getDeviceInfo: () => ({ platform: 'devtools' }) }
  expect(supports(() => phone, 'profile')).toBe(true)
  expect(supports(() => devtools, 'profile')).toBe(false)
})

it.each(['profile', 'enableProfile'] as const)('has %s from base library 2.10.4 on, on phones', (feature) => {
  const hostOf = (SDKVersion: string, platform: string): WechatHost => ({
    getSystemInfoSync: () => ({ SDKVersion, platform }),
  })
  for (const platform of ['ios', 'android']) {
    expect(supports(() => hostOf('2.10.4', platform), feature)).toBe(true)
    expect(supports(() => hostOf('2.10.3', platform), feature)).toBe(false)
  }
  expect(supports(() => hostOf('2.10.4', 'windows'), feature)).toBe(false)
})

it('asks the older API on a base library without the newer ones', () => {
  const old: WechatHost = { getSystemInfoSync: () => ({ SDKVersion: '2.15.0', platform: 'ios' }) }
  expect(supports(() => old, 'profile')).toBe(true)
})

it('supports only what needs no version on a host that tells none', () => {
  const answers = Object.keys(supportTable).filter((feature) => supports(() => ({}), feature as 'header'))
  expect(answers).toEqual(['header', 'timeout', 'tempFilePath', 'statusCode'])
})
