import { createAlipayHost } from '@miniferry/download-simulator'
import { createInProcessServer } from '@miniferry/testing/in-process-server'
import { afterEach, expect, test, vi } from 'vitest'
import { createSupportPage } from '../src/support-page.js'
import { openPage } from './open-page.js'
import { platforms } from './platforms.js'

const { fetch } = createInProcessServer()

afterEach(() => {
  vi.unstubAllGlobals()
})

function open(name: 'wechat' | 'alipay') {
  return openPage(createSupportPage(platforms[name]([], fetch))).data
}

function answers(data: ReturnType<typeof open>): Record<string, boolean> {
  return Object.fromEntries(
    data.groups.flatMap(({ rows }) => rows.map((row) => [row.feature, row.supported])),
  )
}

test('asks this very host about every feature', () => {
  const wechat = open('wechat')
  expect(wechat.host).toMatchObject({ device: 'ios' })
  expect(wechat.host.client).toMatch(/^WeChat \d/)
  expect(wechat.featureCount).toBe(15)
  expect(answers(wechat)).toMatchObject({ enableQuic: true, profile: true, dataUrl: false })

  const alipay = open('alipay')
  expect(alipay.host).toMatchObject({ device: 'iOS' })
  expect(answers(alipay)).toMatchObject({ enableQuic: false, statusCode: true, dataUrl: true })
})

test('answers differently on an old client', () => {
  const platform = platforms.alipay([], fetch)
  vi.stubGlobal('my', {
    ...createAlipayHost({ device: 'ios', clientVersion: '10.2.60' }),
    setNavigationBar() {},
  })
  const data = openPage(createSupportPage(platform)).data
  expect(answers(data)).toMatchObject({ statusCode: false, dataLength: false, filePath: true })
})
