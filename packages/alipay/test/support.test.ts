import type { Feature } from '@miniferry/download-core'
import { expect, it } from 'vitest'
import type { AlipayHost } from '../src/host.js'
import { createSupports, supportTable } from '../src/support.js'

const supports = (getHost: () => AlipayHost, feature: Feature): boolean => createSupports(getHost)(feature)

const phone: AlipayHost = {
  SDKVersion: '2.9.19',
  env: { clientVersion: '10.5.10', platform: 'iOS' },
  canIUse: () => true,
}

it('answers by the versions of base library and client, which both have to do', () => {
  expect(supports(() => phone, 'statusCode')).toBe(true)
  expect(supports(() => ({ ...phone, SDKVersion: '2.8.7' }), 'statusCode')).toBe(false)
  expect(supports(() => ({ ...phone, env: { clientVersion: '10.3.20' } }), 'statusCode')).toBe(false)
})

it.each(['statusCode', 'responseHeader', 'dataLength'] as const)(
  'has %s from base library 2.8.8 and client 10.3.30 on',
  (feature) => {
    const hostOf = (SDKVersion: string, clientVersion: string): AlipayHost => ({
      SDKVersion,
      env: { clientVersion },
    })
    expect(supports(() => hostOf('2.8.8', '10.3.30'), feature)).toBe(true)
    expect(supports(() => hostOf('2.8.7', '10.3.30'), feature)).toBe(false)
    expect(supports(() => hostOf('2.8.8', '10.3.29'), feature)).toBe(false)
  },
)

it('asks the host where no version is documented', () => {
  const asked: string[] = []
  const ide: AlipayHost = {
    ...phone,
    canIUse(query) {
      asked.push(query)
      return false
    },
  }
  const members = ['abort', 'onProgressUpdate', 'onHeadersReceived'] as const
  for (const member of members) {
    expect(supports(() => ide, member)).toBe(false)
    expect(supports(() => phone, member)).toBe(true)
  }
  expect(asked).toEqual(members.map((member) => `downloadFile.return.${member}`))
})

it('has none of the options that only WeChat has', () => {
  for (const feature of ['enableProfile', 'enableHttp2', 'enableQuic', 'profile'] as const) {
    expect(supports(() => phone, feature)).toBe(false)
  }
})

it('supports only what needs no version on a host that tells none', () => {
  const answers = Object.keys(supportTable).filter((feature) => supports(() => ({}), feature as 'header'))
  expect(answers).toEqual(['header', 'timeout', 'dataUrl', 'tempFilePath'])
})
