import type { AlipayHost, WechatHost } from '../../../packages/simulator/src/index.js'
import type { PlatformName } from '../consumer.js'

interface Simulator {
  createWechatHost(options: object): WechatHost
  createAlipayHost(options: object): AlipayHost
}

/** The `wx` or `my` of the packed simulator. */
export function createHost(platform: PlatformName, require: NodeJS.Require): WechatHost | AlipayHost {
  const { createWechatHost, createAlipayHost } = require('@miniferry/download-simulator') as Simulator
  return platform === 'wechat' ? createWechatHost({ device: 'ios' }) : createAlipayHost({ device: 'ios' })
}
